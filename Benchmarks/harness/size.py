"""Whether reading stays as cheap when there are many more movies."""

from harness import preparing
from harness.servers.movie_bag import MovieBag

SMALL, LARGE = 1_000, 1_000_000
WORKS, CONNECTIONS = ("one", "page", "html"), 32


def label(movies):
    return f"movie-bag, {movies:,} movies"


def servers(place, programs):
    return [
        MovieBag(place, programs, movies, suffix=f"-{movies}", label=label(movies)) for movies in (SMALL, LARGE)
    ]


def start(chosen, empty, nginx):
    for server in chosen:
        server.copy_database(empty)
        server.start()
        preparing.wait_for(server, nginx)
