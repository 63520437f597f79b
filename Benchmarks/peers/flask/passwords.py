"""Passwords and their bcrypt hashes."""

from flask_bcrypt import Bcrypt

bcrypt = Bcrypt()

# Compared with when nobody has the address, so that the time of an answer does not tell who has an account.
HASH_OF_NOBODY = "$2b$12$hSeYtCE57Y7Zwzp/30AgneqWo.iC1RHoIhHIuUfsETLpRn1WzE.Hq"

# bcrypt sees no more bytes than these, and the bcrypt package refuses more.
LONGEST = 72


def matches(password_hash, password):
    seen = password.encode()[:LONGEST]
    # Compared first in any case, again for the time of the answer.
    return bcrypt.check_password_hash(password_hash, seen) and seen == password.encode() and b"\0" not in seen
