/* Bytes that are read, and a buffer of bytes that grows while an answer is written. */
#ifndef TEXT_H
#define TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes that belong to somebody else; NUL may be among them. */
struct span {
    const char *start;
    size_t count;
};

bool span_equals(struct span span, const char *text);

/* Grows to the largest text it ever held, and is used again. */
struct text {
    char *bytes;
    size_t count, capacity;
};

void append(struct text *text, const char *bytes, size_t count);
void append_literal(struct text *text, const char *literal);
void append_hex(struct text *text, const unsigned char *bytes, size_t count);

/* Between quotes, with the escapes that RFC 8259 wants and no others. */
void append_json_string(struct text *text, struct span string);

#endif
