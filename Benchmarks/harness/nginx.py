"""One nginx in front of all servers, a port for each."""

import os
import resource

from harness.problem import Problem

TEMPORARY = ("client_body", "fastcgi", "proxy", "scgi", "uwsgi")


class Nginx:
    def __init__(self, place, programs):
        self.place, self.programs, self.program = place, programs, None

    @property
    def pid(self):
        return self.program.pid

    def start(self, servers):
        for server in servers:
            (self.place.run / f"site-{server.name}.conf").write_text(server.nginx_server())
        (self.place.run / "nginx.conf").write_text(_configuration(servers))
        # Where nginx is, for users who lack these directories in their path.
        environment = os.environ | {"PATH": f"{os.environ['PATH']}:/usr/sbin:/sbin"}
        self.program = self.programs.start(
            "nginx-in-front", ["/usr/bin/env", "nginx", "-p", self.place.run, "-c", "nginx.conf"], environment
        )

    def check_alive(self):
        try:
            self.program.check_alive()
        except Problem as problem:
            raise Problem(f"{problem}\nIs nginx installed?") from None


def _configuration(servers):
    open_files = min(resource.getrlimit(resource.RLIMIT_NOFILE)[1], 16384)
    lines = [
        # Started by root, its workers would be another user, who cannot open the sockets.
        "user root;" if os.geteuid() == 0 else "",
        "daemon off; pid nginx.pid; error_log nginx-error.log;",
        f"worker_processes 2; worker_rlimit_nofile {open_files}; events {{ worker_connections 4096; }}",
        "http {",
        "access_log off; keepalive_requests 1000000000;",
        *(f"{kind}_temp_path {kind}_temp;" for kind in TEMPORARY),
        *(server.nginx_http() for server in servers),
        *(f"server {{ listen 127.0.0.1:{server.port}; include site-{server.name}.conf; }}" for server in servers),
        "}",
    ]
    return "\n".join(lines) + "\n"
