#include "failure.h"

#include <stdio.h>
#include <stdlib.h>

void fail(const char *what, const char *why) {
    fprintf(stderr, "minimal: %s: %s\n", what, why);
    exit(1);
}
