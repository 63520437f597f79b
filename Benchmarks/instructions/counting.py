"""Counts instructions with valgrind, thread by thread, so that what runs beside the requests does not count."""

import re
import statistics
import subprocess
import sys

from service import service
from work import all_work, insert_movies, sign_up

# What runs on the threads that work by the clock, as the names of their functions tell.
BACKGROUND = "ExpirySweeper", "MailDispatcher"
# The writer works for requests and by the clock: it keeps a read transaction young.
WRITER = "WriterThread"
IDLE_PARTS = 5
RUNS = 3


def readable(binary, directory):
    """A copy of the program that valgrind can read: Debian 12's trips over the compiler's DWARF 5."""
    copy = directory / "movie-bag"
    subprocess.run(["strip", "--strip-debug", "-o", copy, binary], check=True)
    return copy


class Counter:
    """Counts what the threads of a service under callgrind do between two calls."""

    def __init__(self, process, directory):
        self.process, self.directory, self.number = process, directory, 0

    def begin(self):
        self._control("--zero")

    def end(self):
        """Instructions since `begin`: of the writer, and of all other threads that work for requests."""
        self._control("--dump")
        self.number += 1
        writer = others = 0
        for path in self.directory.glob(f"callgrind.out.{self.number}-*"):
            text = path.read_text()
            total = int(re.search(r"^summary: (\d+)", text, re.MULTILINE)[1])
            if WRITER in text:
                writer += total
            elif not any(name in text for name in BACKGROUND):
                others += total
        return writer, others

    def _control(self, option):
        subprocess.run(["callgrind_control", option, str(self.process.pid)], check=True, capture_output=True)


def count(binary, directory):
    """Instructions and bytes of a request's answer, for each kind of work.

    Each start of the service leaves the heap in another state, which makes a difference of up to one in fifty: the
    figures are the medians of several.
    """
    binary = readable(binary, directory)
    runs = []
    for number in range(RUNS):
        place = directory / f"run-{number}"
        place.mkdir()
        runs.append(run(binary, place))
    return {
        name: {
            "instructions": statistics.median(run[name][0] for run in runs),
            "bytes": max(run[name][1] for run in runs),
        }
        for name in runs[0]
    }


def run(binary, directory):
    """The figures of one service."""
    with service(binary, directory):
        pass
    insert_movies(directory / "movies.db")
    valgrind = [
        "valgrind", "--tool=callgrind", "--quiet", f"--callgrind-out-file={directory / 'callgrind.out'}",
        "--dump-instr=no", "--separate-threads=yes",
    ]  # fmt: skip
    with service(binary, directory, *valgrind) as (process, connection):
        kinds = all_work(sign_up(connection))
        counter = Counter(process, directory)
        idle = idle_writer(counter)
        return {work.name: measure(work, connection, counter, idle) for work in kinds}


def idle_writer(counter):
    """What the writer does while a dump is made and nobody asks for anything."""
    counts = []
    for _ in range(IDLE_PARTS):
        counter.begin()
        counts.append(counter.end()[0])
    if not any(counts):
        sys.exit(f"instructions: no thread runs {WRITER}: counting.py has to know its new name")
    return statistics.median(counts)


def measure(work, connection, counter, idle):
    """The middle of the parts for what only reads. The mean for what writes: the index of words is written for many
    changes at once, so of the parts that add a movie each second one costs twice the other, and which of both is the
    middle one depends on where the first begins."""
    work.ask(connection, work.parts[0])
    counts, size = [], 0
    for part in work.parts[1:]:
        counter.begin()
        size = max(size, work.ask(connection, part))
        writer, others = counter.end()
        counts.append((others + (writer - idle if work.writes else 0)) / len(part))
    return round((statistics.mean if work.writes else statistics.median)(counts)), size
