/* What an access token says (RFC 7519): the JSON that is signed. */
#ifndef CLAIMS_H
#define CLAIMS_H

#include "identifiers.h"

struct claims {
    unsigned char account[id_size];
    struct span token_id;
    long long issued, not_before, expires;
};

void append_claims(struct text *text, const struct claims *claims);

/* Reads exactly what append_claims writes, in any order; the text is changed, and keeps the token's id. */
bool read_claims(char *text, size_t count, struct claims *claims);

#endif
