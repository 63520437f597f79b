"""The service itself, configured as docs/configuration.md says."""

import os
import re

from harness.paths import NGINX, ROOT
from harness.problem import Problem
from harness.servers.server import Server, base_environment


class MovieBag(Server):
    name = "movie-bag"
    works = ("one", "page", "html", "hot", "add", "add-wide", "login")
    binary = ROOT / ".build" / "release" / "movie-bag"

    @classmethod
    def build(cls):
        if not os.access(cls.binary, os.X_OK):
            raise Problem(f"There is no program {cls.binary}. `make build` makes it.")

    def command(self):
        return [self.binary, "serve", "--threads", 4]

    def environment(self):
        return base_environment() | {
            "MOVIE_BAG_LISTEN": f"unix:{self.socket}",
            "MOVIE_BAG_DATABASE": str(self.database),
            "MOVIE_BAG_JWT_SECRET_FILE": str(self.place.secret),
            "MOVIE_BAG_TEMPLATES": str(ROOT / "templates"),
            "MOVIE_BAG_SENDMAIL": "/bin/true",
            # No other server has limits; adding movies by the ten thousand would meet them.
            "MOVIE_BAG_LIMITS": "no",
            # No other server writes a line for every request.
            "MOVIE_BAG_LOG_LEVEL": "warning",
        }

    def nginx_http(self):
        """The site's own upstream, so that a change of it is measured too."""
        site = (NGINX / "movie-bag.conf").read_text()
        upstream = re.search(r"^upstream movie_bag \{.*?^\}", site, re.MULTILINE | re.DOTALL)[0]
        upstream = upstream.replace("upstream movie_bag", f"upstream {self.upstream}")
        return re.sub(r"server unix:[^;]*;", f"server unix:{self.socket};", upstream)

    def nginx_server(self):
        """With the site's own location of the pages."""
        site = (NGINX / "movie-bag.conf").read_text()
        pages = re.findall(r"^    location / \{.*?^    \}", site, re.MULTILINE | re.DOTALL)[-1]
        return locations_for(self.upstream) + pages.replace("fastcgi_pass movie_bag;", f"fastcgi_pass {self.upstream};")


def locations_for(upstream):
    locations = (NGINX / "movie-bag-locations.conf").read_text()
    return locations.replace("fastcgi_pass movie_bag;", f"fastcgi_pass {upstream};")
