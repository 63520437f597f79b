"""The same service on Hummingbird, Swift's HTTP server, behind a proxying nginx."""

from harness.building import run
from harness.paths import BUILD, PEERS
from harness.problem import Problem
from harness.servers.server import Server

# A package in a directory named hummingbird would be taken for the library of that name.
PACKAGE = PEERS / "hummingbird" / "hummingbird-peer"
SCRATCH = BUILD / "hummingbird"


class Hummingbird(Server):
    name = "hummingbird"
    binary = SCRATCH / "release" / "hummingbird-peer"

    @classmethod
    def build(cls):
        if not (PACKAGE / "Package.swift").exists():
            raise Problem(f"There is no package in {PACKAGE}.")
        command = [
            "swift", "build", "-c", "release", "--static-swift-stdlib", "--product", "hummingbird-peer",
            "--package-path", PACKAGE, "--scratch-path", SCRATCH,
        ]  # fmt: skip
        run("building hummingbird-peer, which takes some minutes the first time", command)

    def command(self):
        return [self.binary, self.socket, self.database, self.place.secret]

    def nginx_http(self):
        return f"upstream {self.upstream} {{ server unix:{self.socket}; keepalive 32; keepalive_timeout 45s; }}"

    def nginx_server(self):
        return (
            f"location / {{ proxy_pass http://{self.upstream}; proxy_http_version 1.1; "
            'proxy_set_header Connection ""; proxy_set_header Host $host; }'
        )
