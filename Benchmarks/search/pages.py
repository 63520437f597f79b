"""Asks the service for pages, one FastCGI connection, and counts the processor time of each."""

import os
import pathlib
import re

from fastcgi import request


class Pages:
    """The service and its processor time, which the kernel counts in nanoseconds for each thread."""

    def __init__(self, process, connection):
        self.process, self.connection = process, connection

    def _nanoseconds(self):
        tasks = pathlib.Path(f"/proc/{self.process.pid}/task")
        total = 0
        for task in os.listdir(tasks):
            total += int((tasks / task / "schedstat").read_text().split()[0])
        return total

    def ask(self, target, prefer=None):
        """Milliseconds of the processor, and the text of the answer."""
        text = request("GET", target)
        if prefer:
            text = request("GET", target, headers={"HTTP_PREFER": prefer})
        before = self._nanoseconds()
        answer = self.connection.ask(text)
        spent = (self._nanoseconds() - before) / 1e6
        if not answer.startswith(b"Status: 200"):
            raise SystemExit(f"search: {target} was answered with\n{answer[:500].decode(errors='replace')}")
        return spent, answer

    def follow(self, target):
        """The milliseconds of a page, how many movies it has, and where the next one is."""
        spent, answer = self.ask(target)
        link = re.search(rb'Link: <[^>]*?(/api/movies\?[^>]*)>; rel="next"', answer)
        return spent, answer.count(b'{"_id":{"$oid"'), link and link[1].decode()

    def total(self, target):
        """How many movies a query has, if that is told."""
        found = re.search(rb"X-Total-Count: (\d+)", self.ask(target, "count=exact")[1])
        return int(found[1]) if found else None
