/* A disk that can fail, for one process: loaded with LD_PRELOAD, it stands between SQLite and the system.
 *
 * Of the files in one folder it writes down, in order, everything that decides what a power cut leaves: which file
 * was made, written, cut short, removed, and which sync began and ended how. It refuses writes and syncs, or ends
 * the process, when the tester says so, and tells the process another time of day.
 *
 *   FAULTY_DISK_FOLDER    the folder
 *   FAULTY_DISK_LOG       the file that is written to: see `struct record`
 *   FAULTY_DISK_CONTROL   the file that is read from, at any time: see `struct control`
 *
 * What is mapped into memory is not seen. SQLite maps only its -shm file, which means nothing after a power cut.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

/* The function of this name that the process would have called without this library. */
#define NEXT(name) ({ \
    static __typeof__(&name) next; \
    if (!next) next = (__typeof__(&name))dlsym(RTLD_NEXT, #name); \
    next; })

enum { name_size = 32, descriptor_count = 65536 };

enum kind { made = 1, written, truncated, removed, sync_begun, sync_done, sync_failed };

/* Followed by `size` bytes when `kind` is `written`. The name is the file's in the folder, empty for the folder. */
struct record {
    int64_t kind;
    int64_t offset; /* of what is written; the new size; the number of the sync */
    int64_t size;
    char name[name_size];
};

struct control {
    int64_t write_error;           /* errno of each write, 0 for none */
    int64_t sync_error;            /* errno of each sync, 0 for none */
    int64_t sync_milliseconds;     /* how much longer a sync takes */
    int64_t clock_seconds;         /* how far the time of day is ahead */
    int64_t writes_until_cut;      /* the process is killed at that write to a file other than the log; 0: never */
};

static struct control quiet;
static volatile struct control *control = &quiet;
static char folder[PATH_MAX];
static int log_descriptor = -1;
static int64_t sync_count;
/* What is open, by descriptor: NULL for what is none of ours. Names are few and stay allocated. */
static char *names[descriptor_count];
/* Of a file without a name, which meets the same errors and leaves nothing behind. */
static char unnamed[] = "";
/* Held while an operation is written down and carried out, so that both happen in the same order. */
static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void prepare(void)
{
    const char *path = getenv("FAULTY_DISK_FOLDER");
    int descriptor = NEXT(open)(getenv("FAULTY_DISK_CONTROL"), O_RDWR | O_CLOEXEC);
    void *mapping = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);

    log_descriptor = NEXT(open)(
        getenv("FAULTY_DISK_LOG"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (!path || !realpath(path, folder) || mapping == MAP_FAILED || log_descriptor < 0)
        _exit(70);
    control = mapping;
    NEXT(close)(descriptor);
}

static void write_down(enum kind kind, const char *name, int64_t offset, const void *bytes, int64_t size)
{
    struct record record = { kind, offset, size, "" };
    struct iovec parts[2] = { { &record, sizeof record }, { (void *)bytes, (size_t)size } };

    strncpy(record.name, name, name_size - 1);
    /* A log with a hole would make the tester see losses that are none. */
    if (writev(log_descriptor, parts, bytes ? 2 : 1) != (ssize_t)(sizeof record + (bytes ? size : 0)))
        _exit(70);
}

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), end_length = strlen(end);

    return length >= end_length && strcmp(text + length - end_length, end) == 0;
}

/* The name in the folder of what stands at the path, "" for the folder itself; NULL for everything else. */
static const char *name_of(const char *path)
{
    size_t length = strlen(folder);

    if (length == 0 || strncmp(path, folder, length) != 0)
        return NULL;
    if (path[length] == '\0')
        return "";
    if (path[length] != '/' || strlen(path + length + 1) >= name_size || ends_with(path, "-shm"))
        return NULL;
    return path + length + 1;
}

static char *name_at(int descriptor)
{
    return descriptor >= 0 && descriptor < descriptor_count ? names[descriptor] : NULL;
}

/* An error that the tester wants, or 0. */
static int refuse(int64_t error)
{
    if (error != 0)
        errno = (int)error;
    return error != 0;
}

/* ---- Files ---- */

static int open_file(const char *path, int flags, mode_t mode)
{
    const char *name = name_of(path);
    bool is_new;
    int descriptor;

    if (!name) {
        descriptor = NEXT(open)(path, flags, mode);
        if (name_at(descriptor))
            names[descriptor] = NULL;
        return descriptor;
    }
    pthread_mutex_lock(&order);
    is_new = (flags & O_CREAT) && access(path, F_OK) != 0;
    descriptor = NEXT(open)(path, flags, mode);
    if (descriptor >= 0 && descriptor < descriptor_count) {
        names[descriptor] = (flags & O_TMPFILE) == O_TMPFILE ? unnamed : strdup(name);
        if (is_new)
            write_down(made, name, 0, NULL, 0);
    }
    pthread_mutex_unlock(&order);
    return descriptor;
}

static mode_t mode_argument(int flags, va_list arguments)
{
    return flags & (O_CREAT | __O_TMPFILE) ? va_arg(arguments, mode_t) : 0;
}

int open(const char *path, int flags, ...)
{
    va_list arguments;
    mode_t mode;

    va_start(arguments, flags);
    mode = mode_argument(flags, arguments);
    va_end(arguments);
    return open_file(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    va_list arguments;
    mode_t mode;

    va_start(arguments, flags);
    mode = mode_argument(flags, arguments);
    va_end(arguments);
    return open_file(path, flags | O_LARGEFILE, mode);
}

int close(int descriptor)
{
    if (name_at(descriptor))
        names[descriptor] = NULL;
    return NEXT(close)(descriptor);
}

int unlink(const char *path)
{
    const char *name = name_of(path);
    int outcome;

    if (!name)
        return NEXT(unlink)(path);
    pthread_mutex_lock(&order);
    outcome = NEXT(unlink)(path);
    if (outcome == 0)
        write_down(removed, name, 0, NULL, 0);
    pthread_mutex_unlock(&order);
    return outcome;
}

/* ---- Writing ---- */

/* Ends the process at the write that the tester has chosen: in the middle of a checkpoint. */
static void count_down(const char *name)
{
    if (control->writes_until_cut == 0 || ends_with(name, "-wal"))
        return;
    control->writes_until_cut -= 1;
    if (control->writes_until_cut == 0)
        kill(getpid(), SIGKILL);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t size, off64_t offset)
{
    char *name = name_at(descriptor);
    ssize_t count;

    if (!name)
        return NEXT(pwrite64)(descriptor, bytes, size, offset);
    if (refuse(control->write_error))
        return -1;
    if (name == unnamed)
        return NEXT(pwrite64)(descriptor, bytes, size, offset);
    pthread_mutex_lock(&order);
    write_down(written, name, offset, bytes, (int64_t)size);
    count = NEXT(pwrite64)(descriptor, bytes, size, offset);
    count_down(name);
    pthread_mutex_unlock(&order);
    return count;
}

ssize_t pwrite(int descriptor, const void *bytes, size_t size, off_t offset)
{
    return pwrite64(descriptor, bytes, size, offset);
}

int ftruncate64(int descriptor, off64_t size)
{
    char *name = name_at(descriptor);
    int outcome;

    if (!name)
        return NEXT(ftruncate64)(descriptor, size);
    if (refuse(control->write_error))
        return -1;
    pthread_mutex_lock(&order);
    write_down(truncated, name, size, NULL, 0);
    outcome = NEXT(ftruncate64)(descriptor, size);
    pthread_mutex_unlock(&order);
    return outcome;
}

int ftruncate(int descriptor, off_t size)
{
    return ftruncate64(descriptor, size);
}

/* ---- Syncing ---- */

/* What is written while the sync is under way does not belong to it, so its beginning is written down, too. */
static int64_t begin_sync(const char *name)
{
    int64_t number;

    pthread_mutex_lock(&order);
    sync_count += 1;
    number = sync_count;
    write_down(sync_begun, name, number, NULL, 0);
    pthread_mutex_unlock(&order);
    return number;
}

static void end_sync(enum kind kind, const char *name, int64_t number)
{
    pthread_mutex_lock(&order);
    write_down(kind, name, number, NULL, 0);
    pthread_mutex_unlock(&order);
}

int fdatasync(int descriptor)
{
    char *name = name_at(descriptor);
    int64_t number;

    if (!name)
        return NEXT(fdatasync)(descriptor);
    if (name == unnamed) {
        usleep((useconds_t)control->sync_milliseconds * 1000);
        return refuse(control->sync_error) ? -1 : NEXT(fdatasync)(descriptor);
    }
    number = begin_sync(name);
    usleep((useconds_t)control->sync_milliseconds * 1000);
    if (control->sync_error != 0 || NEXT(fdatasync)(descriptor) != 0) {
        end_sync(sync_failed, name, number);
        refuse(control->sync_error);
        return -1;
    }
    end_sync(sync_done, name, number);
    return 0;
}

int fsync(int descriptor)
{
    return name_at(descriptor) ? fdatasync(descriptor) : NEXT(fsync)(descriptor);
}

/* ---- The time of day ---- */

int clock_gettime(clockid_t clock, struct timespec *now)
{
    int outcome = NEXT(clock_gettime)(clock, now);

    if (clock == CLOCK_REALTIME)
        now->tv_sec += control->clock_seconds;
    return outcome;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone)
{
    int outcome = NEXT(gettimeofday)(now, zone);

    now->tv_sec += control->clock_seconds;
    return outcome;
}

time_t time(time_t *result)
{
    time_t now = NEXT(time)(NULL) + control->clock_seconds;

    if (result)
        *result = now;
    return now;
}
