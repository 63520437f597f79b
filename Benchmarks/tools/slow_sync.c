/*
 * A slow disk for programs that were made for any: each fsync and fdatasync takes at least so many microseconds.
 *
 *     cc -O2 -shared -fPIC -o slow_sync.so slow_sync.c
 *     LD_PRELOAD=./slow_sync.so SLOW_SYNC_MICROSECONDS=4000 PROGRAM
 *
 * The real call is made, and what it took counts. Calls of several threads wait side by side, as with a disk
 * that takes many requests at once.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <time.h>

enum { usual_microseconds = 4000, nanoseconds_a_second = 1000000000 };

typedef int synchronise(int descriptor);

static synchronise *real_fsync, *real_fdatasync;
static long microseconds = usual_microseconds;

__attribute__((constructor)) static void prepare(void) {
    const char *given = getenv("SLOW_SYNC_MICROSECONDS");
    if (given) microseconds = atol(given);
    real_fsync = (synchronise *)dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = (synchronise *)dlsym(RTLD_NEXT, "fdatasync");
}

/* Until the time has come, signals or not: waiting for a moment needs no sum of what is left. */
static void sleep_until(struct timespec moment) {
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &moment, NULL) == EINTR) continue;
}

static int take_long(synchronise *real, int descriptor) {
    struct timespec end;
    clock_gettime(CLOCK_MONOTONIC, &end);
    long nanoseconds = end.tv_nsec + microseconds % 1000000 * 1000;
    end.tv_sec += microseconds / 1000000 + nanoseconds / nanoseconds_a_second;
    end.tv_nsec = nanoseconds % nanoseconds_a_second;

    int result = real(descriptor);
    int error = errno;
    sleep_until(end);
    errno = error;
    return result;
}

int fsync(int descriptor) {
    return take_long(real_fsync, descriptor);
}

int fdatasync(int descriptor) {
    return take_long(real_fdatasync, descriptor);
}
