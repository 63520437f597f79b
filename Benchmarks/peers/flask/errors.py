"""The errors that clients may rely on."""

from flask import current_app
from werkzeug.exceptions import HTTPException

from answers import json_answer


class ServiceError(Exception):
    """An error with its published sentence and status; its published name is that of its class."""

    status = 400
    message = ""

    @classmethod
    def answer(cls):
        return json_answer({"error": cls.__name__, "message": cls.message, "status": cls.status}, cls.status)


class SchemaValidation(ServiceError):
    message = "Request is missing required fields"


class MovieAlreadyExists(ServiceError):
    message = "Movie with given name already exists"


class MovieNotExists(ServiceError):
    message = "Movie with given id doesn't exists"


class Unauthorized(ServiceError):
    status = 401
    message = "Invalid username or password"


class BadAccessToken(ServiceError):
    status = 401
    message = "Invalid access token"


class NotFound(ServiceError):
    status = 404
    message = "No such resource"


class InternalServer(ServiceError):
    status = 500
    message = "Something went wrong"


def init_app(application):
    @application.errorhandler(ServiceError)
    def answer_published(error):
        return error.answer()

    @application.errorhandler(HTTPException)
    def answer_refused(error):
        """What Flask itself refuses: an unknown route or method, or a body that cannot be read."""
        return (NotFound if error.code in (404, 405) else SchemaValidation).answer()

    @application.errorhandler(Exception)
    def answer_unexpected(error):
        current_app.logger.exception("unexpected")
        return InternalServer.answer()
