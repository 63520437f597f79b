"""What is measured beside the main table, each part with servers of its own or with the service."""

from harness import login_loop, rounds, size, slow_disk


class SlowDisk:
    name = "slow-disk"

    def __init__(self, place, programs, options):
        self.options = options
        self.servers = slow_disk.servers(place, programs, options.movies)
        self.pairs = rounds.plan(["add"], options.connections)
        self.expected_seconds = rounds.expected_seconds(self.servers, self.pairs, options.rounds, options.seconds)

    @staticmethod
    def build():
        slow_disk.build()

    def measure(self, results, bench):
        slow_disk.start(self.servers, bench.empty_database, bench.nginx, bench.load.token)
        results.slow_disk = bench.medians(self.servers, self.pairs)


class LoginLoop:
    name = "login-loop"
    servers = ()

    def __init__(self, place, programs, options):
        self.options = options
        self.seconds = rounds.seconds_of("login", options.seconds)
        self.expected_seconds = login_loop.expected_seconds(options.rounds, self.seconds)

    @staticmethod
    def build():
        login_loop.build()

    def measure(self, results, bench):
        results.login_loop = login_loop.measure(bench.service, self.options.rounds, self.seconds, bench.progress)


class Size:
    name = "size"

    def __init__(self, place, programs, options):
        self.options = options
        self.servers = size.servers(place, programs)
        self.pairs = rounds.plan(size.WORKS, [size.CONNECTIONS])
        self.expected_seconds = 20 + rounds.expected_seconds(self.servers, self.pairs, options.rounds, options.seconds)

    @staticmethod
    def build():
        """The service is there."""

    def measure(self, results, bench):
        bench.progress.say(f"making a database of {size.LARGE:,} movies")
        size.start(self.servers, bench.empty_database, bench.nginx)
        bench.progress.finished(20)
        bench.warm_up(self.servers)
        results.size = bench.medians(self.servers, self.pairs)


ALL = {section.name: section for section in (SlowDisk, LoginLoop, Size)}
