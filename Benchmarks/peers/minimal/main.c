/*
 * The yardstick: what reading a movie, reading a page of them, adding one and logging in cost in a minimal
 * C program. The textbook libfcgi loop on a few threads, each with a connection to the database and prepared
 * statements of its own; no logging, no limits, no clean stop. The answers are the service's, byte for byte.
 *
 *     cc -O2 -o minimal *.c -lfcgi -lsqlite3 -lcrypto -lpthread
 *     minimal SOCKET DATABASE SECRET_FILE [THREADS]
 *
 * A thread keeps the connection that it serves, so with kept connections it takes as many THREADS as
 * the web server may open connections, or the rest waits for ever. That is the textbook's limit.
 *
 * On SIGTERM libfcgi's own handler makes FCGX_Accept_r fail: the main thread returns, and ends the others.
 */
#include <fcgiapp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "failure.h"
#include "identifiers.h"
#include "routes.h"

enum { waiting_connections = 1024, largest_secret = 4096 };

static int listening_socket;
static const char *database_path;
static struct span secret;

/* The file's bytes less one newline at their end. */
static struct span read_secret(const char *path) {
    static char bytes[largest_secret];
    FILE *file = fopen(path, "rb");
    if (!file) fail(path, "cannot be opened");
    size_t count = fread(bytes, 1, sizeof bytes, file);
    if (ferror(file) || count == sizeof bytes) fail(path, "cannot be read, or is no secret");
    fclose(file);
    if (count && bytes[count - 1] == '\n') count--;
    if (!count) fail(path, "is empty");
    return (struct span){bytes, count};
}

static void *work(void *unused) {
    (void)unused;
    struct worker *worker = make_worker(database_path, secret);
    FCGX_Request request;
    FCGX_InitRequest(&request, listening_socket, 0);
    while (FCGX_Accept_r(&request) == 0) {
        serve(&request, worker);
        FCGX_Finish_r(&request);
    }
    free_worker(worker);
    return NULL;
}

int main(int count, char **arguments) {
    if (count < 4) fail("usage", "minimal SOCKET DATABASE SECRET_FILE [THREADS]");
    database_path = arguments[2];
    secret = read_secret(arguments[3]);
    int threads = count > 4 ? atoi(arguments[4]) : 4;
    if (threads < 1) fail(arguments[4], "is no number of threads");
    prepare_identifiers();
    umask(0007);
    FCGX_Init();
    listening_socket = FCGX_OpenSocket(arguments[1], waiting_connections);
    if (listening_socket < 0) fail(arguments[1], "cannot listen");
    for (int i = 1; i < threads; i++) {
        pthread_t thread;
        if (pthread_create(&thread, NULL, work, NULL)) fail("pthread_create", "no thread");
    }
    work(NULL);
    return 0;
}
