"""Access tokens: what this application says to flask-jwt-extended, and the sessions that keep a token good."""

import datetime
import hashlib
import os
import pathlib
import secrets
import time

from flask_jwt_extended import JWTManager, create_access_token

from database import connection
from errors import BadAccessToken

LIFETIME = datetime.timedelta(days=7)

jwt = JWTManager()


def init_app(application):
    application.config["JWT_SECRET_KEY"] = pathlib.Path(os.environ["SECRET_FILE"]).read_bytes().removesuffix(b"\n")
    application.config["JWT_ACCESS_TOKEN_EXPIRES"] = LIFETIME
    application.config["JWT_ENCODE_ISSUER"] = application.config["JWT_DECODE_ISSUER"] = "movie-bag"
    # Tokens come in a header only, so they need no claim against forged forms.
    application.config["JWT_COOKIE_CSRF_PROTECT"] = False
    jwt.init_app(application)


def fingerprint(token_id):
    """What is stored of a token: enough to recognise it, not to make one."""
    return hashlib.sha256(token_id.encode()).digest()


def new_access_token(account):
    """Opens a session and signs its token."""
    token_id = secrets.token_urlsafe(16)
    expires = int(time.time() + LIFETIME.total_seconds())
    with connection():
        connection().execute(
            "INSERT INTO sessions (fingerprint, account, expires) VALUES (?, ?, ?)",
            (fingerprint(token_id), account, expires),
        )
    # The expiry is the row's, to the second; the extension would take the time once more.
    claims = {"identity": account.hex(), "jti": token_id, "exp": expires}
    return create_access_token(identity=account.hex(), additional_claims=claims)


@jwt.token_verification_loader
def is_access_token(_header, claims):
    """The extension itself takes every type but "refresh" for "access", and a token without `exp` for good for ever."""
    return claims["type"] == "access" and "exp" in claims


@jwt.token_in_blocklist_loader
def has_no_session(_header, claims):
    session = connection().execute(
        "SELECT 1 FROM sessions WHERE fingerprint = ? AND account = ? AND expires > ?",
        (fingerprint(claims["jti"]), bytes.fromhex(claims["sub"]), int(time.time())),
    ).fetchone()  # fmt: skip
    return session is None


@jwt.unauthorized_loader
@jwt.invalid_token_loader
def answer_without_claims(_problem):
    return BadAccessToken.answer()


@jwt.expired_token_loader
@jwt.revoked_token_loader
@jwt.token_verification_failed_loader
def answer_with_claims(_header, _claims):
    return BadAccessToken.answer()
