"""Whether what was answered with 200 is in the database."""

import contextlib
import sqlite3

from harness.problem import Problem


def check(load):
    for server, answered in load.added.items():
        with contextlib.closing(sqlite3.connect(server.database, timeout=10)) as database:
            stored = database.execute("SELECT count(*) FROM movies").fetchone()[0] - server.movies
        if stored < answered:
            raise Problem(f"{server.name} has said {answered} times that it added a movie, but has {stored}.", server.log)
