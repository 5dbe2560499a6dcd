#pragma once

#include <sqlite3.h>
#include <stdint.h>

// Swift imports no variadic functions.

/// Has SQLite keep no statistics of its memory, for which each allocation takes a lock of the whole process. Call it
/// before anything else of SQLite; returns SQLITE_OK, or SQLITE_MISUSE when it comes too late.
static inline int landing_tracker_sqlite_without_statistics(void)
{
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/// Whether a connection that is the last one leaves the log (WAL) as it is when it closes; else the log is copied into the
/// database and removed.
static inline void landing_tracker_sqlite_keep_log(sqlite3 *connection, int keeps)
{
    /* It has been closed. */
    if (!connection) return;
    sqlite3_db_config(connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keeps, (int *)0);
}

/// Four bytes of a file as they stand there, the most significant first; -1 when they cannot be read.
static inline sqlite3_int64 landing_tracker_sqlite_number(sqlite3_file *file, sqlite3_int64 offset)
{
    unsigned char bytes[4];
    if (!file || !file->pMethods || file->pMethods->xRead(file, bytes, sizeof bytes, offset) != SQLITE_OK) return -1;
    return (sqlite3_int64)bytes[0] << 24 | (sqlite3_int64)bytes[1] << 16 | bytes[2] << 8 | bytes[3];
}

/// A number in the file of the database, whatever the log and the connection's memory say; -1 when it cannot be read.
static inline sqlite3_int64 landing_tracker_sqlite_number_in_file(sqlite3 *connection, int offset)
{
    sqlite3_file *file = 0;
    sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    return landing_tracker_sqlite_number(file, offset);
}

/// How many frames the log (WAL) has when all of them were copied into the database's file, and the file synced then: the
/// next commit may begin another log. -1 while some were not, and where there is no log. What a connection without the
/// write lock is told may be over.
///
/// Source: https://www.sqlite.org/walformat.html#the_wal_index_header (mxFrame, nBackfill), fileformat2.html#file_format_version_numbers
static inline sqlite3_int64 landing_tracker_sqlite_copied_frames(sqlite3 *connection)
{
    enum { index_bytes = 32 * 1024, frame_count = 16 / 4, copied_count = 96 / 4, log_version = 2 };
    volatile void *index = 0;
    sqlite3_file *file = 0;
    sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    sqlite3_int64 versions = landing_tracker_sqlite_number(file, 16);
    if (versions < 0 || (versions >> 8 & 0xFF) != log_version || file->pMethods->iVersion < 2) return -1;
    if (file->pMethods->xShmMap(file, 0, index_bytes, 0, &index) != SQLITE_OK || !index) return -1;
    const volatile uint32_t *numbers = index;
    uint32_t copied = __atomic_load_n(&numbers[copied_count], __ATOMIC_ACQUIRE);
    return numbers[frame_count] == copied ? (sqlite3_int64)copied : -1;
}
