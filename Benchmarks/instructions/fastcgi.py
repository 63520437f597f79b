"""The client side of FastCGI over one kept connection: what nginx sends with nginx/movie-bag-locations.conf."""

import socket
import struct

BEGIN_REQUEST, END_REQUEST, PARAMS, STDIN, STDOUT = 1, 3, 4, 5, 6
RESPONDER, KEEP_CONNECTION = 1, 1


def record(kind, content):
    """One record of request 1, padded to eight bytes as nginx pads."""
    padding = -len(content) % 8
    return struct.pack(">BBHHBx", 1, kind, 1, len(content), padding) + content + bytes(padding)


def pair(name, value):
    name, value = name.encode(), value.encode()
    lengths = b"".join(bytes([size]) if size < 128 else struct.pack(">I", size | 1 << 31) for size in map(len, (name, value)))
    return lengths + name + value


def request(method, target, body=b"", media="", token=None, headers=None):
    """The bytes of one request, from its first record to its last; without a body as nginx sends a GET."""
    variables = {
        "REQUEST_METHOD": method,
        "REQUEST_URI": target,
        "CONTENT_TYPE": media,
        "CONTENT_LENGTH": str(len(body)) if body else "",
        "REMOTE_ADDR": "127.0.0.1",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_PROXY": "",
        "HTTP_HOST": "movies.example.org",
        "HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
        "HTTP_ACCEPT": "application/json",
        "HTTP_ACCEPT_LANGUAGE": "en-GB,en;q=0.5",
        "HTTP_ACCEPT_ENCODING": "gzip, deflate, br, zstd",
    }
    variables |= headers or {}
    if token:
        variables["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    if body:
        variables["HTTP_CONTENT_LENGTH"] = str(len(body))
        variables["HTTP_CONTENT_TYPE"] = media
    begin = struct.pack(">HB5x", RESPONDER, KEEP_CONNECTION)
    params = b"".join(pair(*variable) for variable in variables.items())
    content = (record(STDIN, body) if body else b"") + record(STDIN, b"")
    return record(BEGIN_REQUEST, begin) + record(PARAMS, params) + record(PARAMS, b"") + content


class Connection:
    """A kept connection to a service on a unix socket."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(60)
        self.socket.connect(str(path))
        self.pending = b""

    def ask(self, request):
        """Sends a whole request and returns the CGI text of its answer."""
        self.socket.sendall(request)
        answer = []
        while True:
            kind, content = self._record()
            if kind == STDOUT:
                answer.append(content)
            elif kind == END_REQUEST:
                return b"".join(answer)

    def _record(self):
        _, kind, _, size, padding = struct.unpack(">BBHHBx", self._take(8))
        return kind, self._take(size + padding)[:size]

    def _take(self, count):
        while len(self.pending) < count:
            more = self.socket.recv(1 << 16)
            if not more:
                raise ConnectionError("the service closed the connection")
            self.pending += more
        taken, self.pending = self.pending[:count], self.pending[count:]
        return taken
