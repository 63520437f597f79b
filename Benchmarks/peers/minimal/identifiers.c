#include "identifiers.h"

#include <openssl/rand.h>
#include <stdatomic.h>
#include <string.h>
#include <time.h>

#include "failure.h"

static unsigned char process_bytes[5];
static atomic_uint counter;

void prepare_identifiers(void) {
    if (RAND_bytes(process_bytes, sizeof process_bytes) != 1) fail("RAND_bytes", "no random bytes");
}

void make_id(unsigned char id[id_size]) {
    unsigned int seconds = (unsigned int)time(NULL), number = atomic_fetch_add(&counter, 1);
    for (int i = 0; i < 4; i++) id[i] = (unsigned char)(seconds >> (24 - 8 * i));
    memcpy(id + 4, process_bytes, sizeof process_bytes);
    for (int i = 0; i < 3; i++) id[9 + i] = (unsigned char)(number >> (16 - 8 * i));
}

static int digit_value(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    return -1;
}

bool read_id(struct span digits, unsigned char id[id_size]) {
    if (digits.count != id_digits) return false;
    for (int i = 0; i < id_size; i++) {
        int high = digit_value(digits.start[2 * i]), low = digit_value(digits.start[2 * i + 1]);
        if (high < 0 || low < 0) return false;
        id[i] = (unsigned char)(high << 4 | low);
    }
    return true;
}
