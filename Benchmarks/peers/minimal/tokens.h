/* Access tokens: JSON Web Tokens signed with HS256, each with a session in the database while it is good. */
#ifndef TOKENS_H
#define TOKENS_H

#include "identifiers.h"
#include "worker.h"

/* Opens a session and appends its token to the answer. Returns SQLITE_DONE or an error code. */
int open_session(struct worker *worker, const unsigned char account[id_size]);

/*
 * Whose token stands in the `Authorization` field. Returns SQLITE_ROW, SQLITE_DONE for a token that is not good, or
 * an error code.
 */
int find_account(struct worker *worker, const char *authorization, unsigned char account[id_size]);

#endif
