"""What is counted: each kind of work is a number of parts, and each part as many requests."""

import contextlib
import json
import sqlite3
import sys

from fastcgi import request

MOVIES = 1000
ACCOUNTS = 40
JSON = "application/json"
PASSWORD = "correct horse battery staple"


class Work:
    """A kind of work: its row, its requests in the order in which they are asked, and the status they are answered with."""

    def __init__(self, name, part, make, status=200, writes=False, parts=3):
        self.name, self.part, self.status, self.writes = name, part, status, writes
        # The first part warms up.
        self.parts = [[make(number * part + index) for index in range(part)] for number in range(parts + 1)]

    def ask(self, connection, part):
        """Asks for one part and returns the bytes of its largest answer."""
        largest = 0
        for text in part:
            answer = connection.ask(text)
            if not answer.startswith(b"Status: %d" % self.status):
                sys.exit(f"instructions: {self.name} was answered with\n{answer.decode(errors='replace')}")
            largest = max(largest, len(answer))
        return largest


def identifier(number):
    return f"{0x65000000 + number:08x}0123456789{number:06x}"


def credentials(number):
    return json.dumps({"email": f"user{number:03}@example.org", "password": PASSWORD}).encode()


def addition(number):
    casts = ["Kate Mara", "Oscar Isaac", "Ana de Armas"]
    return json.dumps({"name": f"A new movie {number:06}", "casts": casts, "genres": ["Drama", "Crime"]}).encode()


def insert_movies(path):
    """A collection, put into the database of a service that does not run."""
    rows = (
        (bytes.fromhex(identifier(number)), f"Movie number {number}", '["Kate Mara","Oscar Isaac","Ana de Armas"]',
         '["Drama","Crime"]', bytes.fromhex("64ffffff0123456789ffffff"))
        for number in range(MOVIES)
    )  # fmt: skip
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.executemany("INSERT INTO movies (id, key, casts, genres, added_by) VALUES (?, ?, ?, ?, ?)", rows)


def sign_up(connection):
    """Makes the accounts, and returns an access token of the first."""
    for number in range(ACCOUNTS):
        connection.ask(request("POST", "/api/auth/signup", credentials(number), JSON))
    answer = connection.ask(request("POST", "/api/auth/login", credentials(0), JSON))
    return json.loads(answer.partition(b"\r\n\r\n")[2])["token"]


def all_work(token):
    """The rows.

    A removal whose id is none is refused right after the check of its session and before the database is asked, so
    beyond that check there is only what every request and every refusal costs: a quarter of the row.

    Each log-in is another account's, so that they have few sessions each.
    """
    return [
        Work("one movie", 100, lambda number: request("GET", f"/api/movies/{identifier(number * 7 % MOVIES)}")),
        Work(
            "page of 50", 40,
            lambda number: request("GET", f"/api/movies?limit=50&after={identifier(number * 7 % (MOVIES - 51))}"),
        ),
        Work(
            "HTML of 50", 40,
            lambda number: request("GET", f"/?sort=added&after={identifier(number * 7 % (MOVIES - 51))}"),
        ),
        Work(
            "adding", 40, lambda number: request("POST", "/api/movies", addition(number), JSON, token),
            writes=True, parts=20,
        ),
        Work("session check", 100, lambda _: request("DELETE", "/api/movies/none", token=token), status=403),
        Work(
            "log-in", ACCOUNTS,
            lambda number: request("POST", "/api/auth/login", credentials(number % ACCOUNTS), JSON),
            writes=True, parts=9,
        ),
    ]  # fmt: skip
