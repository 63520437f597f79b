"""Checks that all servers do the same work: a comparison of different work would say nothing."""

import dataclasses
import re
import secrets

from harness import database
from harness.asking import ask, log_in
from harness.preparing import ONE, token_in
from harness.problem import Problem


def check(servers, token, movies):
    _check_equal(servers, "one", lambda server: ask(server.port, ONE))
    _check_equal(servers, "page", lambda server: ask(server.port, ONE.replace("movies/", "movies?limit=50&after=")))
    last = f"/api/movies?limit=50&after={database.movie_id(movies - 20)}"
    _check_equal(servers, "page", lambda server: ask(server.port, last))
    _check_equal(servers, "page", lambda server: ask(server.port, f"/api/movies/{'0' * 24}"))
    _check_equal(servers, "html", lambda server: _page(server, database.movie_id(7)))
    _check_equal(servers, "html", lambda server: _page(server, database.movie_id(movies - 20)))
    _check_equal(servers, "add", lambda server: ask(server.port, "/api/movies", _movie("Forged"), _forged(token)))
    _check_equal(servers, "login", lambda server: log_in(server.port, "wrong horse"))
    for server in servers:
        if "add" in server.works:
            _check_adding(server, token)
        if "login" in server.works:
            # Its own token has to be good enough for itself.
            _check_adding(server, token_in(_expect_200(server, log_in(server.port))))


def _page(server, after):
    """The names of the style sheet and the script hold a hash of what is in them."""
    answer = ask(server.port, f"/?sort=added&after={after}")
    return dataclasses.replace(answer, body=re.sub(r"/(style|site)-[0-9a-f]+\.", r"/\1-hash.", answer.body))


def _check_equal(servers, work, question):
    able = [server for server in servers if work in server.works]
    answers = [question(server) for server in able]
    for server, answer in zip(able, answers):
        if answer != answers[0]:
            raise Problem(
                f"{able[0].name} and {server.name} answer differently:\n{answers[0]}\n{answer}", server.log
            )


def _check_adding(server, token):
    movie = _movie(f"Check {secrets.token_hex(6)}")
    _expect_200(server, ask(server.port, "/api/movies", movie, token))
    again = ask(server.port, "/api/movies", movie, token)
    if again.status != 400 or "MovieAlreadyExists" not in again.body:
        raise Problem(f"{server.name} adds the same movie twice: {again}", server.log)


def _expect_200(server, answer):
    if answer.status != 200:
        raise Problem(f"{server.name} answers {answer} where 200 is right.", server.log)
    return answer


def _movie(name):
    return {"name": name, "casts": ["Kate Mara"], "genres": ["Drama"]}


def _forged(token):
    """The last but one character of the signature: the last has bits that mean nothing."""
    other = "A" if token[-2] != "A" else "B"
    return f"{token[:-2]}{other}{token[-1]}"
