#include "claims.h"

#include <stdio.h>
#include <string.h>

#include "json.h"

void append_claims(struct text *text, const struct claims *claims) {
    char times[128];
    append_literal(text, "{\"iss\":\"movie-bag\",\"sub\":\"");
    append_hex(text, claims->account, id_size);
    append_literal(text, "\",\"identity\":\"");
    append_hex(text, claims->account, id_size);
    append_literal(text, "\",\"type\":\"access\",\"fresh\":false");
    snprintf(times, sizeof times, ",\"iat\":%lld,\"nbf\":%lld,\"exp\":%lld,\"jti\":", claims->issued,
             claims->not_before, claims->expires);
    append_literal(text, times);
    append_json_string(text, claims->token_id);
    append_literal(text, "}");
}

static bool read_text(struct json *json, const char *expected) {
    struct span text;
    return json_string(json, &text) && span_equals(text, expected);
}

static bool read_account(struct json *json, unsigned char account[id_size]) {
    struct span digits;
    return json_string(json, &digits) && read_id(digits, account);
}

static bool read_token_id(struct json *json, struct span *token_id) {
    return json_string(json, token_id) && token_id->count >= 1 && token_id->count <= 128;
}

/* Which claim this is, as a bit; 0 when it is none of ours or not as it must be. */
static unsigned int read_claim(struct json *json, struct span name, struct claims *claims, unsigned char *identity) {
    if (span_equals(name, "iss")) return read_text(json, "movie-bag") ? 1 : 0;
    if (span_equals(name, "sub")) return read_account(json, claims->account) ? 2 : 0;
    if (span_equals(name, "identity")) return read_account(json, identity) ? 4 : 0;
    if (span_equals(name, "type")) return read_text(json, "access") ? 8 : 0;
    if (span_equals(name, "fresh")) return json_word(json, "false") ? 16 : 0;
    if (span_equals(name, "iat")) return json_integer(json, &claims->issued) ? 32 : 0;
    if (span_equals(name, "nbf")) return json_integer(json, &claims->not_before) ? 64 : 0;
    if (span_equals(name, "exp")) return json_integer(json, &claims->expires) ? 128 : 0;
    if (span_equals(name, "jti")) return read_token_id(json, &claims->token_id) ? 256 : 0;
    return 0;
}

bool read_claims(char *text, size_t count, struct claims *claims) {
    enum { every_claim = 511 };
    struct json json = {text, text + count};
    struct span name;
    unsigned char identity[id_size];
    unsigned int seen = 0;
    if (!json_take(&json, '{')) return false;
    do {
        unsigned int claim = json_name(&json, &name) ? read_claim(&json, name, claims, identity) : 0;
        if (!claim || seen & claim) return false; /* a second one of the same name included */
        seen |= claim;
    } while (json_take(&json, ','));
    return json_take(&json, '}') && json_is_at_end(&json) && seen == every_claim &&
           !memcmp(identity, claims->account, id_size);
}
