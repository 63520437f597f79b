#!/usr/bin/env python3
"""Counts the instructions that the service takes for a request, from the record bytes that a web server sends to the
bytes of the answer, and compares them with expected.json beside this file.

Valgrind counts, so the figures do not depend on what else the machine does. A figure that is more than one in fifty
above the expected one fails, one in twenty for what writes, and so does an answer that is longer: its bytes are recorded apart. Instructions inside
libfcgi, SQLite and libc count too; those inside the kernel do not.
"""

import argparse
import json
import os
import pathlib
import sys
import tempfile

from counting import count
from service import ROOT

EXPECTED = pathlib.Path(__file__).with_name("expected.json")
SLACK = 0.02
# On a busy machine others of these share a commit than on a quiet one.
SLACK_OF_WRITES = 0.05
WRITES = ("adding", "log-in")


def compare(figures, expected):
    """Prints each figure beside the expected one; whether none is too high."""
    good = True
    for name, figure in figures.items():
        if name not in expected:
            sys.exit(f"instructions: no figure for {name} is known: record one with --record")
        ratio = figure["instructions"] / expected[name]["instructions"]
        slack = SLACK_OF_WRITES if name in WRITES else SLACK
        verdict = "ok" if ratio <= 1 + slack else "TOO MANY"
        if ratio < 1 - slack:
            verdict = "ok; fewer than expected: record the new figure with --record"
        if figure["bytes"] > expected[name]["bytes"]:
            verdict = "TOO LONG" if verdict == "ok" else f"{verdict}, TOO LONG"
        good = good and verdict.startswith("ok")
        print(
            f"{name:<14}{figure['instructions']:>8} instructions a request, expected"
            f"{expected[name]['instructions']:>8} ({ratio:.3f}),{figure['bytes']:>6} bytes of answer, expected"
            f"{expected[name]['bytes']:>6}  {verdict}"
        )
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
