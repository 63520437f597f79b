"""What all servers under test have in common."""

import os

from harness import database


class Server:
    """A program that serves the API behind its own port of nginx."""

    name: str
    works = ("one", "page", "add", "add-wide", "login")
    # None: the service's own hash of the password. Set: the hash that this server can verify.
    password_hash = None
    # Whether it can be stopped and started; what is no program of its own cannot.
    starts = True

    def __init__(self, place, programs, movies, suffix="", label=None, variables=None):
        """With a `suffix` and more environment `variables`, the same program can take part twice."""
        self.label = label or self.name  # in the results
        self.name += suffix  # of files and processes, unique
        self.place, self.programs, self.movies, self.variables = place, programs, movies, variables or {}
        self.port = place.free_port()
        self.socket = place.run / f"{self.name}.sock"
        self.database = place.data / f"{self.name}.db"
        self.program = None

    @property
    def upstream(self):
        return self.name.replace("-", "_")

    @classmethod
    def build(cls):
        """Makes the program, or says what is missing."""

    def command(self):
        raise NotImplementedError

    def environment(self):
        """The whole environment of the program."""
        return base_environment()

    def nginx_http(self):
        """Lines for nginx's `http` block."""
        return f"upstream {self.upstream} {{ server unix:{self.socket}; }}"

    def nginx_server(self):
        """Lines for nginx's `server` block."""
        raise NotImplementedError

    def copy_database(self, source):
        database.copy(source, self.database, self.movies, self.password_hash)

    def start(self):
        self.program = self.programs.start(self.name, self.command(), self.environment() | self.variables)

    def stop(self):
        self.programs.stop(self.program)
        self.program = None

    def check_alive(self):
        self.program.check_alive()

    @property
    def log(self):
        return self.program.log if self.program else None

    @property
    def pid(self):
        """The process whose tree does the work; None when nginx does all of it."""
        return self.program.pid if self.program else None


def base_environment():
    """Ours, without settings of the service that somebody has exported."""
    return {name: value for name, value in os.environ.items() if not name.startswith("MOVIE_BAG_")}
