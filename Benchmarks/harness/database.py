"""The database: made by the service, filled here, copied for every server."""

import contextlib
import shutil
import sqlite3

EMAIL, PASSWORD = "bench@example.org", "correct horse"
# Not the account of the token: so that the movies' JSON, which nginx itself serves too, is known beforehand.
OWNER = "64ffffff0123456789ffffff"
CASTS, GENRES = '["Kate Mara","Oscar Isaac","Ana de Armas"]', '["Drama","Crime"]'


def movie_id(number):
    """Ids that load/random-movies.lua can compute, older than any that a server makes now."""
    return f"{0x65000000 + number:08x}0123456789{number:06x}"


def movie_json(number):
    return (
        f'{{"_id":{{"$oid":"{movie_id(number)}"}},"name":"Movie number {number}","casts":{CASTS},'
        f'"genres":{GENRES},"added_by":{{"$oid":"{OWNER}"}}}}'
    )


def copy(source, target, movies=0, password_hash=None):
    """A copy of a database that nobody has open, with more movies or with another kind of password hash."""
    shutil.copyfile(source, target)
    with contextlib.closing(sqlite3.connect(target)) as database:
        if movies:
            _insert_movies(database, movies)
        if password_hash:
            database.execute("UPDATE accounts SET password = ? WHERE email = ?", (password_hash, EMAIL))
        database.commit()
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _insert_movies(database, count):
    owner = bytes.fromhex(OWNER)
    database.execute("INSERT INTO accounts (id, email, password) VALUES (?, 'owner@example.org', '-')", (owner,))
    rows = (
        (bytes.fromhex(movie_id(number)), f"Movie number {number}", CASTS, GENRES, owner) for number in range(count)
    )
    database.executemany("INSERT INTO movies (id, key, casts, genres, added_by) VALUES (?, ?, ?, ?, ?)", rows)
