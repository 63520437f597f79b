"""Logins a second, counted to the end of the last: wrk leaves out those that are under way when its time is up."""

import collections
import sys
import threading
import time

from harness.asking import log_in

CLIENTS = 32


def logins_a_second(port, seconds):
    """Rate of good answers and number of others, of clients that begin no login after `seconds`."""
    begin = time.monotonic()
    statuses = []

    def client():
        while time.monotonic() - begin < seconds:
            try:
                statuses.append(log_in(port).status)
            except OSError:
                statuses.append(0)

    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    elapsed, answers = time.monotonic() - begin, collections.Counter(statuses)
    good = answers.pop(200, 0)
    if answers:
        listed = ", ".join(f"{count} × {status or 'no answer'}" for status, count in answers.items())
        print(f"logins that failed: {listed}", file=sys.stderr)
    return good / elapsed, answers.total()
