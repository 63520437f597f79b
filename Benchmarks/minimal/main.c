/*
 * The yardstick: what GET /api/movies/{id} and GET /api/movies?limit=N&after=ID cost in a minimal C
 * program. The textbook libfcgi loop on a few threads, each with a read-only connection and prepared
 * statements of its own; no routing, logging, limits or clean stop. The JSON is the service's, byte
 * for byte.
 *
 *     minimal SOCKET DATABASE [THREADS]
 *
 * A thread keeps the connection that it serves, so with kept connections it takes as many THREADS as
 * the web server may open connections, or the rest waits for ever. That is the textbook's limit.
 */
#include <fcgiapp.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { id_size = 12, id_digits = 2 * id_size, largest_limit = 1000 };

static int listening_socket;
static const char *database_path;

/* What one thread owns. The text buffer grows to the largest answer and is used again. */
struct worker {
    sqlite3 *database;
    sqlite3_stmt *one_movie, *movies_after;
    char *text;
    size_t length, capacity;
};

static void fail(const char *what, const char *why) {
    fprintf(stderr, "minimal: %s: %s\n", what, why);
    exit(1);
}

static void append(struct worker *worker, const char *bytes, size_t count) {
    if (worker->length + count > worker->capacity) {
        worker->capacity = 2 * (worker->length + count);
        worker->text = realloc(worker->text, worker->capacity);
        if (!worker->text) fail("realloc", "out of memory");
    }
    memcpy(worker->text + worker->length, bytes, count);
    worker->length += count;
}

static void append_text(struct worker *worker, const char *text) {
    append(worker, text, strlen(text));
}

static void append_hex(struct worker *worker, const unsigned char *id) {
    static const char digits[] = "0123456789abcdef";
    char hex[id_digits];
    for (int i = 0; i < id_size; i++) {
        hex[2 * i] = digits[id[i] >> 4];
        hex[2 * i + 1] = digits[id[i] & 15];
    }
    append(worker, hex, sizeof hex);
}

static void append_escaped(struct worker *worker, const unsigned char *text, int count) {
    int written = 0;
    for (int i = 0; i < count; i++) {
        char escape[8];
        int size = 0;
        if (text[i] == '"' || text[i] == '\\') {
            size = sprintf(escape, "\\%c", text[i]);
        } else if (text[i] < ' ') {
            size = sprintf(escape, "\\u%04x", text[i]);
        }
        if (size) {
            append(worker, (const char *)text + written, (size_t)(i - written));
            append(worker, escape, (size_t)size);
            written = i + 1;
        }
    }
    append(worker, (const char *)text + written, (size_t)(count - written));
}

static void append_column(struct worker *worker, sqlite3_stmt *row, int column) {
    const char *text = (const char *)sqlite3_column_text(row, column);
    append(worker, text, (size_t)sqlite3_column_bytes(row, column));
}

/* The columns are id, name, casts, genres, added_by; casts and genres are JSON already. */
static void append_movie(struct worker *worker, sqlite3_stmt *row) {
    append_text(worker, "{\"_id\":{\"$oid\":\"");
    append_hex(worker, sqlite3_column_blob(row, 0));
    append_text(worker, "\"},\"name\":\"");
    const unsigned char *name = sqlite3_column_text(row, 1);
    append_escaped(worker, name, sqlite3_column_bytes(row, 1));
    append_text(worker, "\",\"casts\":");
    append_column(worker, row, 2);
    append_text(worker, ",\"genres\":");
    append_column(worker, row, 3);
    append_text(worker, ",\"added_by\":{\"$oid\":\"");
    append_hex(worker, sqlite3_column_blob(row, 4));
    append_text(worker, "\"}}");
}

static int digit(char character) {
    if (character >= '0' && character <= '9') return character - '0';
    if (character >= 'a' && character <= 'f') return character - 'a' + 10;
    return -1;
}

static int read_id(const char *text, unsigned char *id) {
    for (int i = 0; i < id_size; i++) {
        int high = digit(text[2 * i]);
        int low = high < 0 ? -1 : digit(text[2 * i + 1]);
        if (low < 0) return 0;
        id[i] = (unsigned char)(high << 4 | low);
    }
    return 1;
}

static void answer(FCGX_Request *request, struct worker *worker, const char *status, const char *link) {
    FCGX_FPrintF(request->out,
                 "Status: %s\r\nContent-Type: application/json\r\nX-Content-Type-Options: nosniff\r\n"
                 "Content-Length: %d\r\n%s\r\n",
                 status, (int)worker->length, link);
    FCGX_PutStr(worker->text, (int)worker->length, request->out);
}

static void answer_movie(FCGX_Request *request, struct worker *worker, const unsigned char *id) {
    sqlite3_bind_blob(worker->one_movie, 1, id, id_size, SQLITE_STATIC);
    const char *status = "200 OK";
    if (sqlite3_step(worker->one_movie) == SQLITE_ROW) {
        append_movie(worker, worker->one_movie);
    } else {
        status = "400 Bad Request";
        append_text(worker, "{\"error\":\"MovieNotExists\",\"message\":\"Movie with given id doesn't exists\",\"status\":400}");
    }
    sqlite3_reset(worker->one_movie);
    answer(request, worker, status, "");
}

static void answer_movies(FCGX_Request *request, struct worker *worker, int limit, const unsigned char *after) {
    char link[160] = "";
    unsigned char last[id_size];
    sqlite3_bind_blob(worker->movies_after, 1, after, id_size, SQLITE_STATIC);
    sqlite3_bind_int(worker->movies_after, 2, limit + 1); /* one more tells whether a page follows */
    append(worker, "[", 1);
    for (int count = 0; sqlite3_step(worker->movies_after) == SQLITE_ROW; count++) {
        if (count == limit) {
            size_t kept = worker->length;
            append_hex(worker, last);
            snprintf(link, sizeof link,
                     "Link: <http://localhost:8080/api/movies?limit=%d&after=%.*s>; rel=\"next\"\r\n",
                     limit, id_digits, worker->text + kept);
            worker->length = kept;
            break;
        }
        if (count) append(worker, ",", 1);
        append_movie(worker, worker->movies_after);
        memcpy(last, sqlite3_column_blob(worker->movies_after, 0), id_size);
    }
    append(worker, "]", 1);
    sqlite3_reset(worker->movies_after);
    answer(request, worker, "200 OK", link);
}

static void serve(FCGX_Request *request, struct worker *worker) {
    static const char movie[] = "/api/movies/", movies[] = "/api/movies?limit=";
    const char *uri = FCGX_GetParam("REQUEST_URI", request->envp);
    unsigned char id[id_size] = {0};
    worker->length = 0;
    if (uri && !strncmp(uri, movie, sizeof movie - 1) && read_id(uri + sizeof movie - 1, id)) {
        answer_movie(request, worker, id);
    } else if (uri && !strncmp(uri, movies, sizeof movies - 1)) {
        char *rest;
        long limit = strtol(uri + sizeof movies - 1, &rest, 10);
        if (limit < 1 || limit > largest_limit) limit = largest_limit;
        if (!strncmp(rest, "&after=", 7)) read_id(rest + 7, id);
        answer_movies(request, worker, (int)limit, id);
    } else {
        append_text(worker, "{\"error\":\"NotFound\",\"message\":\"No such resource\",\"status\":404}");
        answer(request, worker, "404 Not Found", "");
    }
}

static sqlite3_stmt *prepare(sqlite3 *database, const char *sql) {
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL) != SQLITE_OK) fail(sql, sqlite3_errmsg(database));
    return statement;
}

static void *work(void *unused) {
    (void)unused;
    struct worker worker = {0};
    if (sqlite3_open_v2(database_path, &worker.database, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK) {
        fail(database_path, sqlite3_errmsg(worker.database));
    }
    worker.one_movie = prepare(worker.database, "SELECT id, name, casts, genres, added_by FROM movies WHERE id = ?");
    worker.movies_after = prepare(worker.database,
                                  "SELECT id, name, casts, genres, added_by FROM movies WHERE id > ? ORDER BY id LIMIT ?");
    FCGX_Request request;
    FCGX_InitRequest(&request, listening_socket, 0);
    while (FCGX_Accept_r(&request) == 0) {
        serve(&request, &worker);
        FCGX_Finish_r(&request);
    }
    return NULL;
}

int main(int count, char **arguments) {
    if (count < 3) fail("usage", "minimal SOCKET DATABASE [THREADS]");
    database_path = arguments[2];
    int threads = count > 3 ? atoi(arguments[3]) : 4;
    umask(0007);
    FCGX_Init();
    listening_socket = FCGX_OpenSocket(arguments[1], 1024);
    if (listening_socket < 0) fail(arguments[1], "cannot listen");
    for (int i = 1; i < threads; i++) {
        pthread_t thread;
        if (pthread_create(&thread, NULL, work, NULL)) fail("pthread_create", "no thread");
    }
    work(NULL);
    return 0;
}
