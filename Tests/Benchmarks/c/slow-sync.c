/* For LD_PRELOAD: a disk whose every sync takes longer by SYNC_DELAY_MS milliseconds. */
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static struct timespec delay;

__attribute__((constructor)) static void read_delay(void)
{
    const char *text = getenv("SYNC_DELAY_MS");
    long milliseconds = text ? atol(text) : 0;

    delay.tv_sec = milliseconds / 1000;
    delay.tv_nsec = milliseconds % 1000 * 1000000;
}

int fsync(int descriptor)
{
    nanosleep(&delay, NULL);
    return syscall(SYS_fsync, descriptor);
}

int fdatasync(int descriptor)
{
    nanosleep(&delay, NULL);
    return syscall(SYS_fdatasync, descriptor);
}
