/*
 * How many password hashes a second this machine can make at all: scrypt as the service uses it, and nothing else.
 *
 *     cc -O2 -o scrypt_loop scrypt_loop.c -lcrypto -lpthread
 *     scrypt_loop THREADS SECONDS
 *
 * Every thread lets its last hash finish, and counts the time that it took.
 */
#include <openssl/evp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { most_threads = 256, n = 1 << 15, r = 8, p = 3, memory = 128 * r * (n + 2 + p) };

static double seconds;

struct run {
    pthread_t thread;
    double hashes_a_second;
};

static void fail(const char *why) {
    fprintf(stderr, "scrypt_loop: %s\n", why);
    exit(1);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void hash_once(void) {
    static const char password[] = "correct horse";
    static const unsigned char salt[16] = "sixteen bytes ..";
    unsigned char key[32];
    if (EVP_PBE_scrypt(password, sizeof password - 1, salt, sizeof salt, n, r, p, memory, key, sizeof key) != 1) {
        fail("EVP_PBE_scrypt failed");
    }
}

/* A rate for each thread: its own hashes by its own time, since the threads do not end at the same moment. */
static void *hash_for_a_while(void *argument) {
    struct run *run = argument;
    double start = now(), elapsed;
    int count = 0;
    do {
        hash_once();
        count++;
        elapsed = now() - start;
    } while (elapsed < seconds);
    run->hashes_a_second = count / elapsed;
    return NULL;
}

int main(int count, char **arguments) {
    static struct run runs[most_threads];
    int threads = count == 3 ? atoi(arguments[1]) : 0;
    seconds = count == 3 ? atof(arguments[2]) : 0;
    if (threads < 1 || threads > most_threads || seconds <= 0) fail("usage: scrypt_loop THREADS SECONDS");
    for (int i = 0; i < threads; i++) {
        if (pthread_create(&runs[i].thread, NULL, hash_for_a_while, &runs[i])) fail("no thread");
    }
    double hashes_a_second = 0;
    for (int i = 0; i < threads; i++) {
        pthread_join(runs[i].thread, NULL);
        hashes_a_second += runs[i].hashes_a_second;
    }
    printf("%.2f\n", hashes_a_second);
    return 0;
}
