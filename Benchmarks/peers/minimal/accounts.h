#ifndef ACCOUNTS_H
#define ACCOUNTS_H

#include "worker.h"

/* POST /api/auth/login */
const char *log_in(struct worker *worker);

#endif
