"""The yardstick: a textbook FastCGI program in C, in front of it the service's own nginx settings."""

from harness.building import compile_c
from harness.paths import BUILD, PEERS
from harness.servers.movie_bag import locations_for
from harness.servers.server import Server


class Minimal(Server):
    name = "minimal"
    binary = BUILD / "minimal"

    @classmethod
    def build(cls):
        compile_c(cls.binary, PEERS / "minimal", ["-lfcgi", "-lsqlite3", "-lcrypto", "-lpthread"])

    def command(self):
        return [self.binary, self.socket, self.database, self.place.secret, 4]

    def nginx_server(self):
        # A kept connection would keep one of its few threads.
        return locations_for(self.upstream).replace("fastcgi_keep_conn on;", "")
