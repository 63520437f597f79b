#!/usr/bin/env python3
"""Measures movie-bag and other servers that do the same work. README.md beside this file says how."""

import signal
import sys

sys.dont_write_bytecode = True  # before the harness is imported: nothing is left in the repository

from harness import options as command_line  # noqa: E402
from harness import report, saving  # noqa: E402
from harness.benchmark import Benchmark, build  # noqa: E402
from harness.place import temporary_place  # noqa: E402
from harness.problem import Problem  # noqa: E402
from harness.processes import Programs  # noqa: E402
from harness.servers.movie_bag import MovieBag  # noqa: E402


def main(options):
    MovieBag.binary = options.binary.resolve()
    build(options)
    with temporary_place() as place, Programs(place.run) as programs:
        results = Benchmark(options, place, programs).run()
    print("\n".join(report.as_text(results)))
    if options.save or options.everything:
        saving.save(results)
    if failures := results.failures():
        raise Problem(f"movie-bag failed {failures} requests; see the column at the right.")


if __name__ == "__main__":
    for stopping in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(stopping, lambda number, _: sys.exit(128 + number))  # so that everything is cleaned up
    try:
        chosen = command_line.parse()
        saving.draw_chart() if chosen.chart_only else main(chosen)
    except Problem as problem:
        sys.exit(f"bench: {problem}")
