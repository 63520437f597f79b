"""From nothing to servers that all answer alike."""

import time

from harness import database
from harness.asking import ask, log_in
from harness.problem import Problem
from harness.servers.nginx_itself import MOVIE

ONE = f"/api/movies/{database.movie_id(MOVIE)}"


def make_database(service, nginx):
    """The database file as the service makes it, with one account, and the account's token."""
    service.start()
    wait_for(service, nginx, "/api/health")
    account = {"email": database.EMAIL, "password": database.PASSWORD}
    signed_up = ask(service.port, "/api/auth/signup", account)
    logged_in = log_in(service.port)
    if signed_up.status != 200 or logged_in.status != 200:
        raise Problem(f"The service does not sign up and log in: {signed_up}, {logged_in}", service.log)
    service.stop()
    return service.database, token_in(logged_in)


def token_in(answer):
    """From {"token":"…"}, the whole of the body."""
    return answer.body.split('"')[3]


def wait_for(server, nginx, path=ONE, limit=30):
    deadline = time.monotonic() + limit
    answer = None
    while time.monotonic() < deadline:
        nginx.check_alive()
        server.check_alive()
        try:
            answer = ask(server.port, path)
            if answer.status == 200:
                return
        except OSError as error:
            answer = error
        time.sleep(0.02)
    raise Problem(f"{server.name} does not answer {path} with 200, but: {answer}", server.log)
