import time
from collections.abc import Callable
from typing import Any

import pytest
import requests
from oauthlib.oauth1 import SIGNATURE_TYPE_QUERY
from requests_oauthlib import OAuth1

from plugins.rehearsal.server import Server
from tests.rehearsal.client import OWN, Client


def signer(account: Server, **changes: str) -> OAuth1:
    words = account.credentials
    values: dict[str, Any] = {
        "client_key": words.consumer_key,
        "client_secret": words.consumer_secret,
        "resource_owner_key": words.access_token,
        "resource_owner_secret": words.access_token_secret,
        **changes,
    }
    return OAuth1(**values)


def test_the_token_begins_with_the_account_s_id(account: Server) -> None:
    assert account.credentials.access_token.startswith(f"{OWN}-")


@pytest.mark.parametrize(
    "change",
    [
        {"client_key": "another"},
        {"client_secret": "another"},
        {"resource_owner_key": "another"},
        {"resource_owner_secret": "another"},
        {"signature_method": "HMAC-SHA256"},
        {"signature_type": SIGNATURE_TYPE_QUERY},
        {"nonce": "n" * 201},
        {"timestamp": "soon"},
        {"timestamp": "1" * 11},
        {"timestamp": str(int(time.time()) - 400)},
        {"timestamp": str(int(time.time()) + 100_000)},  # when the tests are collected, not when this one runs
    ],
)
def test_a_wrong_signature_is_401_as_x_says_it(x: Client, account: Server, change: dict[str, str]) -> None:
    answer = x.ask("POST", "/2/tweets", json={"text": "Forged"}, auth=signer(account, **change))

    assert answer.status_code == 401
    assert answer.json() == {"type": "about:blank", "title": "Unauthorized", "detail": "Unauthorized", "status": 401}
    assert account.tweets() == ()


@pytest.mark.parametrize("header", [None, "Bearer abc", "OAuth words", "OAuth oauth_nonce", "OAuth " + "x" * 3000])
def test_a_request_that_is_not_signed_is_401(x: Client, header: str | None) -> None:
    headers = {"Authorization": header} if header else {}

    assert x.ask("GET", "/2/users/me", auth=None, headers=headers).status_code == 401


def signed_header(account: Server, url: str, **changes: str) -> str:
    request = requests.Request("GET", url, auth=signer(account, **changes)).prepare()
    header: Any = request.headers["Authorization"]
    return str(header, "ascii") if isinstance(header, bytes) else str(header)


@pytest.mark.parametrize(
    "tamper",
    [
        lambda header: header.replace('oauth_version="1.0"', 'oauth_version="2.0"'),
        lambda header: header + ', oauth_nonce="again"',
        lambda header: header.replace("oauth_nonce=", "oauth_other="),
    ],
)
def test_a_header_that_was_tampered_with_is_401(x: Client, account: Server, tamper: Callable[[str], str]) -> None:
    header = tamper(signed_header(account, f"{account.url}/2/users/me"))

    assert x.ask("GET", "/2/users/me", auth=None, headers={"Authorization": header}).status_code == 401


def test_a_signature_opens_only_once(x: Client, account: Server) -> None:
    headers = {"Authorization": signed_header(account, f"{account.url}/2/users/me")}

    answers = [x.ask("GET", "/2/users/me", auth=None, headers=headers).status_code for _ in range(2)]

    assert answers == [200, 401]


def test_a_signature_is_for_one_address_alone(x: Client, account: Server) -> None:
    headers = {"Authorization": signed_header(account, f"{account.url}/2/users/{OWN}/tweets?max_results=5")}

    assert x.ask("GET", f"/2/users/{OWN}/tweets?max_results=6", auth=None, headers=headers).status_code == 401


def test_a_host_without_a_sensible_port_is_401(x: Client, account: Server) -> None:
    headers = {"Authorization": signed_header(account, f"{account.url}/2/users/me"), "Host": "127.0.0.1:99999"}

    assert x.ask("GET", "/2/users/me", auth=None, headers=headers).status_code == 401


def test_a_form_s_fields_are_signed_too(x: Client) -> None:
    answer = x.ask("POST", "/2/tweets", data={"text": "A form"})

    assert answer.status_code == 415  # signed rightly, and then not the kind of body that is wanted


def test_old_signatures_are_forgotten_so_that_the_list_stays_short(x: Client, account: Server) -> None:
    with account.store.transaction() as db:
        db.execute("INSERT INTO nonce VALUES ('old', ?)", (time.time() - 10_000,))

    x.get("/2/users/me")

    with account.store.transaction() as db:
        assert db.execute("SELECT count(*) FROM nonce").fetchone()[0] == 1
