"""Reads what a request's JSON body holds."""

from flask import request

from errors import SchemaValidation


def payload():
    """The object in the body."""
    value = request.get_json(silent=True)
    if not isinstance(value, dict):
        raise SchemaValidation
    return value


def text(value):
    """The value if it is a string that can be stored: JSON can write lone surrogates, UTF-8 cannot."""
    if not isinstance(value, str):
        raise SchemaValidation
    try:
        value.encode()
    except UnicodeEncodeError:
        raise SchemaValidation from None
    return value


def limited_text(value, longest):
    """The value if it is a string of 1 to `longest` characters, none of them NUL."""
    value = text(value)
    if not 1 <= len(value) <= longest or "\0" in value:
        raise SchemaValidation
    return value


def labels(value):
    """The value if it is a list of 1 to 200 strings, of up to 200 characters each."""
    if not isinstance(value, list) or not 1 <= len(value) <= 200:
        raise SchemaValidation
    return [limited_text(label, 200) for label in value]
