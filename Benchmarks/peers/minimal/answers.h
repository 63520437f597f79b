/* What is answered when a request cannot be done. Every function that does one returns its status line. */
#ifndef ANSWERS_H
#define ANSWERS_H

#include "worker.h"

#define STATUS_OK "200 OK"

enum refusal {
    schema_validation,
    movie_already_exists,
    movie_not_exists,
    unauthorized,
    bad_access_token,
    not_found,
    body_too_large,
    internal_server,
    busy,
};

const char *refuse(struct worker *worker, enum refusal refusal);

/* For an error of SQLite that says nothing about the request. */
const char *refuse_after(struct worker *worker, int sqlite_error);

#endif
