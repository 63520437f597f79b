/* Ends the program with a sentence: what a peer does that cannot start. */
#ifndef FAILURE_H
#define FAILURE_H

_Noreturn void fail(const char *what, const char *why);

#endif
