#ifndef ROUTES_H
#define ROUTES_H

#include <fcgiapp.h>

#include "worker.h"

/* Does what a request asks for, and answers it. */
void serve(FCGX_Request *request, struct worker *worker);

#endif
