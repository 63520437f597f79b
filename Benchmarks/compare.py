#!/usr/bin/env python3
"""Compares movie-bag with the minimal C program beside this file, through one nginx.

Both serve the same 100,000 movies with the settings of nginx/movie-bag-locations.conf, once with kept
connections to nginx and once with a new connection a request. The runs alternate, and medians are
printed: this is to be read as a ratio, on a machine that does nothing else.

The C program needs a thread for every kept connection, so it gets as many as there are clients then.
"""

import argparse
import contextlib
import os
import pathlib
import re
import signal
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
MOVIES = 100_000
CLIENTS = 32
WORKLOADS = {"one": "one movie by id", "page": "a page of 50 movies"}
FIRST_PORT = 18200


class Server:
    """One program under test behind one nginx port."""

    def __init__(self, name, kept, process, socket_path, port):
        self.name, self.kept, self.process, self.socket_path, self.port = name, kept, process, socket_path, port
        self.upstream = f"{name.replace('-', '_')}_{'kept' if kept else 'new'}"

    def cpu_seconds(self):
        """User and system time of all threads so far."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def start(processes, command, log, **options):
    process = subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=log, stderr=log, **options)
    processes.append(process)
    return process


def stop(process):
    """Ends a process that we started: politely, then for certain."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for_socket(process, path):
    for _ in range(300):
        if process.poll() is not None:
            sys.exit(f"compare: {process.args[0]} ended with {process.returncode}; its log has been printed above")
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as probe:
            probe.connect(str(path))
            return
        time.sleep(0.1)
    sys.exit(f"compare: {process.args[0]} does not listen on {path}")


def start_service(processes, binary, directory, log):
    """movie-bag on `directory`/movies.db, which it creates and migrates."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MOVIE_BAG_")}
    environment |= {
        "MOVIE_BAG_LISTEN": f"unix:{directory}/service.sock",
        "MOVIE_BAG_DATABASE": f"{directory}/movies.db",
        "MOVIE_BAG_TEMPLATES": str(ROOT / "templates"),
        "MOVIE_BAG_SENDMAIL": "/bin/true",
        # The C program does not log its requests either.
        "MOVIE_BAG_LOG_LEVEL": os.environ.get("MOVIE_BAG_LOG_LEVEL", "warning"),
    }
    process = start(processes, [binary, "serve"], log, env=environment, cwd=directory)
    wait_for_socket(process, directory / "service.sock")
    return process


def insert_movies(path):
    """Rows as the API would make them, with ids that random-movies.lua can compute."""
    owner = bytes.fromhex("64ffffff0123456789ffffff")
    casts = '["Kate Mara","Oscar Isaac","Ana de Armas"]'
    rows = (
        (bytes.fromhex(f"{0x65000000 + number:08x}0123456789{number:06x}"), f"Movie number {number}", casts, '["Drama","Crime"]', owner)
        for number in range(MOVIES)
    )
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.executemany("INSERT INTO movies (id, name, casts, genres, added_by) VALUES (?, ?, ?, ?, ?)", rows)


def write_nginx_configuration(directory, servers):
    """One nginx with a port for each server, each with the site's own settings."""
    settings = (ROOT / "nginx" / "movie-bag-locations.conf").read_text()
    blocks = []
    for server in servers:
        own = settings.replace("fastcgi_pass movie_bag;", f"fastcgi_pass {server.upstream};")
        if not server.kept:
            own = own.replace("fastcgi_keep_conn on;", "")
        (directory / f"{server.upstream}.conf").write_text(own)
        keepalive = f"keepalive {CLIENTS}; keepalive_timeout 45s;" if server.kept else ""
        blocks.append(
            f"upstream {server.upstream} {{ server unix:{server.socket_path}; {keepalive} }}\n"
            f"server {{ listen 127.0.0.1:{server.port}; include {server.upstream}.conf; }}\n"
        )
    paths = "".join(f"{kind}_temp_path {kind}_temp;\n" for kind in ("client_body", "fastcgi", "proxy", "scgi", "uwsgi"))
    (directory / "nginx.conf").write_text(
        "daemon off; pid nginx.pid; error_log error.log; worker_processes 1; events { worker_connections 1024; }\n"
        f"http {{ access_log off; keepalive_requests 1000000;\n{paths}{''.join(blocks)}}}\n"
    )


def fetch(server, path):
    """Status, headers that matter and body of one GET."""
    answer = subprocess.run(
        ["curl", "-sS", "-i", "--max-time", "5", f"http://127.0.0.1:{server.port}{path}"], capture_output=True, check=True
    ).stdout.decode()
    head, body = answer.split("\r\n\r\n", 1)
    kept = [line for line in head.split("\r\n") if re.match("(HTTP|content-type|link)", line, re.IGNORECASE)]
    return kept, body


def check_same_answers(servers):
    """A comparison of different work would say nothing."""
    for path in ("/api/movies/650000070123456789000007", "/api/movies?limit=50&after=650000070123456789000007"):
        expected = fetch(servers[0], path)
        for server in servers[1:]:
            if (got := fetch(server, path)) != expected:
                sys.exit(f"compare: different answers to {path}\n{servers[0].upstream}: {expected}\n{server.upstream}: {got}")


def measure(server, workload, seconds):
    """One run of wrk: requests a second, 99th percentile in ms, CPU µs a request."""
    before = server.cpu_seconds()
    output = subprocess.run(
        ["wrk", "-t2", f"-c{CLIENTS}", f"-d{seconds}s", "--latency", "-s", ROOT / "Benchmarks" / "random-movies.lua",
         f"http://127.0.0.1:{server.port}", "--", workload, str(MOVIES)],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    if re.search("Non-2xx|Socket errors", output):
        sys.exit(f"compare: {server.upstream} failed requests\n{output}")
    requests = int(re.search(r"(\d+) requests in", output)[1])
    value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", output).groups()
    return (
        float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1]),
        float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit],
        (server.cpu_seconds() - before) / requests * 1e6,
    )


def compare(servers, rounds, seconds):
    for server in servers:
        measure(server, "page", 1)  # warms caches, opens connections
    results = {(workload, server): [] for workload in WORKLOADS for server in servers}
    for number in range(rounds):
        print(f"round {number + 1} of {rounds}", file=sys.stderr)
        for key in sorted(results, key=list(results).index, reverse=number % 2):  # nobody always goes first
            workload, server = key
            results[key].append(measure(server, workload, seconds))
    return {key: [statistics.median(column) for column in zip(*runs)] for key, runs in results.items()}


def report(servers, medians):
    row = "{:<20} {:<12} {:<11} {:>11} {:>9} {:>11}".format
    print(row("request", "connections", "server", "requests/s", "p99 ms", "CPU µs/req"))
    for workload, title in WORKLOADS.items():
        for kept in (True, False):
            names = [server for server in servers if server.kept == kept]
            pair = [medians[workload, server] for server in names]
            connections = "kept" if kept else "new"
            for server, (rate, p99, cpu) in zip(names, pair):
                print(row(title, connections, server.name, f"{rate:.0f}", f"{p99:.1f}", f"{cpu:.1f}"))
            print(row("", "", "ratio", *(f"{ours / theirs:.2f}" for theirs, ours in zip(*pair))))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", type=pathlib.Path, default=ROOT / ".build" / "release" / "movie-bag")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=4, help="length of one run")
    options = parser.parse_args()
    if not os.access(options.binary, os.X_OK):
        sys.exit(f"compare: no program at {options.binary}: run `make build` first")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the clean-up below runs

    processes = []
    with tempfile.TemporaryDirectory(prefix="movie-bag-") as name, contextlib.ExitStack() as cleanup:
        directory = pathlib.Path(name)
        cleanup.callback(lambda: [stop(process) for process in reversed(processes)])
        minimal = directory / "minimal"
        sources = ROOT / "Benchmarks" / "minimal" / "main.c"
        subprocess.run(["cc", "-O2", "-o", minimal, sources, "-lfcgi", "-lsqlite3", "-lpthread"], check=True)

        database = directory / "movies.db"
        stop(start_service(processes, options.binary.resolve(), directory, sys.stderr))
        insert_movies(database)
        service = start_service(processes, options.binary.resolve(), directory, sys.stderr)
        servers = []
        for kept in (True, False):
            own_socket = directory / f"minimal-{'kept' if kept else 'new'}.sock"
            process = start(processes, [minimal, own_socket, database, CLIENTS + 1 if kept else 4], sys.stderr)
            wait_for_socket(process, own_socket)
            servers.append(Server("minimal", kept, process, own_socket, FIRST_PORT + len(servers)))
            servers.append(Server("movie-bag", kept, service, directory / "service.sock", FIRST_PORT + len(servers)))

        write_nginx_configuration(directory, servers)
        as_root = ["-g", "user root;"] if os.geteuid() == 0 else []
        path = f"{os.environ['PATH']}:/usr/sbin:/sbin"
        start(processes, ["nginx", "-p", directory, "-c", "nginx.conf", *as_root], sys.stderr, env=os.environ | {"PATH": path})
        for _ in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", FIRST_PORT)):
                break
            time.sleep(0.1)
        check_same_answers(servers)
        report(servers, compare(servers, options.rounds, options.seconds))


if __name__ == "__main__":
    main()
