"""The service's logins beside a loop that computes the same hashes and nothing else."""

import os
import statistics
import subprocess

from harness import usage
from harness.building import compile_c
from harness.login_clients import logins_a_second
from harness.paths import BUILD, TOOLS
from harness.problem import Problem

PROGRAM = BUILD / "scrypt_loop"


def build():
    compile_c(PROGRAM, TOOLS / "scrypt_loop.c", ["-lcrypto", "-lpthread"])


def expected_seconds(rounds, seconds):
    # The clients' last logins come when their queue is through.
    return rounds * (2 * seconds + 4)


def measure(server, rounds, seconds, progress):
    """Medians of logins and of hashes a second, and how many logins failed."""
    logins, hashes, failures = [], [], 0

    def log_in():
        nonlocal failures
        usage.wait_until_idle(server.pid)
        rate, failed = logins_a_second(server.port, seconds)
        server.check_alive()
        logins.append(rate)
        failures += failed

    def hash_only():
        usage.wait_until_idle(server.pid)
        hashes.append(_hashes_a_second(seconds))

    for number in range(rounds):
        progress.say(f"round {number + 1} of {rounds}: logins and mere hashing")
        for part in (log_in, hash_only) if number % 2 == 0 else (hash_only, log_in):
            part()
        progress.finished(expected_seconds(1, seconds))
    return {"logins": statistics.median(logins), "hashes": statistics.median(hashes), "failures": failures}


def _hashes_a_second(seconds):
    threads = len(os.sched_getaffinity(0))
    command = [str(PROGRAM), str(threads), str(seconds)]
    try:
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return float(output.split()[0])
    except (subprocess.CalledProcessError, ValueError, IndexError) as error:
        raise Problem(f"{PROGRAM.name} failed: {error}") from None
