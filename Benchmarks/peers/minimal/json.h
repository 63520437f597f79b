/*
 * Strict reading of JSON (RFC 8259), a piece at a time, for callers that know what must come next.
 *
 * Strings are resolved where they stand, since no escape is shorter than what it means; so the text is
 * changed by reading it, and the spans belong to it. Every function is false when the text is not so.
 */
#ifndef JSON_H
#define JSON_H

#include "text.h"

struct json {
    char *at;
    const char *end;
};

/* The next character that is no white space, if it is this one. */
bool json_take(struct json *json, char character);
/* Valid UTF-8 without lone surrogates, NUL possibly among it. */
bool json_string(struct json *json, struct span *string);
/* A member's name and the colon behind it. */
bool json_name(struct json *json, struct span *name);
/* A whole number from 0 to 999,999,999,999,999. */
bool json_integer(struct json *json, long long *integer);
bool json_word(struct json *json, const char *word);
bool json_is_at_end(struct json *json);

#endif
