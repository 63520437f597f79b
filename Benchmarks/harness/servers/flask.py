"""Flask with the usual extensions, under gunicorn with synchronous workers."""

from harness import virtual_environment
from harness.bcrypt import BCRYPT_HASH
from harness.paths import PEERS
from harness.problem import Problem
from harness.servers.server import Server, base_environment

SOURCES = PEERS / "flask"


class Flask(Server):
    name = "flask"
    works = (*Server.works, "html")
    password_hash = BCRYPT_HASH

    @classmethod
    def build(cls):
        if not (SOURCES / "application.py").exists():
            raise Problem(f"There is no {SOURCES}/application.py.")
        virtual_environment.install(SOURCES / "requirements.txt")

    def command(self):
        gunicorn = virtual_environment.program("gunicorn")
        # Without its control socket, which would be made in the home directory.
        return [
            gunicorn, "-w", 4, "-b", f"unix:{self.socket}", "--no-control-socket", "--chdir", SOURCES,
            "application:application",
        ]  # fmt: skip

    def environment(self):
        # Nothing may be written into the repository.
        return base_environment() | {
            "DATABASE": str(self.database), "SECRET_FILE": str(self.place.secret), "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip

    def nginx_server(self):
        return f"location / {{ proxy_pass http://{self.upstream}; proxy_set_header Host $host; }}"
