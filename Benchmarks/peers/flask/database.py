"""The connection to the database."""

import functools
import os
import pathlib
import sqlite3


@functools.cache
def connection():
    """The one connection of this process. It is opened by the first request, so that no fork ever shares it."""
    # mode=rw: a wrong path is an error, not an empty database.
    address = pathlib.Path(os.environ["DATABASE"]).absolute().as_uri() + "?mode=rw"
    # Every transaction begins with BEGIN IMMEDIATE, and waits up to five seconds for the lock.
    opened = sqlite3.connect(address, uri=True, timeout=5, isolation_level="IMMEDIATE")
    opened.execute("PRAGMA journal_mode = WAL")
    opened.execute("PRAGMA synchronous = NORMAL")
    opened.execute("PRAGMA foreign_keys = ON")
    return opened
