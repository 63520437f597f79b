/* Base 64 without padding (RFC 4648): the URL alphabet for tokens, the standard one for password hashes. */
#ifndef BASE64_H
#define BASE64_H

#include "text.h"

enum base64_alphabet { base64_standard, base64_url };

void append_base64url(struct text *text, const unsigned char *bytes, size_t count);

/* How many bytes were written to `bytes`, or -1: a wrong character or length, or more than `capacity` bytes. */
int decode_base64(enum base64_alphabet alphabet, struct span encoded, unsigned char *bytes, size_t capacity);

#endif
