/* Passwords as they are stored: `$scrypt$ln=15,r=8,p=3$<salt>$<hash>`. */
#ifndef PASSWORDS_H
#define PASSWORDS_H

#include "text.h"

/* Takes some hundred milliseconds, whether it matches or not. */
bool password_matches(struct span password, const char *stored);

#endif
