"""Adding movies on a disk that takes milliseconds to make a write durable, which this machine's may not."""

import secrets
import time

from harness import preparing
from harness.asking import ask
from harness.building import compile_c
from harness.paths import BUILD, TOOLS
from harness.problem import Problem
from harness.servers.minimal import Minimal
from harness.servers.movie_bag import MovieBag

LIBRARY = BUILD / "slow_sync.so"
MILLISECONDS = 4
KINDS = (MovieBag, Minimal)


def build():
    compile_c(LIBRARY, TOOLS / "slow_sync.c", ["-shared", "-fPIC", "-ldl"])
    for kind in KINDS:
        kind.build()


def servers(place, programs, movies):
    variables = {"LD_PRELOAD": str(LIBRARY), "SLOW_SYNC_MICROSECONDS": str(MILLISECONDS * 1000)}
    return [kind(place, programs, movies, suffix="-slow-disk", variables=variables) for kind in KINDS]


def check(server, token):
    """A change that is faster than the disk has not waited for it."""
    begin = time.perf_counter()
    movie = {"name": f"Check {secrets.token_hex(6)}", "casts": ["Kate Mara"], "genres": ["Drama"]}
    answer = ask(server.port, "/api/movies", movie, token)
    milliseconds = (time.perf_counter() - begin) * 1000
    if answer.status != 200 or milliseconds < MILLISECONDS:
        raise Problem(f"{server.name} answers {answer} after {milliseconds:.1f} ms on a slow disk.", server.log)


def start(chosen, empty, nginx, token):
    for server in chosen:
        server.copy_database(empty)
        server.start()
        preparing.wait_for(server, nginx)
        check(server, token)
