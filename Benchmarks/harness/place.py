"""The directories, ports and secrets of one run."""

import contextlib
import dataclasses
import pathlib
import secrets
import shutil
import socket
import tempfile

from harness.paths import BUILD


@dataclasses.dataclass(frozen=True)
class Place:
    """`run` has sockets, configurations and logs; `data` has databases."""

    run: pathlib.Path
    data: pathlib.Path
    secret: pathlib.Path

    def free_port(self):
        """The kernel chooses; another program could take it before nginx does, who would then say so."""
        with socket.create_server(("127.0.0.1", 0)) as probe:
            return probe.getsockname()[1]


@contextlib.contextmanager
def temporary_place():
    """Two directories: the path of a socket has to be short, and /tmp may be memory, where nothing is durable."""
    BUILD.mkdir(exist_ok=True)
    data = pathlib.Path(tempfile.mkdtemp(prefix="data-", dir=BUILD))
    run = pathlib.Path(tempfile.mkdtemp(prefix="movie-bag-bench-"))
    try:
        secret = run / "secret"
        secret.touch(0o600)  # the service refuses one that others may read
        secret.write_text(secrets.token_hex(32) + "\n")
        yield Place(run, data, secret)
    finally:
        shutil.rmtree(run)
        shutil.rmtree(data)
