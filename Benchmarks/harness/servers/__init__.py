"""The servers that can take part."""

from harness.servers.flask import Flask
from harness.servers.hummingbird import Hummingbird
from harness.servers.minimal import Minimal
from harness.servers.movie_bag import MovieBag
from harness.servers.movie_bag_cached import MovieBagCached
from harness.servers.nginx_itself import NginxItself
from harness.servers.php import Php

KINDS = {kind.name: kind for kind in (MovieBag, MovieBagCached, Minimal, Php, Hummingbird, Flask, NginxItself)}
