/* What one thread owns: a connection to the database with its statements, and room for a request and its answer. */
#ifndef WORKER_H
#define WORKER_H

#include <openssl/evp.h>
#include <sqlite3.h>

#include "text.h"

/* One byte more than the largest body, so that a larger one is noticed. */
enum { largest_body = 1 << 20, body_room = largest_body + 1 };

struct worker {
    sqlite3 *database;
    sqlite3_stmt *one_movie, *movies_after, *add_movie;
    sqlite3_stmt *account_by_email, *add_session, *find_session;
    EVP_MAC_CTX *signing;
    char body[body_room];
    size_t body_count;
    struct text casts, genres, claims;
    struct text answer; /* the body of the answer, JSON */
    char link[160];     /* a header field of the answer, or empty */
};

struct worker *make_worker(const char *database_path, struct span secret);
void free_worker(struct worker *worker);

/*
 * Runs a statement that changes something: one durable transaction, begun as a writing one. Returns SQLITE_DONE
 * or an extended error code.
 */
int run_change(sqlite3_stmt *statement);

#endif
