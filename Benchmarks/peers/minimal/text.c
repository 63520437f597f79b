#include "text.h"

#include <stdlib.h>
#include <string.h>

#include "failure.h"

bool span_equals(struct span span, const char *text) {
    return span.count == strlen(text) && !memcmp(span.start, text, span.count);
}

/* Makes room for so many bytes more, and returns where they go. */
static char *extend(struct text *text, size_t count) {
    if (text->count + count > text->capacity) {
        text->capacity = 2 * (text->count + count);
        text->bytes = realloc(text->bytes, text->capacity);
        if (!text->bytes) fail("realloc", "out of memory");
    }
    char *end = text->bytes + text->count;
    text->count += count;
    return end;
}

void append(struct text *text, const char *bytes, size_t count) {
    memcpy(extend(text, count), bytes, count);
}

void append_literal(struct text *text, const char *literal) {
    append(text, literal, strlen(literal));
}

void append_hex(struct text *text, const unsigned char *bytes, size_t count) {
    static const char digits[] = "0123456789abcdef";
    char *hex = extend(text, 2 * count);
    for (size_t i = 0; i < count; i++) {
        hex[2 * i] = digits[bytes[i] >> 4];
        hex[2 * i + 1] = digits[bytes[i] & 15];
    }
}

static void append_escape(struct text *text, unsigned char byte) {
    static const char letters[] = {
        ['"'] = '"', ['\\'] = '\\', ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r',
    };
    if (letters[byte]) {
        append(text, "\\", 1);
        append(text, &letters[byte], 1);
    } else {
        append_literal(text, "\\u00");
        append_hex(text, &byte, 1);
    }
}

void append_json_string(struct text *text, struct span string) {
    const char *end = string.start + string.count, *copied = string.start;
    append(text, "\"", 1);
    for (const char *at = string.start; at < end; at++) {
        unsigned char byte = (unsigned char)*at;
        if (byte >= ' ' && byte != '"' && byte != '\\') continue;
        append(text, copied, (size_t)(at - copied));
        append_escape(text, byte);
        copied = at + 1;
    }
    append(text, copied, (size_t)(end - copied));
    append(text, "\"", 1);
}
