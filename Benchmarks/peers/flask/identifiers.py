"""Identifiers: twelve bytes, written as 24 lower-case hexadecimal digits."""

import os
import re
import time

WRITTEN = re.compile("[0-9a-f]{24}")


def new_identifier():
    """Four bytes of seconds since 1970, so that identifiers sort by time, then eight at random."""
    return int(time.time()).to_bytes(4, "big") + os.urandom(8)


def identifier_bytes(text):
    """The bytes of a written identifier, None for text that is none."""
    return bytes.fromhex(text) if WRITTEN.fullmatch(text) else None
