"""How long a server takes from its start to its first answer through nginx."""

import statistics
import time

from harness.asking import answers_with_200
from harness.preparing import ONE
from harness.problem import Problem

LIMIT_SECONDS = 30
EXPECTED_SECONDS = 2  # for one server and round, most of it the stopping


def measure(servers, rounds, progress):
    """The median by server's label, in milliseconds."""
    able = [server for server in servers if server.starts]
    times = {server.label: [] for server in able}
    for number in range(rounds):
        progress.say(f"round {number + 1} of {rounds}: start-up")
        for server in able if number % 2 == 0 else reversed(able):
            server.stop()
            times[server.label].append(_milliseconds_to_first_answer(server))
            progress.finished(EXPECTED_SECONDS)
    return {label: statistics.median(measured) for label, measured in times.items()}


def _milliseconds_to_first_answer(server):
    begin = time.perf_counter()
    server.start()
    while not answers_with_200(server.port, ONE):
        server.check_alive()
        if time.perf_counter() - begin > LIMIT_SECONDS:
            raise Problem(f"{server.name} did not answer within {LIMIT_SECONDS} s of its start.", server.log)
        time.sleep(0.0005)
    return (time.perf_counter() - begin) * 1000
