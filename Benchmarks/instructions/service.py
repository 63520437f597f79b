"""The service that is counted: one worker thread, its files in a folder of its own."""

import contextlib
import os
import pathlib
import signal
import subprocess
import sys
import time

from fastcgi import Connection

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def environment(directory):
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("MOVIE_BAG_")}
    return inherited | {
        "MOVIE_BAG_LISTEN": f"unix:{directory / 'service.sock'}",
        "MOVIE_BAG_DATABASE": str(directory / "movies.db"),
        "MOVIE_BAG_TEMPLATES": str(ROOT / "templates"),
        "MOVIE_BAG_SENDMAIL": "/bin/true",
        "MOVIE_BAG_LOG_LEVEL": "warning",
        # Valgrind is slow, and an idle thread is not counted.
        "MOVIE_BAG_IO_SECONDS": "600",
        # The least that a hash can cost: a log-in without its hash.
        "MOVIE_BAG_SCRYPT_LOG_N": "1",
        "MOVIE_BAG_SCRYPT_R": "1",
        "MOVIE_BAG_SCRYPT_P": "1",
        # Each process would give its dictionaries an order of their own.
        "SWIFT_DETERMINISTIC_HASHING": "1",
    }


@contextlib.contextmanager
def service(binary, directory, *launcher):
    """The service on a database in `directory`, from the moment it answers until it has stopped."""
    log = directory / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*launcher, binary, "serve", "--threads", "1"], env=environment(directory), stdout=output, stderr=output
        )
    try:
        deadline = time.monotonic() + 120
        while True:
            with contextlib.suppress(OSError):
                connection = Connection(directory / "service.sock")
                break
            if process.poll() is not None or time.monotonic() > deadline:
                sys.exit(f"instructions: the service does not start:\n{log.read_text(errors='replace')}")
            time.sleep(0.05)
        yield process, connection
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
