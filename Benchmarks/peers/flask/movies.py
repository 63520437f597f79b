"""The collection over HTTP."""

import json
import sqlite3

from flask import request
from flask_jwt_extended import get_jwt_identity, jwt_required
from flask_restful import Resource

from answers import json_text
from database import connection
from errors import MovieAlreadyExists, MovieNotExists, SchemaValidation
from identifiers import identifier_bytes, new_identifier
from payloads import labels, limited_text, payload

PUBLIC_URL = "http://localhost:8080"
LARGEST_LIMIT = 1000


def movie(row):
    """A row of id, name, casts, genres and added_by as the object that is written."""
    identifier, name, casts, genres, owner = row
    return {
        "_id": {"$oid": identifier.hex()},
        "name": name,
        "casts": json.loads(casts),
        "genres": json.loads(genres),
        "added_by": {"$oid": owner.hex()},
    }


def page_position():
    """Limit and starting point of `?limit=N&after=ID`, and how the link to the next page begins its query."""
    limit = request.args.get("limit")
    after = request.args.get("after")
    if limit is not None and not (limit.isascii() and limit.isdigit() and 1 <= int(limit) <= LARGEST_LIMIT):
        raise SchemaValidation
    start = b"" if after is None else identifier_bytes(after)
    if start is None:
        raise SchemaValidation
    return (LARGEST_LIMIT, start, "") if limit is None else (int(limit), start, f"limit={int(limit)}&")


class MoviesResource(Resource):
    def get(self):
        limit, after, query = page_position()
        # One row more tells whether a page follows.
        rows = connection().execute(
            "SELECT id, key AS name, casts, genres, added_by FROM movies WHERE id > ? ORDER BY id LIMIT ?", (after, limit + 1)
        ).fetchall()  # fmt: skip
        page = [movie(row) for row in rows[:limit]]
        if len(rows) <= limit:
            return page
        last = page[-1]["_id"]["$oid"]
        return page, 200, {"Link": f'<{PUBLIC_URL}/api/movies?{query}after={last}>; rel="next"'}

    @jwt_required()
    def post(self):
        draft = payload()
        identifier = new_identifier()
        row = (
            identifier,
            limited_text(draft.get("name"), 300),
            json_text(labels(draft.get("casts"))),
            json_text(labels(draft.get("genres"))),
            bytes.fromhex(get_jwt_identity()),
        )
        try:
            with connection():
                connection().execute(
                    "INSERT INTO movies (id, key, casts, genres, added_by) VALUES (?, ?, ?, ?, ?)", row
                )  # fmt: skip
        except sqlite3.IntegrityError as error:
            if error.sqlite_errorname == "SQLITE_CONSTRAINT_UNIQUE":
                raise MovieAlreadyExists from None
            raise
        return {"id": identifier.hex()}


class MovieResource(Resource):
    def get(self, movie_id):
        row = connection().execute(
            "SELECT id, key AS name, casts, genres, added_by FROM movies WHERE id = ?", (identifier_bytes(movie_id),)
        ).fetchone()  # fmt: skip
        if row is None:
            raise MovieNotExists
        return movie(row)
