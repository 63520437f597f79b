#ifndef MOVIE_BAG_CSQLITE_H
#define MOVIE_BAG_CSQLITE_H

#include <sqlite3.h>
// statfs(2), whose file system types Swift's Glibc module leaves out.
#include <sys/statfs.h>

// Extended result codes, whose macros are expressions that Swift does not import (https://www.sqlite.org/rescode.html).
static const int CSQLITE_CONSTRAINT_FOREIGNKEY = SQLITE_CONSTRAINT_FOREIGNKEY;
static const int CSQLITE_CONSTRAINT_PRIMARYKEY = SQLITE_CONSTRAINT_PRIMARYKEY;
static const int CSQLITE_CONSTRAINT_ROWID = SQLITE_CONSTRAINT_ROWID;
static const int CSQLITE_CONSTRAINT_UNIQUE = SQLITE_CONSTRAINT_UNIQUE;
static const int CSQLITE_READONLY_DBMOVED = SQLITE_READONLY_DBMOVED;

// SQLITE_TRANSIENT is a macro with a cast to a function pointer: SQLite copies the bytes before the call returns.
static inline int csqlite_bind_blob_copy(sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count) {
    return sqlite3_bind_blob64(statement, index, bytes, count, SQLITE_TRANSIENT);
}

// SQLITE_TRANSIENT, as above.
static inline int csqlite_bind_text_copy(sqlite3_stmt *statement, int index, const char *bytes, sqlite3_uint64 count) {
    return sqlite3_bind_text64(statement, index, bytes, count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

// sqlite3_db_config is variadic; every option used here takes an int and a place for the resulting value.
static inline int csqlite_db_config(sqlite3 *database, int option, int value) {
    return sqlite3_db_config(database, option, value, (int *)0);
}

// sqlite3_config is variadic; MEMSTATUS takes an int.
static inline int csqlite_config_memory_statistics(int enabled) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, enabled);
}

// sqlite3_config is variadic; STMTJRNL_SPILL takes an int.
static inline int csqlite_config_statement_journal_spill(int bytes) {
    return sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, bytes);
}

#endif
