#!/usr/bin/env python3
"""Counts the instructions that the service takes for one movie and for a page of 50, from the record bytes that a web
server sends to the bytes of the answer, and compares them with expected.json beside this file.

Valgrind counts, so the figures do not depend on what else the machine does. A figure that is more than a tenth above
the expected one fails. Instructions inside libfcgi, SQLite and libc count too; those inside the kernel do not.
"""

import argparse
import contextlib
import json
import os
import pathlib
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

from fastcgi import Connection, get_request

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
EXPECTED = pathlib.Path(__file__).with_name("expected.json")
SLACK = 0.10
MOVIES = 1000
WARM_UP, COUNTED = 100, 400


def identifier(number):
    return f"{0x65000000 + number:08x}0123456789{number:06x}"


WORK = {
    "one movie": [get_request(f"/api/movies/{identifier(number * 7 % MOVIES)}") for number in range(COUNTED)],
    "page of 50": [
        get_request(f"/api/movies?limit=50&after={identifier(number * 7 % (MOVIES - 51))}") for number in range(COUNTED)
    ],
}


@contextlib.contextmanager
def service(binary, directory, *launcher):
    """The service on a database in `directory`, from the moment it answers until it has stopped."""
    path = directory / "service.sock"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MOVIE_BAG_")} | {
        "MOVIE_BAG_LISTEN": f"unix:{path}",
        "MOVIE_BAG_DATABASE": str(directory / "movies.db"),
        "MOVIE_BAG_TEMPLATES": str(ROOT / "templates"),
        "MOVIE_BAG_SENDMAIL": "/bin/true",
        "MOVIE_BAG_LOG_LEVEL": "warning",
        # Valgrind is slow, and an idle thread is not counted.
        "MOVIE_BAG_IO_SECONDS": "600",
    }
    log = directory / "log"
    with log.open("wb") as output:
        process = subprocess.Popen([*launcher, binary, "serve", "--threads", "1"], env=environment, stdout=output, stderr=output)
    try:
        deadline = time.monotonic() + 120
        while True:
            with contextlib.suppress(OSError):
                connection = Connection(path)
                break
            if process.poll() is not None or time.monotonic() > deadline:
                sys.exit(f"instructions: the service does not start:\n{log.read_text(errors='replace')}")
            time.sleep(0.05)
        yield process, connection
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def insert_movies(path):
    rows = (
        (bytes.fromhex(identifier(number)), f"Movie number {number}", '["Kate Mara","Oscar Isaac","Ana de Armas"]',
         '["Drama","Crime"]', bytes.fromhex("64ffffff0123456789ffffff"))
        for number in range(MOVIES)
    )  # fmt: skip
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.executemany("INSERT INTO movies (id, name, casts, genres, added_by) VALUES (?, ?, ?, ?, ?)", rows)


def control(process, option):
    subprocess.run(["callgrind_control", option, str(process.pid)], check=True, capture_output=True)


def dumped(directory):
    """The sum of the newest dump."""
    newest = max(directory.glob("callgrind.out.*"), key=lambda path: int(path.suffix[1:]) if path.suffix[1:].isdigit() else 0)
    return int(re.search(r"^(?:totals|summary): (\d+)", newest.read_text(), re.MULTILINE)[1])


def readable(binary, directory):
    """A copy of the program that valgrind can read: Debian 12's trips over the compiler's DWARF 5."""
    copy = directory / "movie-bag"
    subprocess.run(["strip", "--strip-debug", "-o", copy, binary], check=True)
    return copy


def count(binary, directory):
    """Instructions a request, for each kind of work."""
    binary = readable(binary, directory)
    with service(binary, directory):
        pass
    insert_movies(directory / "movies.db")
    out = directory / "callgrind.out"
    valgrind = ["valgrind", "--tool=callgrind", "--quiet", f"--callgrind-out-file={out}", "--dump-instr=no"]
    figures = {}
    with service(binary, directory, *valgrind) as (process, connection):
        for name, requests in WORK.items():
            for request in requests[:WARM_UP]:
                check(name, connection.ask(request))
            control(process, "--zero")
            for request in requests:
                connection.ask(request)
            control(process, "--dump")
            figures[name] = round(dumped(directory) / len(requests))
    return figures


def check(name, answer):
    if not answer.startswith(b"Status: 200"):
        sys.exit(f"instructions: {name} was answered with\n{answer.decode(errors='replace')}")


def compare(figures, expected):
    """Prints each figure beside the expected one; whether none is too high."""
    good = True
    for name, figure in figures.items():
        if name not in expected:
            sys.exit(f"instructions: no figure for {name} is known: record one with --record")
        ratio = figure / expected[name]
        verdict = "ok" if ratio <= 1 + SLACK else "TOO MANY"
        if ratio < 1 - SLACK:
            verdict = "ok; fewer than expected: record the new figure with --record"
        good = good and ratio <= 1 + SLACK
        print(f"{name:<12} {figure:>8} instructions a request, expected {expected[name]:>8} ({ratio:.3f})  {verdict}")
    return good


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", type=pathlib.Path, default=ROOT / ".build" / "release" / "movie-bag")
    parser.add_argument("--record", action="store_true", help="write the figures to expected.json instead of comparing")
    parser.add_argument("--keep", type=pathlib.Path, help="keep callgrind's files in this folder, for callgrind_annotate")
    options = parser.parse_args()
    if not os.access(options.binary, os.X_OK):
        sys.exit(f"instructions: no program at {options.binary}: run `make build` first")
    with tempfile.TemporaryDirectory(prefix="movie-bag-") as name:
        directory = options.keep or pathlib.Path(name)
        directory.mkdir(parents=True, exist_ok=True)
        figures = count(options.binary.resolve(), directory)
    if options.record:
        EXPECTED.write_text(json.dumps(figures, indent=2) + "\n")
        print(f"recorded {figures}")
    elif not compare(figures, json.loads(EXPECTED.read_text())):
        sys.exit("instructions: more than expected. If it must be so, say why in the commit and record with --record.")


if __name__ == "__main__":
    main()
