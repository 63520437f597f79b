/* The body of POST /api/movies: {"name":"…","casts":["…"],"genres":["…"]} */
#ifndef DRAFTS_H
#define DRAFTS_H

#include "worker.h"

struct draft {
    struct span name;
    struct text *casts, *genres; /* JSON, compact, as it is stored */
};

/* Reads the worker's body, and writes the lists into its buffers. */
bool read_draft(struct worker *worker, struct draft *draft);

#endif
