"""The main measurement: rounds in which the servers take turns."""

import statistics

from harness.load import Sample

TITLES = {
    "one": "one movie", "page": "page of 50", "html": "page of 50 in HTML", "hot": "one of 100 movies", "add": "add a movie",
    "add-wide": "add one of 8 casts", "login": "log in",
}  # fmt: skip
READS = ("one", "page", "html", "hot")


def plan(works, connections):
    """Pairs of work and connections. Logging in is bound by the processors, whatever the number of clients."""
    return [(work, clients) for work in works for clients in (connections if work != "login" else connections[:1])]


def seconds_of(work, seconds):
    """A login takes a good part of a second when all clients want one, so its runs must not be short."""
    return max(seconds, 4) if work == "login" else seconds


def expected_seconds(servers, pairs, rounds, seconds):
    return sum(
        rounds * seconds_of(work, seconds) for work, _ in pairs for server in servers if work in server.works
    )


def measure(load, servers, pairs, rounds, seconds, progress):
    """Samples by work, connections and server's label, a list with one for each round."""
    samples = {}
    for number in range(rounds):
        for work, connections in pairs:
            able = [server for server in servers if work in server.works]
            progress.say(f"round {number + 1} of {rounds}: {TITLES[work]}, {connections} connections")
            for server in able if number % 2 == 0 else reversed(able):  # nobody always goes first
                sample = load.run(server, work, connections, seconds_of(work, seconds))
                samples.setdefault((work, connections, server.label), []).append(sample)
                progress.finished(seconds_of(work, seconds))
    return samples


def median(samples):
    """The median of every figure by itself; failures are added up, for none may be hidden."""
    figures = {
        name: statistics.median(getattr(sample, name) for sample in samples)
        for name in ("rate", "p50", "p99", "server_cpu", "total_cpu")
    }
    return Sample(**figures, failures=sum(sample.failures for sample in samples))
