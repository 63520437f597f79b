"""One run of wrk against one server."""

import collections
import dataclasses
import os
import re
import resource
import secrets
import subprocess
import time

from harness import database, usage
from harness.paths import LOAD
from harness.problem import Problem

# Long enough for the last in a queue of password hashes; a slow answer is not a failure.
TIMEOUT_SECONDS = 30
HOT_MOVIES = 100
UNITS = {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000}


@dataclasses.dataclass(frozen=True)
class Sample:
    """What one run, or the median of several, has shown."""

    rate: float  # good answers a second
    p50: float  # ms
    p99: float  # ms
    server_cpu: float  # µs a good answer, of the server's processes
    total_cpu: float  # the same with nginx
    failures: int


class Load:
    """Knows what the requests need."""

    def __init__(self, nginx, token, everyone):
        self.nginx, self.token, self.everyone = nginx, token, everyone
        # Share of the machine that went to programs that have no part in this, in each run.
        self.disturbances = []
        # How many movies each server says it has added, to be looked for in its database.
        self.added = collections.Counter()

    def run(self, server, work, connections, seconds):
        """One run, after all servers have become idle: a queue of logins goes on when those who wanted them are gone."""
        roots = [self.nginx.pid] if server.pid is None else [self.nginx.pid, server.pid]
        usage.wait_until_idle(*roots, *(other.pid for other in self.everyone if other.pid is not None))
        machine, client, begin = usage.busy_seconds(), _seconds_of_wrk(), time.monotonic()
        before = usage.cpu_seconds(*roots)
        command = [
            "wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "--latency", "--timeout", f"{TIMEOUT_SECONDS}s",
            *self._script(work, server.movies, f"http://127.0.0.1:{server.port}"),
        ]  # fmt: skip
        try:
            output = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=True).stdout
        except FileNotFoundError:
            raise Problem("wrk is not installed.") from None
        except subprocess.CalledProcessError as error:
            raise Problem(f"wrk failed: {error.stdout}{error.stderr}") from None
        after = usage.cpu_seconds(*roots)
        server.check_alive()
        self.nginx.check_alive()
        spent = [late - early for early, late in zip(before, after)]
        others = usage.busy_seconds() - machine - (_seconds_of_wrk() - client) - sum(spent)
        self.disturbances.append(max(others, 0) / (time.monotonic() - begin) / os.cpu_count())
        good = _good_answers(server, output)
        if work in ("add", "add-wide"):
            self.added[server] += good
        return _sample(output, good, sum(spent[1:]), sum(spent))

    def _script(self, work, movies, url):
        """wrk's last arguments: script, URL, and what the script is given."""
        if work in ("add", "add-wide"):
            kind = ["wide"] if work == "add-wide" else []
            return ["-s", LOAD / "add-movies.lua", url, "--", secrets.token_hex(6), self.token, *kind]
        if work == "login":
            return ["-s", LOAD / "login.lua", url, "--", database.EMAIL, database.PASSWORD]
        if work == "hot":
            work, movies = "one", HOT_MOVIES
        return ["-s", LOAD / "random-movies.lua", url, "--", work, movies]


def _seconds_of_wrk():
    """CPU time of programs that we have started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _good_answers(server, output):
    good = _number(r"(\d+) requests in", output) - _number(r"Non-2xx or 3xx responses: (\d+)", output)
    if good <= 0:
        raise Problem(f"{server.name} gave no good answer at all:\n{output}", server.log)
    return good


def _sample(output, good, server_seconds, total_seconds):
    refused = _number(r"Non-2xx or 3xx responses: (\d+)", output)
    broken = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", output)
    return Sample(
        rate=float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1]) * good / (good + refused),
        p50=_milliseconds(output, 50),
        p99=_milliseconds(output, 99),
        server_cpu=server_seconds / good * 1e6,
        total_cpu=total_seconds / good * 1e6,
        failures=refused + (sum(map(int, broken.groups())) if broken else 0),
    )


def _number(pattern, output):
    """wrk leaves out the lines whose number is 0."""
    return int(found[1]) if (found := re.search(pattern, output)) else 0


def _milliseconds(output, percentile):
    # wrk pads the unit of seconds with a space.
    value, unit = re.search(rf"^\s+{percentile}%\s+([\d.]+)(us|ms|s|m|h)\s*$", output, re.MULTILINE).groups()
    return float(value) * UNITS[unit]
