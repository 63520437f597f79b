"""Collections with realistic names: words, people and genres by Zipf's law, 8 casts and 3 genres a movie."""

import contextlib
import itertools
import json
import random
import sqlite3

OWNER = "64ffffff0123456789ffffff"
# Of 100 accounts: the nth has added about 1/n as many as the first.
OWNERS = [OWNER] + [f"64fffffe0123456789{number:06x}" for number in range(99)]
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "ar", "en", "is", "ol")]
GENRES = [
    "Drama", "Comedy", "Thriller", "Action", "Romance", "Crime", "Adventure", "Horror", "Science Fiction", "Mystery",
    "Fantasy", "Family", "Animation", "Documentary", "War", "Music", "History", "Western", "Film Noir", "Sport",
    "Biography", "Musical", "Short", "News",
]  # fmt: skip
CASTS_OF_A_MOVIE, GENRES_OF_A_MOVIE = 8, 3


class Zipf:
    """Chooses among things of which the nth is 1/n as frequent as the first."""

    def __init__(self, things, numbers):
        self.things, self.numbers = things, numbers
        self.weights = list(itertools.accumulate(1 / rank for rank in range(1, len(things) + 1)))

    def some(self, count):
        return self.numbers.choices(self.things, cum_weights=self.weights, k=count)

    def different(self, count):
        found = dict.fromkeys(self.some(count))
        while len(found) < count:
            found.setdefault(self.some(1)[0])
        return list(found)


def words(count, numbers):
    """Different words of two to four syllables."""
    found = {}
    while len(found) < count:
        found.setdefault("".join(numbers.choices(SYLLABLES, k=numbers.choice((2, 3, 3, 4)))))
    return list(found)


class Collection:
    """Movies by number, always the same ones for the same size."""

    def __init__(self, size, seed=1):
        numbers = random.Random(seed)
        self.size, self.numbers = size, numbers
        self.words = Zipf(words(30_000, numbers), numbers)
        first, last = Zipf(words(2_000, numbers), numbers), Zipf(words(40_000, numbers), numbers)
        pairs = zip(first.some(size // 2 + 50), last.some(size // 2 + 50))
        self.people = Zipf(list(dict.fromkeys(f"{a} {b}".title() for a, b in pairs)), numbers)
        self.genres, self.owners = Zipf(GENRES, numbers), Zipf(OWNERS, numbers)

    def movies(self):
        """Identifier, name, year, casts, genres, owner."""
        known = set()
        for number in range(self.size):
            name = " ".join(self.words.some(self.numbers.choice((1, 2, 2, 3, 3, 4)))).capitalize()
            year = 2025 - min(int(self.numbers.expovariate(1 / 25)), 120)
            while (name, year) in known:
                name += " " + self.words.some(1)[0]
            known.add((name, year))
            yield (
                f"{0x65000000 + number:08x}0123456789{number:06x}", name, year, self.people.different(CASTS_OF_A_MOVIE),
                self.genres.different(GENRES_OF_A_MOVIE), self.owners.some(1)[0],
            )  # fmt: skip


def fill(path, movies):
    """Puts movies into the database of a service that does not run, which prepares them for searches when it starts."""
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        for owner in OWNERS:
            database.execute(
                "INSERT OR IGNORE INTO accounts (id, email, password) VALUES (?, ?, '-')",
                (bytes.fromhex(owner), f"owner-{owner}@example.org"),
            )
        rows = (
            (bytes.fromhex(id), f"{name}\n{year}", json.dumps(casts), json.dumps(genres), bytes.fromhex(owner), name, year)
            for id, name, year, casts, genres, owner in movies
        )
        database.executemany(
            "INSERT INTO movies (id, key, casts, genres, added_by, name, year) VALUES (?, ?, ?, ?, ?, ?, ?)", rows
        )
        database.execute("UPDATE collection SET documented = x'', counted = x''")
