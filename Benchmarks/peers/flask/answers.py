"""How answers are written: JSON without a space, a needless escape or a newline at the end."""

import json

from flask import make_response
from flask_restful import Api


def json_text(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def json_answer(value, status, headers=None):
    answer = make_response(json_text(value), status)
    answer.headers.extend(headers or {})
    answer.headers["Content-Type"] = "application/json"
    return answer


class JSONApi(Api):
    """Writes answers in our form, and leaves errors to the application, which knows the published ones."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.representations = {"application/json": json_answer}

    def handle_error(self, error):
        raise error


def init_app(application):
    @application.after_request
    def forbid_sniffing(answer):
        answer.headers["X-Content-Type-Options"] = "nosniff"
        return answer
