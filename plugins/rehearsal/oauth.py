"""Did the account's owner sign this request? OAuth 1.0a with HMAC-SHA1, as X demands it (RFC 5849)."""

import hmac
import sqlite3
import time
from dataclasses import dataclass
from typing import Literal, cast
from urllib.parse import unquote, urlsplit

from oauthlib.oauth1 import Client
from oauthlib.oauth1.rfc5849 import signature
from oauthlib.oauth1.rfc5849.utils import parse_authorization_header

from plugins.rehearsal.message import Problem, Request

TOLERANCE_S = 300
_LONGEST = 200
_ONCE = frozenset(
    {"oauth_consumer_key", "oauth_token", "oauth_signature_method", "oauth_timestamp", "oauth_nonce", "oauth_signature"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """Fixed words that open nothing but a rehearsal account on this machine."""

    consumer_key: str
    consumer_secret: str
    access_token: str
    access_token_secret: str


def credentials(account_id: str) -> Credentials:
    """The credentials of every rehearsal account; clients read the account's id from the front of the token."""
    return Credentials(
        consumer_key="rehearsal-consumer-key",
        consumer_secret="rehearsal-not-a-secret",  # noqa: S106 - printed openly; it opens a stand-in on loopback
        access_token=f"{account_id}-rehearsal-token",
        access_token_secret="rehearsal-not-a-secret-either",  # noqa: S106 - as above
    )


def verify(db: sqlite3.Connection, request: Request, owner: Credentials) -> None:
    """Problem 401 unless the owner signed exactly this request, in the last five minutes, and it was not seen before.

    Signatures carry the machine's own time, so that is the time they are held against.
    """
    header = request.headers.get("authorization", "")
    if not header.startswith("OAuth ") or len(header) > 10 * _LONGEST:
        raise _unauthorised()
    try:
        pairs = parse_authorization_header(header)
        params = signature.collect_parameters(urlsplit(request.target).query, _form(request), {"Authorization": header})
        base = signature.base_string_uri(request.base + request.target)
    except ValueError as error:
        raise _unauthorised() from error
    given = {name: unquote(value) for name, value in pairs}
    if not _complete(given, owner, len(pairs)):
        raise _unauthorised()
    normal = signature.normalize_parameters(cast("dict[str, str]", params))  # it takes pairs, whatever its type says
    signed = signature.signature_base_string(cast("Literal['GET']", request.method), base, normal)
    expected = signature.sign_hmac_sha1_with_client(signed, _signer(owner))
    if not hmac.compare_digest(expected.encode(), given["oauth_signature"].encode()):
        raise _unauthorised()
    _only_once(db, given["oauth_nonce"])


def _signer(owner: Credentials) -> Client:
    return Client(
        owner.consumer_key,
        client_secret=owner.consumer_secret,
        resource_owner_key=owner.access_token,
        resource_owner_secret=owner.access_token_secret,
    )


def _complete(given: dict[str, str], owner: Credentials, count: int) -> bool:
    stamp = given.get("oauth_timestamp", "")
    return (
        given.keys() >= _ONCE
        and count == len(given)
        and (given["oauth_consumer_key"], given["oauth_token"]) == (owner.consumer_key, owner.access_token)
        and given["oauth_signature_method"] == "HMAC-SHA1"
        and given.get("oauth_version", "1.0") == "1.0"
        and len(stamp) <= len("1800000000")
        and stamp.isascii()
        and stamp.isdecimal()
        and abs(int(stamp) - time.time()) <= TOLERANCE_S
        and 0 < len(given["oauth_nonce"]) <= _LONGEST
    )


def _form(request: Request) -> str:
    """The body, where the standard counts it among the signed parameters."""
    is_form = request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded")
    return request.body.decode("latin-1") if is_form else ""


def _only_once(db: sqlite3.Connection, nonce: str) -> None:
    present = time.time()
    db.execute("DELETE FROM nonce WHERE at < ?", (present - 3 * TOLERANCE_S,))
    try:
        db.execute("INSERT INTO nonce VALUES (?, ?)", (nonce, present))
    except sqlite3.IntegrityError as error:
        raise _unauthorised() from error


def _unauthorised() -> Problem:
    return Problem(401, "Unauthorized", "Unauthorized")
