"""Accounts over HTTP."""

from flask_restful import Resource

import passwords
import tokens
from database import connection
from errors import Unauthorized
from payloads import payload, text


class LoginResource(Resource):
    def post(self):
        body = payload()
        email, password = text(body.get("email")), text(body.get("password"))
        row = connection().execute("SELECT id, password FROM accounts WHERE email = ?", (email,)).fetchone()
        account, password_hash = row or (None, passwords.HASH_OF_NOBODY)
        if not passwords.matches(password_hash, password) or account is None:
            raise Unauthorized
        return {"token": tokens.new_access_token(account)}
