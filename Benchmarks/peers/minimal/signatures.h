/* HMAC-SHA256 with the shared secret, as base 64: the third part of a token. */
#ifndef SIGNATURES_H
#define SIGNATURES_H

#include <openssl/evp.h>

#include "text.h"

enum { signature_size = 32, signature_digits = 43 };

/* Takes in the secret once; it belongs to one thread. */
EVP_MAC_CTX *make_signing_context(struct span secret);

void append_signature(EVP_MAC_CTX *context, struct text *text, struct span message);

/* Takes the same time wherever the first difference is. */
bool is_signature(EVP_MAC_CTX *context, struct span signature, struct span message);

#endif
