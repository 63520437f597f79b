/* Identifiers of accounts and movies: twelve bytes, written as 24 lower-case hexadecimal digits. */
#ifndef IDENTIFIERS_H
#define IDENTIFIERS_H

#include "text.h"

enum { id_size = 12, id_digits = 2 * id_size };

/* Once, before the first make_id. */
void prepare_identifiers(void);

/* Seconds, five bytes random once a process, and a counter: rising, so that rows are added at the table's end. */
void make_id(unsigned char id[id_size]);

bool read_id(struct span digits, unsigned char id[id_size]);

#endif
