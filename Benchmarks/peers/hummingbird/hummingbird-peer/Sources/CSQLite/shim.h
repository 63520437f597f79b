#ifndef HUMMINGBIRD_PEER_CSQLITE_H
#define HUMMINGBIRD_PEER_CSQLITE_H

#include <sqlite3.h>

// SQLITE_TRANSIENT is a cast to a function pointer, which Swift does not import: SQLite copies the bytes before the
// call returns.
static inline int csqlite_bind_blob_copy(sqlite3_stmt *statement, int index, const void *bytes, int count) {
    return sqlite3_bind_blob(statement, index, bytes, count, SQLITE_TRANSIENT);
}

// SQLITE_TRANSIENT, as above.
static inline int csqlite_bind_text_copy(sqlite3_stmt *statement, int index, const char *bytes, int count) {
    return sqlite3_bind_text(statement, index, bytes, count, SQLITE_TRANSIENT);
}

// A macro that computes, which Swift does not import.
static const int csqlite_constraint_unique = SQLITE_CONSTRAINT_UNIQUE;

// sqlite3_config is variadic. Without statistics, threads do not meet at a lock for each piece of memory.
static inline int csqlite_config_no_memory_statistics(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

#endif
