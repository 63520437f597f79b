#include "signatures.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/params.h>

#include "base64.h"
#include "failure.h"

EVP_MAC_CTX *make_signing_context(struct span secret) {
    char digest[] = "SHA256";
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
        OSSL_PARAM_construct_end(),
    };
    EVP_MAC *algorithm = EVP_MAC_fetch(NULL, "HMAC", NULL);
    EVP_MAC_CTX *context = algorithm ? EVP_MAC_CTX_new(algorithm) : NULL;
    EVP_MAC_free(algorithm); /* the context keeps it */
    if (!context || !EVP_MAC_init(context, (const unsigned char *)secret.start, secret.count, parameters)) {
        fail("HMAC", "cannot be set up");
    }
    return context;
}

void append_signature(EVP_MAC_CTX *context, struct text *text, struct span message) {
    unsigned char code[signature_size];
    size_t count;
    /* Without a key the context begins anew with the one that it has. */
    if (!EVP_MAC_init(context, NULL, 0, NULL) ||
        !EVP_MAC_update(context, (const unsigned char *)message.start, message.count) ||
        !EVP_MAC_final(context, code, &count, sizeof code)) {
        fail("HMAC", "cannot be computed");
    }
    append_base64url(text, code, sizeof code);
}

bool is_signature(EVP_MAC_CTX *context, struct span signature, struct span message) {
    char digits[2 * signature_digits];
    struct text expected = {.bytes = digits, .capacity = sizeof digits};
    append_signature(context, &expected, message);
    return signature.count == signature_digits && !CRYPTO_memcmp(signature.start, digits, signature_digits);
}
