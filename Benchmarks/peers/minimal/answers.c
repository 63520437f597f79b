#include "answers.h"

#include <stdio.h>

#define REFUSAL(status, name, message) \
    {#status, "{\"error\":\"" name "\",\"message\":\"" message "\",\"status\":" #status "}"}

static const struct {
    const char *status, *json;
} refusals[] = {
    [schema_validation] = REFUSAL(400, "SchemaValidation", "Request is missing required fields"),
    [movie_already_exists] = REFUSAL(400, "MovieAlreadyExists", "Movie with given name already exists"),
    [movie_not_exists] = REFUSAL(400, "MovieNotExists", "Movie with given id doesn't exists"),
    [unauthorized] = REFUSAL(401, "Unauthorized", "Invalid username or password"),
    [bad_access_token] = REFUSAL(401, "BadAccessToken", "Invalid access token"),
    [not_found] = REFUSAL(404, "NotFound", "No such resource"),
    [body_too_large] = REFUSAL(413, "BodyTooLarge", "Request body is too large"),
    [internal_server] = REFUSAL(500, "InternalServer", "Something went wrong"),
    [busy] = REFUSAL(503, "Busy", "Temporarily overloaded, try again"),
};

const char *refuse(struct worker *worker, enum refusal refusal) {
    worker->answer.count = 0; /* a page may have been begun */
    append_literal(&worker->answer, refusals[refusal].json);
    return refusals[refusal].status;
}

const char *refuse_after(struct worker *worker, int sqlite_error) {
    if ((sqlite_error & 0xff) == SQLITE_BUSY) return refuse(worker, busy);
    fprintf(stderr, "minimal: SQLite: %s\n", sqlite3_errstr(sqlite_error));
    return refuse(worker, internal_server);
}
