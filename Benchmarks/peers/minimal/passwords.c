#include "passwords.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>

#include "base64.h"

enum { salt_size = 16, hash_size = 32 };

struct scrypt_hash {
    unsigned int log_n, r, p;
    unsigned char salt[salt_size], hash[hash_size];
};

static bool read_hash(const char *stored, struct scrypt_hash *hash) {
    int parameters_end = 0;
    sscanf(stored, "$scrypt$ln=%2u,r=%2u,p=%2u$%n", &hash->log_n, &hash->r, &hash->p, &parameters_end);
    const char *salt = stored + parameters_end, *dollar = strchr(salt, '$');
    if (!parameters_end || !dollar) return false;
    /* Whoever can write one row must not be able to make each login take all memory and time. */
    if (hash->log_n < 1 || hash->log_n > 20 || hash->r > 64 || hash->p > 64) return false;
    if ((unsigned long)hash->r * hash->p << hash->log_n > 1ul << 24) return false;
    struct span salt_digits = {salt, (size_t)(dollar - salt)}, hash_digits = {dollar + 1, strlen(dollar + 1)};
    return decode_base64(base64_standard, salt_digits, hash->salt, salt_size) == salt_size &&
           decode_base64(base64_standard, hash_digits, hash->hash, hash_size) == hash_size;
}

bool password_matches(struct span password, const char *stored) {
    struct scrypt_hash hash;
    unsigned char candidate[hash_size];
    if (!read_hash(stored, &hash)) return false;
    unsigned long n = 1ul << hash.log_n;
    /* OpenSSL's own limit of 32 MiB is just below what the usual parameters need. */
    unsigned long memory = 128ul * hash.r * (n + 2 + hash.p);
    return EVP_PBE_scrypt(password.start, password.count, hash.salt, salt_size, n, hash.r, hash.p, memory, candidate,
                          hash_size) == 1 &&
           !CRYPTO_memcmp(candidate, hash.hash, hash_size);
}
