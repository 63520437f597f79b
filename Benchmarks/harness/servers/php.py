"""PHP without a framework, under PHP-FPM with its usual settings: a new connection a request."""

import os
import pathlib
import shutil

from harness.bcrypt import BCRYPT_HASH
from harness.paths import PEERS
from harness.problem import Problem
from harness.servers.server import Server

SOURCES = PEERS / "php"
PARAMETERS = ("REQUEST_METHOD", "REQUEST_URI", "QUERY_STRING", "CONTENT_TYPE", "CONTENT_LENGTH", "SERVER_PROTOCOL")


def find_fpm():
    """Debian puts the version into the name."""
    found = sorted(pathlib.Path("/usr/sbin").glob("php-fpm[0-9]*")) or [shutil.which("php-fpm")]
    return found[-1]


class Php(Server):
    name = "php"
    works = (*Server.works, "html")
    password_hash = BCRYPT_HASH

    @classmethod
    def build(cls):
        if not (SOURCES / "php-fpm.conf").exists():
            raise Problem(f"There is no {SOURCES}/php-fpm.conf.")
        if find_fpm() is None:
            raise Problem("php-fpm is not installed.")

    def command(self):
        configuration = self.place.run / "php-fpm.conf"
        text = (SOURCES / "php-fpm.conf").read_text()
        values = {
            "@DIRECTORY@": self.place.run,  # where it makes php.sock, which is self.socket
            "@DATABASE@": self.database,
            "@SECRET_FILE@": self.place.secret,
        }
        for token, value in values.items():
            text = text.replace(token, str(value))
        configuration.write_text(text)
        as_root = ["-R"] if os.geteuid() == 0 else []
        return [find_fpm(), "-F", "-y", configuration, *as_root]

    def nginx_server(self):
        parameters = "".join(f"fastcgi_param {name} ${name.lower()};\n" for name in PARAMETERS)
        return (
            f"{parameters}fastcgi_param SCRIPT_FILENAME {SOURCES}/index.php;\n"
            f"location / {{ fastcgi_pass {self.upstream}; }}\n"
        )
