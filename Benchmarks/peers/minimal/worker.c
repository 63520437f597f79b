#include "worker.h"

#include <pthread.h>
#include <stdlib.h>

#include "failure.h"
#include "signatures.h"

enum { busy_milliseconds = 10000 };

/*
 * SQLite lets one connection write at a time, and the others poll for their turn with sleeps in between. Threads of
 * one process need not sleep: here they queue, and the polling is left for other processes.
 */
static pthread_mutex_t writing = PTHREAD_MUTEX_INITIALIZER;

static void open_database(struct worker *worker, const char *path) {
    if (sqlite3_open_v2(path, &worker->database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK) {
        fail(path, sqlite3_errmsg(worker->database));
    }
    sqlite3_extended_result_codes(worker->database, 1);
    sqlite3_busy_timeout(worker->database, busy_milliseconds);
    /* The file is in WAL mode already; what follows is set for each connection. */
    const char *settings = "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;";
    if (sqlite3_exec(worker->database, settings, NULL, NULL, NULL) != SQLITE_OK) {
        fail(path, sqlite3_errmsg(worker->database));
    }
}

static sqlite3_stmt *prepare(struct worker *worker, const char *sql) {
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v3(worker->database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK) {
        fail(sql, sqlite3_errmsg(worker->database));
    }
    return statement;
}

struct worker *make_worker(const char *database_path, struct span secret) {
    struct worker *worker = calloc(1, sizeof *worker);
    if (!worker) fail("calloc", "out of memory");
    open_database(worker, database_path);
    worker->one_movie = prepare(worker, "SELECT id, key AS name, casts, genres, added_by FROM movies WHERE id = ?");
    worker->movies_after =
        prepare(worker, "SELECT id, key AS name, casts, genres, added_by FROM movies WHERE id > ? ORDER BY id LIMIT ?");
    worker->add_movie =
        prepare(worker, "INSERT INTO movies (id, key, casts, genres, added_by) VALUES (?, ?, ?, ?, ?)");
    worker->account_by_email = prepare(worker, "SELECT id, password FROM accounts WHERE email = ?");
    worker->add_session = prepare(worker, "INSERT INTO sessions (fingerprint, account, expires) VALUES (?, ?, ?)");
    worker->find_session =
        prepare(worker, "SELECT 1 FROM sessions WHERE fingerprint = ? AND account = ? AND expires > ?");
    worker->signing = make_signing_context(secret);
    return worker;
}

void free_worker(struct worker *worker) {
    sqlite3_stmt *statement;
    while ((statement = sqlite3_next_stmt(worker->database, NULL))) sqlite3_finalize(statement);
    sqlite3_close(worker->database);
    EVP_MAC_CTX_free(worker->signing);
    free(worker->casts.bytes);
    free(worker->genres.bytes);
    free(worker->claims.bytes);
    free(worker->answer.bytes);
    free(worker);
}

int run_change(sqlite3_stmt *statement) {
    pthread_mutex_lock(&writing);
    int result = sqlite3_step(statement);
    sqlite3_reset(statement);
    pthread_mutex_unlock(&writing);
    return result;
}
