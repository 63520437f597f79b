#include "tokens.h"

#include <openssl/rand.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "base64.h"
#include "claims.h"
#include "failure.h"
#include "signatures.h"

enum { fingerprint_size = 32, token_id_size = 16, largest_claims = 1024, lifetime = 604800, clock_tolerance = 5 };

/* {"alg":"HS256","typ":"JWT"} and a dot: the only header that is written, and so the only one accepted. */
static const char header[] = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.";
enum { header_count = sizeof header - 1 };

/* What is stored of a token: enough to recognise it, not to make it. */
static void take_fingerprint(struct span token_id, unsigned char fingerprint[fingerprint_size]) {
    if (!EVP_Digest(token_id.start, token_id.count, fingerprint, NULL, EVP_sha256(), NULL)) {
        fail("SHA-256", "cannot be computed");
    }
}

static int store_session(struct worker *worker, const struct claims *claims) {
    unsigned char fingerprint[fingerprint_size];
    take_fingerprint(claims->token_id, fingerprint);
    sqlite3_bind_blob(worker->add_session, 1, fingerprint, fingerprint_size, SQLITE_STATIC);
    sqlite3_bind_blob(worker->add_session, 2, claims->account, id_size, SQLITE_STATIC);
    sqlite3_bind_int64(worker->add_session, 3, claims->expires);
    return run_change(worker->add_session);
}

static void append_token(struct worker *worker, const struct claims *claims) {
    struct text *token = &worker->answer;
    size_t start = token->count;
    worker->claims.count = 0;
    append_claims(&worker->claims, claims);
    append_literal(token, header);
    append_base64url(token, (const unsigned char *)worker->claims.bytes, worker->claims.count);
    struct span message = {token->bytes + start, token->count - start};
    append_literal(token, ".");
    message.start = token->bytes + start; /* it may have moved */
    append_signature(worker->signing, token, message);
}

int open_session(struct worker *worker, const unsigned char account[id_size]) {
    unsigned char random[token_id_size];
    char digits[2 * token_id_size];
    struct text token_id = {.bytes = digits, .capacity = sizeof digits};
    if (RAND_bytes(random, sizeof random) != 1) fail("RAND_bytes", "no random bytes");
    append_base64url(&token_id, random, sizeof random);

    long long now = time(NULL);
    struct claims claims = {
        .token_id = {digits, token_id.count}, .issued = now, .not_before = now, .expires = now + lifetime};
    memcpy(claims.account, account, id_size);
    int result = store_session(worker, &claims);
    if (result == SQLITE_DONE) append_token(worker, &claims);
    return result;
}

static int find_session(struct worker *worker, const struct claims *claims, long long now) {
    unsigned char fingerprint[fingerprint_size];
    take_fingerprint(claims->token_id, fingerprint);
    sqlite3_bind_blob(worker->find_session, 1, fingerprint, fingerprint_size, SQLITE_STATIC);
    sqlite3_bind_blob(worker->find_session, 2, claims->account, id_size, SQLITE_STATIC);
    sqlite3_bind_int64(worker->find_session, 3, now);
    int result = sqlite3_step(worker->find_session);
    sqlite3_reset(worker->find_session);
    return result;
}

/* The token behind `Bearer `, the scheme in any case; an empty one when there is none. */
static struct span bearer_token(const char *authorization) {
    static const char scheme[] = "Bearer ";
    if (!authorization || strncasecmp(authorization, scheme, sizeof scheme - 1)) return (struct span){"", 0};
    const char *token = authorization + sizeof scheme - 1;
    return (struct span){token, strlen(token)};
}

/* The claims of a token that was signed with our secret. No parser sees them before that is certain. */
static bool read_signed_claims(struct worker *worker, struct span token, char *room, struct claims *claims) {
    if (token.count <= header_count || memcmp(token.start, header, header_count)) return false;
    const char *end = token.start + token.count, *dot = end;
    while (*--dot != '.') continue; /* the header's is the last that can be met */
    struct span message = {token.start, (size_t)(dot - token.start)};
    struct span signature = {dot + 1, (size_t)(end - dot - 1)};
    if (message.count < header_count || !is_signature(worker->signing, signature, message)) return false;
    struct span encoded = {token.start + header_count, message.count - header_count};
    int count = decode_base64(base64_url, encoded, (unsigned char *)room, largest_claims);
    return count >= 0 && read_claims(room, (size_t)count, claims);
}

int find_account(struct worker *worker, const char *authorization, unsigned char account[id_size]) {
    char room[largest_claims];
    struct claims claims;
    if (!read_signed_claims(worker, bearer_token(authorization), room, &claims)) return SQLITE_DONE;
    long long now = time(NULL);
    if (claims.issued > now + clock_tolerance || claims.not_before > now + clock_tolerance || claims.expires <= now) {
        return SQLITE_DONE;
    }
    memcpy(account, claims.account, id_size);
    return find_session(worker, &claims, now);
}
