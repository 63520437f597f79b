#ifndef MOVIE_BAG_CLINUX_SHIM_H
#define MOVIE_BAG_CLINUX_SHIM_H

#include <sys/prctl.h>

/* prctl(2) is variadic; these two take and give one number. */
static inline int clinux_set_dumpable(int dumpable) {
    return prctl(PR_SET_DUMPABLE, (unsigned long)dumpable, 0UL, 0UL, 0UL);
}

static inline int clinux_get_dumpable(void) {
    return prctl(PR_GET_DUMPABLE, 0UL, 0UL, 0UL, 0UL);
}

#endif
