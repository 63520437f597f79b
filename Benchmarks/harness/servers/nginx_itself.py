"""The ceiling: nginx answers with the JSON of one movie, from its configuration."""

from harness.database import movie_json
from harness.servers.server import Server

# The movie that the check of equal answers asks for.
MOVIE = 7


class NginxItself(Server):
    name = "nginx"
    works = ("one",)
    starts = False

    def nginx_http(self):
        # In a text of nginx, a "$" can only come from a variable.
        return 'geo $dollar { default "$"; }'

    def nginx_server(self):
        answer = movie_json(MOVIE).replace("$oid", "${dollar}oid")
        return (
            "location / { types { } default_type application/json; "
            f"add_header X-Content-Type-Options nosniff always; return 200 '{answer}'; }}"
        )

    def copy_database(self, source):
        """Needs none."""

    def start(self):
        """Runs already."""

    def check_alive(self):
        """Checked for all servers alike."""
