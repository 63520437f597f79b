"""The command line."""

import argparse
import pathlib

from harness.servers import KINDS
from harness.servers.movie_bag import MovieBag
from harness.servers.movie_bag_cached import SETTINGS as CACHE_SETTINGS

WORKS = ("one", "page", "html", "hot", "add", "add-wide", "login")
SECTIONS = ("start-up", "slow-disk", "login-loop", "size")


def default_servers():
    return [name for name in KINDS if name != "movie-bag-cached" or CACHE_SETTINGS.exists()]


def parse():
    parser = argparse.ArgumentParser(
        prog="bench.py", description="Measures movie-bag and other servers that do the same work, in turns."
    )
    parser.add_argument("--servers", type=_names(KINDS), help=f"of {','.join(KINDS)} (all)")
    parser.add_argument("--work", type=_names(WORKS), help=f"of {','.join(WORKS)} (all)")
    parser.add_argument(
        "--sections", type=_names(SECTIONS, "none"), metavar="SECTIONS",
        help=f"of {','.join(SECTIONS)}, or none (all, but none with --servers or --work)",
    )  # fmt: skip
    parser.add_argument("--connections", type=_numbers, default=[32, 256], help="clients at a time (32,256)")
    parser.add_argument("--rounds", type=_positive, default=5, help="runs of which the median is taken (5)")
    parser.add_argument("--seconds", type=_positive, default=4, help="length of one run (4; a login's at least 4)")
    parser.add_argument("--movies", type=_positive, default=100_000, help="movies in the database (100000)")
    parser.add_argument("--binary", type=pathlib.Path, default=MovieBag.binary, help="the service's program")
    parser.add_argument("--save", action="store_true", help="write results.* even when not everything was run")
    parser.add_argument("--chart-only", action="store_true", help="draw results.svg again from results.json")
    options = parser.parse_args()
    options.everything = options.servers is None and options.work is None
    if options.sections is None:
        options.sections = list(SECTIONS) if options.everything else []
    options.everything = options.everything and options.sections == list(SECTIONS)
    options.servers = options.servers or default_servers()
    options.work = options.work or [work for work in WORKS if work != "hot" or "movie-bag-cached" in options.servers]
    if "movie-bag-cached" in options.servers and "movie-bag" not in options.servers:
        parser.error("movie-bag-cached is movie-bag behind a cache: name both servers")
    return options


def _names(known, none=None):
    def parse_names(text):
        if text == none:
            return []
        if text == "all":
            return list(known)
        chosen = text.split(",")
        if unknown := [name for name in chosen if name not in known]:
            raise argparse.ArgumentTypeError(f"{', '.join(unknown)} is not one of {', '.join(known)}")
        # In our own order, movie-bag first, and each once.
        return [name for name in known if name in chosen]

    return parse_names


def _positive(text):
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text} is not a positive number")
    return int(text)


def _numbers(text):
    return [_positive(word) for word in text.split(",")]
