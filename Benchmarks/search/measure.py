#!/usr/bin/env python3
"""Measures searches of the service in a small and a large collection with realistic names, beside SQLite's own full-text index
and beside a search that looks at every movie (LIKE), both asked from C.

Everything is time of the processor as the kernel counts it, so that other programs disturb little. The service has one thread
and is asked over one FastCGI connection. README.md in the folder above says more."""

import argparse
import contextlib
import itertools
import os
import pathlib
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from urllib.parse import quote_plus

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "instructions"))

from collection import Collection, fill  # noqa: E402
from pages import Pages  # noqa: E402
from fastcgi import request  # noqa: E402
from service import ROOT, service  # noqa: E402

SORTS = ("added", "-added", "name", "-name", "year", "-year", "best", "-best")
HITS = (10, 100, 1_000)
REPEATS = 9


def say(text):
    print(text, file=sys.stderr, flush=True)


def prepare(binary, directory, size):
    """A database of so many movies, ready for searches; one that is there is used again."""
    directory.mkdir(parents=True, exist_ok=True)
    if not (directory / "ready").exists():
        say(f"making a collection of {size:,} movies")
        with service(binary, directory):
            pass
        fill(directory / "movies.db", Collection(size).movies())
        with service(binary, directory) as (_, connection):
            while not connection.ask(request("GET", "/api/movies?q=a")).startswith(b"Status: 200"):
                time.sleep(1)
        (directory / "ready").touch()


def median_of(pages, target):
    return statistics.median(pages.ask(target)[0] for _ in range(REPEATS))


def combinations(collection):
    """Queries of all kinds, as parts of an address by what they ask for."""
    words, people = collection.words.things, collection.people.things
    texts = {
        "": "", "a rare word": words[20_000], "a frequent word": words[40], "a very frequent word": words[0],
        "3 words": f"{words[1]} {words[60]} {people[3].split()[0]}", "an unknown word": "xyzzyx",
        "a beginning": words[5][:2],
    }  # fmt: skip
    for (text, q), genre, cast, year, sort in itertools.product(
        texts.items(), ("", "drama", "film noir"), ("", people[0], people[len(people) // 2]), ("", "1990..1999"), SORTS
    ):
        if sort.endswith("best") and not q:
            continue
        fields = {"q": q, "genre": genre, "cast": cast, "year": year, "sort": sort, "limit": 50}
        target = "/api/movies?" + "&".join(f"{name}={quote_plus(str(value))}" for name, value in fields.items() if value)
        yield text or "no word", sort, target


def every_page(pages, collection, most, seconds):
    """By text and order: milliseconds of the first page (median) and of the dearest, pages and the address of the dearest."""
    found = {}
    for text, sort, target in combinations(collection):
        row = found.setdefault((text, sort.strip("-")), {"first": [], "worst": 0, "pages": 0, "address": ""})
        first = median_of(pages, target)
        times, address, deadline = [], target, time.monotonic() + seconds
        while address and len(times) < most and (not times or time.monotonic() < deadline):
            page = address
            spent, _, address = pages.follow(page)
            if spent > row["worst"]:
                # One that was read from the disk, or that another program disturbed, is asked for again; a dear one stays dear.
                spent = min(spent, pages.ask(page)[0], pages.ask(page)[0])
            times.append(spent)
        row["first"].append(first)
        row["pages"] += len(times)
        if max(times) > row["worst"]:
            row["worst"], row["address"] = max(times), target
    return found


def with_hits(pages, candidates, most=12):
    """Some of the candidates (parameter and text) by parameter and number of hits, within a tenth."""
    found = {(name, hits): [] for name in ("q", "cast") for hits in HITS}
    for name, text in candidates:
        total = pages.total(f"/api/movies?{name}={quote_plus(text)}")
        for hits in HITS:
            if total is not None and abs(total - hits) <= hits / 10 and len(found[name, hits]) < most:
                found[name, hits].append(text)
        if all(len(some) >= most for some in found.values()):
            break
    return found


def candidates(collection):
    numbers = random.Random(7)
    words, people = list(collection.words.things), list(collection.people.things)
    # Of the frequent ones all, as few of them have about as many hits as are wanted.
    chosen = [("q", word) for word in words[:2_000] + words[2_000::31]]
    chosen += [("q", word[:3]) for word in words[:300]]
    chosen += [("cast", name) for name in people[:2_000] + people[2_000:20_000:7] + people[20_000::499]]
    numbers.shuffle(chosen)
    return chosen


def growth(pages, collection):
    """Milliseconds of the first page by kind and hits."""
    rows = {}
    for (name, hits), some in with_hits(pages, candidates(collection)).items():
        times = [median_of(pages, f"/api/movies?{name}={quote_plus(text)}&limit=50") for text in some]
        if times:
            rows[name, hits] = statistics.median(times)
    return rows


def peers(directory, collection):
    """Microseconds of FTS5 and of LIKE, for the texts of the main table."""
    path, program = directory / "fts5.db", directory / "fts5"
    subprocess.run(["cc", "-O2", "-o", program, HERE / "fts5.c", "-lsqlite3"], check=True)
    if not path.exists():
        say("making a full-text index of SQLite")
        with contextlib.closing(sqlite3.connect(path)) as database, database:
            database.execute("CREATE TABLE plain (text TEXT NOT NULL)")
            database.execute("CREATE VIRTUAL TABLE words USING fts5 (text, content = 'plain')")
            database.executemany(
                "INSERT INTO plain VALUES (?)",
                ((" ".join(["", name, *casts, *genres]).lower(),) for _, name, _, casts, genres, _ in collection.movies()),
            )
            database.execute("INSERT INTO words (words) VALUES ('rebuild')")
    words = collection.words.things
    texts = {"a rare word": words[20_000], "a frequent word": words[40], "a very frequent word": words[0],
             "a beginning": words[5][:2], "an unknown word": "xyzzyx"}  # fmt: skip
    found = {}
    for kind in ("fts5", "like"):
        asked = "\n".join(texts.values()) + "\n"
        lines = subprocess.run([program, path, kind], input=asked, capture_output=True, text=True, check=True).stdout
        found[kind] = dict(zip(texts, (float(line.split()[0]) / 1000 for line in lines.splitlines())))
    return found


def report(results, small, large):
    yield "# Searches"
    yield ""
    yield (
        f"Milliseconds of the processor for a page of 50, {large:,} movies with 8 casts and 3 genres each. First: the median of the "
        "first pages of all combinations with genre, cast and years. Dearest: the dearest page of all, up to the 1,000th of each."
    )
    yield ""
    yield "| searched for | order | first | dearest | pages | FTS5 from C | LIKE from C |"
    yield "|---|---|--:|--:|--:|--:|--:|"
    for (text, sort), row in results["pages"].items():
        cells = [f"{results['peers'][kind].get(text, 0):.2f}" if sort == "added" and text in results["peers"][kind] else ""
                 for kind in ("fts5", "like")]  # fmt: skip
        yield (
            f"| {text} | {sort} | {statistics.median(row['first']):.2f} | {row['worst']:.2f} | {row['pages']:,} | "
            + " | ".join(cells) + " |"
        )
    yield ""
    yield f"Memory after all that: {results['memory'][small]:.1f} MB with {small:,} movies, {results['memory'][large]:.1f} MB with {large:,}."
    yield ""
    yield f"## From {small:,} to {large:,} movies, the same number of hits"
    yield ""
    yield "| condition | hits | few | many | ratio |"
    yield "|---|--:|--:|--:|--:|"
    for key, few in results["growth"][small].items():
        if many := results["growth"][large].get(key):
            yield f"| `{key[0]}` | {key[1]:,} | {few:.3f} | {many:.3f} | {many / few:.2f} |"


def memory(process):
    text = pathlib.Path(f"/proc/{process.pid}/smaps_rollup").read_text()
    return int(text.split("Pss:")[1].split()[0]) / 1000


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", type=pathlib.Path, default=ROOT / ".build" / "release" / "movie-bag")
    parser.add_argument("--small", type=int, default=10_000)
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--pages", type=int, default=1_000, help="the most pages of a query (1000)")
    parser.add_argument("--seconds", type=float, default=3, help="the longest that a query is followed (3)")
    parser.add_argument("--data", type=pathlib.Path, help="keep the databases in this folder, and use those that are there")
    parser.add_argument("--save", action="store_true", help=f"write {HERE.name}/results.md")
    options = parser.parse_args()
    if not os.access(options.binary, os.X_OK):
        sys.exit(f"search: no program at {options.binary}: run `make build` first")
    with tempfile.TemporaryDirectory(prefix="movie-bag-") as name:
        data = options.data or pathlib.Path(name)
        results = {"growth": {}, "memory": {}}
        for size in (options.small, options.large):
            directory = data / str(size)
            prepare(options.binary, directory, size)
            collection = Collection(size)
            with service(options.binary, directory) as (process, connection):
                pages = Pages(process, connection)
                say(f"measuring {size:,} movies")
                results["growth"][size] = growth(pages, collection)
                found = every_page(pages, collection, options.pages, options.seconds)
                results["memory"][size] = memory(process)
            if size == options.large:
                results["pages"], results["peers"] = found, peers(directory, collection)
    text = "\n".join(report(results, options.small, options.large)) + "\n"
    print(text)
    for (text_kind, sort), row in results["pages"].items():
        if row["worst"] > 5:
            say(f"above 5 ms: {row['worst']:.2f} ms in {text_kind}, {sort}: {row['address']}")
    if options.save:
        (HERE / "results.md").write_text(text)


if __name__ == "__main__":
    main()
