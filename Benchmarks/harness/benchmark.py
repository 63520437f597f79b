"""The course of a benchmark, from starting the servers to the last figure."""

import statistics
import sys

from harness import durability, equality, machine, preparing, rounds, sections, start_up, usage
from harness.load import Load
from harness.nginx import Nginx
from harness.progress import Progress
from harness.results import Results
from harness.servers import KINDS
from harness.servers.movie_bag import MovieBag

START_UP = "start-up"


def build(options):
    """Only what is going to be used."""
    MovieBag.build()  # the first, for it makes the database of all
    for name in options.servers:
        KINDS[name].build()
    for name in options.sections:
        if name != START_UP:
            sections.ALL[name].build()


class Benchmark:
    def __init__(self, options, place, programs):
        self.options, self.nginx = options, Nginx(place, programs)
        self.servers = _make_servers(options, place, programs)
        # It makes the database of all, and it is what some sections are about.
        found = [server for server in self.servers if server.name == "movie-bag"]
        self.service = found[0] if found else MovieBag(place, programs, options.movies)
        self.maker = MovieBag(place, programs, 0, suffix="-first")
        self.sections = [
            sections.ALL[name](place, programs, options) for name in options.sections if name != START_UP
        ]
        self.pairs = rounds.plan(options.work, options.connections)
        self.load = self.progress = self.empty_database = None

    def run(self):
        self._start()
        options = self.options
        results = Results(
            machine.describe(), {name: getattr(options, name) for name in ("rounds", "seconds", "movies", "connections")}
        )
        self.warm_up(self.servers)
        self.progress = Progress(self._expected_seconds())
        reads = [pair for pair in self.pairs if pair[0] in rounds.READS]
        writes = [pair for pair in self.pairs if pair[0] not in rounds.READS]
        results.medians = self.medians(self.servers, reads)
        results.memory = {
            server.label: usage.proportional_bytes(server.pid) for server in self.servers if server.starts
        }
        # Before anything is written, so that no server has a journal to read.
        if START_UP in options.sections:
            results.start_up = start_up.measure(self.servers, options.rounds, self.progress)
        results.medians |= self.medians(self.servers, writes)
        for section in self.sections:
            section.measure(results, self)
        durability.check(self.load)
        results.disturbance = statistics.median(self.load.disturbances)
        return results

    def medians(self, servers, pairs):
        options = self.options
        samples = rounds.measure(self.load, servers, pairs, options.rounds, options.seconds, self.progress)
        return {key: rounds.median(found) for key, found in samples.items()}

    def warm_up(self, servers):
        """Reads the files into memory and opens connections."""
        for server in servers:
            for work in ("one", "page"):
                if work in server.works:
                    self.load.run(server, work, self.options.connections[0], 1)

    def _start(self):
        options = self.options
        everyone = list(dict.fromkeys([*self.servers, self.service, self.maker]))
        self.nginx.start([*everyone, *(server for section in self.sections for server in section.servers)])
        print(f"making the databases, {options.movies:,} movies each", file=sys.stderr, flush=True)
        self.empty_database, token = preparing.make_database(self.maker, self.nginx)
        everyone.remove(self.maker)
        for server in everyone:
            server.copy_database(self.empty_database)
            server.start()
        for server in everyone:
            preparing.wait_for(server, self.nginx)
        equality.check(everyone, token, options.movies)
        self.load = Load(self.nginx, token, everyone)

    def _expected_seconds(self):
        options = self.options
        seconds = rounds.expected_seconds(self.servers, self.pairs, options.rounds, options.seconds)
        if START_UP in options.sections:
            able = [server for server in self.servers if server.starts]
            seconds += options.rounds * len(able) * start_up.EXPECTED_SECONDS
        return seconds + sum(section.expected_seconds for section in self.sections)


def _make_servers(options, place, programs):
    made = {}
    for name in options.servers:
        behind_cache = [made["movie-bag"]] if name == "movie-bag-cached" else []
        made[name] = KINDS[name](place, programs, options.movies, *behind_cache)
    return list(made.values())
