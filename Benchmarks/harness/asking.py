"""Single requests, to prepare and to check; the load itself comes from wrk."""

import dataclasses
import http.client
import json
import socket

from harness.database import EMAIL, PASSWORD


@dataclasses.dataclass(frozen=True)
class Answer:
    """What must be equal for all servers."""

    status: int
    content_type: str | None
    link: str | None
    body: str


def ask(port, path, body=None, token=None):
    """One GET, or a POST when there is a body."""
    headers = {"Content-Type": "application/json"} if body else {}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("POST" if body else "GET", path, json.dumps(body) if body else None, headers)
        answer = connection.getresponse()
        return Answer(answer.status, answer.getheader("Content-Type"), answer.getheader("Link"), answer.read().decode())
    finally:
        connection.close()


def log_in(port, password=PASSWORD):
    return ask(port, "/api/auth/login", {"email": EMAIL, "password": password})


def answers_with_200(port, path):
    """The cheapest question there is: it is asked every half millisecond while a server starts."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
            connection.sendall(f"GET {path} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())
            return connection.recv(4096).startswith(b"HTTP/1.1 200 ")
    except OSError:
        return False
