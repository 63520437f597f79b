"""Who sends the requests of Schemathesis: an administrator, whose session no request may end.

Where an operation ends sessions, the request has an account, or a session, of its own. What cannot be guessed (ids, passwords
and the tokens of mails) is put into most requests that have something of its form in its place, so that each operation also
succeeds.
"""

import atexit
import collections
import email
import email.policy
import itertools
import json
import os
import pathlib
import re
import time

import requests
import schemathesis
from schemathesis.generation.meta import TestPhase

SITE = os.environ["MOVIE_BAG_PUBLIC_URL"]
EMAIL, PASSWORD = os.environ["OPENAPI_EMAIL"], os.environ["OPENAPI_PASSWORD"]
MAILS = pathlib.Path(os.environ["OPENAPI_MAILS"])
STATUSES = pathlib.Path(os.environ["OPENAPI_STATUSES"])

# They end the sessions of who sends them, or the account.
ENDING = {"post-auth-logout", "post-auth-logout-all", "post-auth-password", "post-auth-delete"}
# They end sessions of the account that their path names.
ENDING_ACCOUNTS = {"patch-accounts-id", "post-accounts-id-end-sessions"}
# They end the session that their path names.
ENDING_SESSIONS = {"delete-auth-sessions-id"}

client = requests.Session()
client.trust_env = False
# Several runs share a site.
RUN = os.getpid()
numbers = itertools.count()
statuses = collections.defaultdict(collections.Counter)


def send(method, path, token=None, **arguments):
    """A request that is to succeed; returns its JSON."""
    fields = {"Authorization": f"Bearer {token}"} if token else {}
    response = client.request(method, SITE + path, headers=fields, timeout=10, **arguments)
    response.raise_for_status()
    return response.json()


def log_in(address):
    """A new session; returns its access token."""
    return send("POST", "/api/auth/login", json={"email": address, "password": PASSWORD})["token"]


def session(token):
    """The id of a session, by its token."""
    after = ""
    while sessions := send("GET", f"/api/auth/sessions{after}", token):
        for one in sessions:
            if one["current"]:
                return one["_id"]["$oid"]
        after = f"?after={sessions[-1]['_id']['$oid']}"
    raise LookupError("no session is the current one")


def new_address():
    return f"member{RUN}-{next(numbers)}@example.org"


def new_account():
    """An account that nothing else uses; returns its id and its address."""
    address = new_address()
    return send("POST", "/api/auth/signup", json={"email": address, "password": PASSWORD})["id"], address


def mailed_token(address, page):
    """The token of the link to a page in the mail to an address, as soon as that is there; the mail is removed."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        for path in MAILS.glob("mail.*"):
            mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            link = re.search(rf"/{page}/([A-Za-z0-9._-]+)", mail.get_body(("plain",)).get_content())
            if mail["To"] == address and link:
                path.unlink()
                return link[1]
        time.sleep(0.01)
    raise TimeoutError(f"no mail to {address} with a link to /{page}/")


def confirming_token():
    """A token that confirms a new address, which is in use afterwards."""
    address = new_address()
    token = log_in(new_account()[1])
    send("POST", "/api/auth/email", token, json={"current_password": PASSWORD, "email": address})
    return mailed_token(address, "email")


def undoing_token():
    """A token that restores an old address."""
    old, new = new_account()[1], new_address()
    send("POST", "/api/auth/email", log_in(old), json={"current_password": PASSWORD, "email": new})
    send("POST", "/api/auth/email/confirm", json={"token": mailed_token(new, "email")})
    return mailed_token(old, "email")


def proving_token():
    """A token that proves the address of an account."""
    address = new_account()[1]
    send("POST", "/api/auth/verify/resend", json={"email": address})
    return mailed_token(address, "verify")


def resetting_token():
    """A token that sets a new password."""
    address = new_account()[1]
    send("POST", "/api/auth/forgot", json={"email": address})
    return mailed_token(address, "reset")


# What makes a good value of a member, by operation; passwords are known.
VALUES = {
    ("post-auth-signup", "email"): new_address,
    ("post-auth-login", "email"): lambda: EMAIL,
    ("post-auth-forgot", "email"): lambda: EMAIL,
    ("post-auth-verify", "token"): proving_token,
    ("post-auth-reset", "reset_token"): resetting_token,
    ("post-auth-email-confirm", "token"): confirming_token,
    ("post-auth-email-undo", "token"): undoing_token,
}


class Sender:
    """The administrator."""

    token = log_in(EMAIL)
    account = send("GET", "/api/auth/me", token)["_id"]["$oid"]
    session = session(token)


def added(path, **body):
    """The id of what is added at a path."""
    made = send("POST", path, Sender.token, json=body)
    return made.get("id") or made["_id"]["$oid"]


def new_movie():
    return added("/api/movies", name=f"Movie {RUN}-{next(numbers)}", casts=["Setsuko Hara"], genres=["Drama"])


def new_session():
    return session(log_in(EMAIL))


def new_token():
    return added("/api/auth/tokens", current_password=PASSWORD, name="backup", scope="read", days=1)


def owner():
    new_movie()
    return Sender.account


# What makes a good `id`, by the beginning of the path.
THINGS = {
    "/api/movies/{id}": new_movie,
    "/api/people/{id}": owner,
    "/api/auth/sessions/{id}": new_session,
    "/api/auth/tokens/{id}": new_token,
    "/api/accounts/{id}": lambda: new_account()[0],
    "/api/invitations/{id}": lambda: added("/api/invitations"),
}


def name(operation):
    return operation.definition.raw["operationId"]


@schemathesis.auth(refresh_interval=None)
class Tokens:
    """An access token for each request."""

    def get(self, case, context):
        return log_in(new_account()[1]) if name(context.operation) in ENDING else Sender.token

    def set(self, case, data, context):
        case.headers["Authorization"] = f"Bearer {data}"


def protect_the_sender(case):
    place = (case.path_parameters or {}).get("id")
    if name(case.operation) in ENDING_ACCOUNTS and place == Sender.account:
        case.path_parameters["id"] = new_account()[0]
    if name(case.operation) in ENDING_SESSIONS and place == Sender.session:
        case.path_parameters["id"] = new_session()


def put_in_an_id(case):
    place = (case.path_parameters or {}).get("id")
    # An eighth of the ids stays, and is of nothing.
    if not isinstance(place, str) or not re.fullmatch("[0-9a-f]{23}[2-9a-f]", place):
        return
    for path, make in THINGS.items():
        if case.path.startswith(path):
            case.path_parameters["id"] = make()


def put_in_what_cannot_be_guessed(case):
    if not isinstance(case.body, dict):
        return
    operation = name(case.operation)
    for member, value in case.body.items():
        # Decided by the value, so that the same request is the same again: about a quarter of the texts stays.
        if not isinstance(value, str) or len(value) % 4 == 2:
            continue
        if member in ("password", "current_password"):
            case.body[member] = PASSWORD
        elif (operation, member) in VALUES:
            case.body[member] = VALUES[operation, member]()


@schemathesis.hook
def before_call(context, case, kwargs):
    put_in_what_cannot_be_guessed(case)
    # There the ids are from responses.
    if case.meta is None or case.meta.phase.name != TestPhase.STATEFUL:
        put_in_an_id(case)
    protect_the_sender(case)


@schemathesis.hook
def after_call(context, case, response):
    statuses[name(case.operation)][response.status_code] += 1


@atexit.register
def write_statuses():
    for operation, counts in (json.loads(STATUSES.read_text()) if STATUSES.exists() else {}).items():
        statuses[operation].update({int(status): count for status, count in counts.items()})
    STATUSES.write_text(json.dumps(statuses))
