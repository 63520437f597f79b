#include "json.h"

#include <string.h>

static void skip_white_space(struct json *json) {
    while (json->at < json->end && (*json->at == ' ' || *json->at == '\n' || *json->at == '\r' || *json->at == '\t')) {
        json->at++;
    }
}

bool json_take(struct json *json, char character) {
    skip_white_space(json);
    if (json->at == json->end || *json->at != character) return false;
    json->at++;
    return true;
}

bool json_is_at_end(struct json *json) {
    skip_white_space(json);
    return json->at == json->end;
}

bool json_word(struct json *json, const char *word) {
    size_t count = strlen(word);
    skip_white_space(json);
    if ((size_t)(json->end - json->at) < count || memcmp(json->at, word, count)) return false;
    json->at += count;
    return true;
}

bool json_integer(struct json *json, long long *integer) {
    skip_white_space(json);
    const char *start = json->at;
    for (*integer = 0; json->at < json->end && *json->at >= '0' && *json->at <= '9'; json->at++) {
        if (json->at - start == 15) return false;
        *integer = *integer * 10 + (*json->at - '0');
    }
    return json->at - start == 1 || (json->at > start && *start != '0');
}

/* Four digits behind `\u`. */
static bool read_unit(struct json *json, unsigned int *unit) {
    if (json->end - json->at < 4) return false;
    *unit = 0;
    for (int i = 0; i < 4; i++) {
        char digit = *json->at++;
        *unit <<= 4;
        if (digit >= '0' && digit <= '9') *unit |= (unsigned int)(digit - '0');
        else if (digit >= 'a' && digit <= 'f') *unit |= (unsigned int)(digit - 'a' + 10);
        else if (digit >= 'A' && digit <= 'F') *unit |= (unsigned int)(digit - 'A' + 10);
        else return false;
    }
    return true;
}

/* Characters beyond U+FFFF are written as two escapes, a surrogate each. */
static bool read_escaped_scalar(struct json *json, unsigned int *scalar) {
    unsigned int second;
    if (!read_unit(json, scalar)) return false;
    if (*scalar < 0xd800 || *scalar > 0xdfff) return true;
    if (*scalar > 0xdbff || json->end - json->at < 2 || json->at[0] != '\\' || json->at[1] != 'u') return false;
    json->at += 2;
    if (!read_unit(json, &second) || second < 0xdc00 || second > 0xdfff) return false;
    *scalar = 0x10000 + ((*scalar & 0x3ff) << 10) + (second & 0x3ff);
    return true;
}

static char *write_utf8(char *output, unsigned int scalar) {
    if (scalar < 0x80) {
        *output++ = (char)scalar;
        return output;
    }
    int more = scalar < 0x800 ? 1 : scalar < 0x10000 ? 2 : 3;
    static const unsigned int first[] = {0, 0xc0, 0xe0, 0xf0};
    *output++ = (char)(first[more] | scalar >> 6 * more);
    while (more-- > 0) *output++ = (char)(0x80 | (scalar >> 6 * more & 0x3f));
    return output;
}

/* Resolves what stands behind a backslash; NULL when it is no escape. */
static char *read_escape(struct json *json, char *output) {
    unsigned int scalar;
    if (json->at == json->end) return NULL;
    switch (*json->at++) {
    case '"': scalar = '"'; break;
    case '\\': scalar = '\\'; break;
    case '/': scalar = '/'; break;
    case 'b': scalar = '\b'; break;
    case 'f': scalar = '\f'; break;
    case 'n': scalar = '\n'; break;
    case 'r': scalar = '\r'; break;
    case 't': scalar = '\t'; break;
    case 'u':
        if (!read_escaped_scalar(json, &scalar)) return NULL;
        break;
    default: return NULL;
    }
    return write_utf8(output, scalar);
}

/*
 * How many bytes the character has whose first byte, 0x80 or more, stands here; 0 when it is not UTF-8.
 * The range of the second byte is what excludes overlong forms, surrogates and values past U+10FFFF (RFC 3629).
 */
static int utf8_count(const unsigned char *at, size_t left) {
    unsigned char first = at[0], least = 0x80, most = 0xbf;
    int count = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || left < (size_t)count) return 0;
    if (first == 0xe0) least = 0xa0;
    if (first == 0xed) most = 0x9f;
    if (first == 0xf0) least = 0x90;
    if (first == 0xf4) most = 0x8f;
    if (at[1] < least || at[1] > most) return 0;
    for (int i = 2; i < count; i++) {
        if ((at[i] & 0xc0) != 0x80) return 0;
    }
    return count;
}

bool json_string(struct json *json, struct span *string) {
    if (!json_take(json, '"')) return false;
    char *output = json->at;
    string->start = output;
    while (json->at < json->end) {
        unsigned char byte = (unsigned char)*json->at;
        if (byte == '"') {
            json->at++;
            string->count = (size_t)(output - string->start);
            return true;
        } else if (byte == '\\') {
            json->at++;
            output = read_escape(json, output);
            if (!output) return false;
        } else if (byte < ' ') {
            return false;
        } else if (byte < 0x80) {
            *output++ = *json->at++;
        } else {
            int count = utf8_count((const unsigned char *)json->at, (size_t)(json->end - json->at));
            if (!count) return false;
            while (count-- > 0) *output++ = *json->at++;
        }
    }
    return false;
}

bool json_name(struct json *json, struct span *name) {
    return json_string(json, name) && json_take(json, ':');
}
