#pragma once

#include <sqlite3.h>

// Swift imports no variadic functions.

/// Has SQLite keep no statistics of its memory, for which each allocation takes a lock of the whole process. Call it
/// before anything else of SQLite; returns SQLITE_OK, or SQLITE_MISUSE when it comes too late.
static inline int landing_tracker_sqlite_without_statistics(void)
{
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
