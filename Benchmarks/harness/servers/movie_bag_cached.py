"""The service once more, through nginx's cache. It is the process of movie-bag, behind a port of its own."""

from harness.paths import NGINX
from harness.problem import Problem
from harness.servers.movie_bag import locations_for
from harness.servers.server import Server

SETTINGS = NGINX / "movie-bag-cache.conf"


class MovieBagCached(Server):
    name = "movie-bag-cached"
    works = ("one", "page", "hot")
    starts = False

    def __init__(self, place, programs, movies, movie_bag):
        super().__init__(place, programs, movies)
        self.movie_bag = movie_bag

    @classmethod
    def build(cls):
        if not SETTINGS.exists():
            raise Problem(f"There is no {SETTINGS}, so movie-bag-cached cannot be measured.")

    def nginx_http(self):
        """The line that the settings' own comment asks for."""
        return "fastcgi_cache_path cache levels=1:2 keys_zone=movie_bag:10m max_size=256m inactive=10s use_temp_path=off;"

    def nginx_server(self):
        return SETTINGS.read_text() + "\n" + locations_for(self.movie_bag.upstream)

    def copy_database(self, source):
        """Has none of its own."""

    def start(self):
        """movie-bag is started by itself."""

    def check_alive(self):
        self.movie_bag.check_alive()

    @property
    def log(self):
        return self.movie_bag.log

    @property
    def pid(self):
        return self.movie_bag.pid
