#include "routes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "accounts.h"
#include "answers.h"
#include "movies.h"

enum { largest_limit = 1000 };

/* What follows in the text when it begins with the prefix, else NULL. */
static const char *rest_after(const char *text, const char *prefix) {
    size_t count = strlen(prefix);
    return strncmp(text, prefix, count) ? NULL : text + count;
}

static const char *get_page(struct worker *worker, const char *query) {
    unsigned char after[id_size] = {0}; /* before every movie */
    char *rest;
    long limit = strtol(query, &rest, 10);
    const char *position = rest_after(rest, "&after=");
    bool is_understood = position ? read_id((struct span){position, strlen(position)}, after) : !*rest;
    if (!is_understood || limit < 1 || limit > largest_limit) return refuse(worker, schema_validation);
    return list_movies(worker, (int)limit, after);
}

static const char *get(struct worker *worker, const char *uri) {
    unsigned char id[id_size];
    const char *rest;
    if ((rest = rest_after(uri, "/api/movies/"))) {
        if (!read_id((struct span){rest, strlen(rest)}, id)) return refuse(worker, movie_not_exists);
        return show_movie(worker, id);
    }
    if ((rest = rest_after(uri, "/api/movies?limit="))) return get_page(worker, rest);
    return refuse(worker, not_found);
}

static const char *post(FCGX_Request *request, struct worker *worker, const char *uri) {
    /* Before anything is refused: what is not read would be left in the connection. */
    worker->body_count = (size_t)FCGX_GetStr(worker->body, body_room, request->in);
    if (worker->body_count > largest_body) return refuse(worker, body_too_large);
    if (!strcmp(uri, "/api/movies")) return add_movie(worker, FCGX_GetParam("HTTP_AUTHORIZATION", request->envp));
    if (!strcmp(uri, "/api/auth/login")) return log_in(worker);
    return refuse(worker, not_found);
}

void serve(FCGX_Request *request, struct worker *worker) {
    const char *method = FCGX_GetParam("REQUEST_METHOD", request->envp);
    const char *uri = FCGX_GetParam("REQUEST_URI", request->envp);
    const char *status;
    worker->answer.count = 0;
    worker->link[0] = '\0';
    if (method && uri && !strcmp(method, "GET")) {
        status = get(worker, uri);
    } else if (method && uri && !strcmp(method, "POST")) {
        status = post(request, worker, uri);
    } else {
        status = refuse(worker, not_found);
    }
    char head[384];
    int count = snprintf(head, sizeof head,
                         "Status: %s\r\nContent-Type: application/json\r\nX-Content-Type-Options: nosniff\r\n"
                         "Content-Length: %zu\r\n%s\r\n",
                         status, worker->answer.count, worker->link);
    FCGX_PutStr(head, count, request->out);
    FCGX_PutStr(worker->answer.bytes, (int)worker->answer.count, request->out);
}
