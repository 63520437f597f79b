#include "base64.h"

void append_base64url(struct text *text, const unsigned char *bytes, size_t count) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (size_t i = 0; i < count; i += 3) {
        size_t left = count - i < 3 ? count - i : 3;
        unsigned int bits = (unsigned int)bytes[i] << 16;
        if (left > 1) bits |= (unsigned int)bytes[i + 1] << 8;
        if (left > 2) bits |= bytes[i + 2];
        char group[4] = {digits[bits >> 18], digits[bits >> 12 & 63], digits[bits >> 6 & 63], digits[bits & 63]};
        append(text, group, left + 1);
    }
}

static int digit_value(enum base64_alphabet alphabet, char digit) {
    if (digit >= 'A' && digit <= 'Z') return digit - 'A';
    if (digit >= 'a' && digit <= 'z') return digit - 'a' + 26;
    if (digit >= '0' && digit <= '9') return digit - '0' + 52;
    if (digit == (alphabet == base64_url ? '-' : '+')) return 62;
    if (digit == (alphabet == base64_url ? '_' : '/')) return 63;
    return -1;
}

int decode_base64(enum base64_alphabet alphabet, struct span encoded, unsigned char *bytes, size_t capacity) {
    size_t count = encoded.count * 6 / 8, written = 0;
    if (encoded.count % 4 == 1 || count > capacity) return -1;
    unsigned int bits = 0, pending = 0;
    for (size_t i = 0; i < encoded.count; i++) {
        int value = digit_value(alphabet, encoded.start[i]);
        if (value < 0) return -1;
        bits = (bits << 6 | (unsigned int)value) & 0xffff;
        pending += 6;
        if (pending < 8) continue;
        pending -= 8;
        bytes[written++] = (unsigned char)(bits >> pending);
    }
    /* What is left of the last digit must be zero, so that every text has one spelling. */
    return bits & ((1u << pending) - 1) ? -1 : (int)written;
}
