import ssl
import subprocess
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from oauthlib.common import Request
from oauthlib.oauth1.rfc5849 import signature

from plugins.model.errors import CertainlyNotSent, PerhapsSent
from plugins.x.session import Limits, XSession
from tests.x import canary
from tests.x.wire import reply, wire

SAID = reply(201, {"data": {"id": "1700000000000000100", "text": "Hello"}})


def now() -> float:
    return time.clock_gettime(time.CLOCK_BOOTTIME)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tls")
    made = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost"
    names = ["-addext", "subjectAltName=DNS:localhost", "-keyout", "key.pem", "-out", "cert.pem"]
    subprocess.run(["openssl", *made.split(), *names], cwd=folder, check=True, capture_output=True)
    return folder / "cert.pem"


def tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_name("key.pem"))
    return context


def test_the_signature_covers_the_address_that_is_really_asked() -> None:
    with wire(SAID) as x:
        canary.account(x.url).post("Hello", [], deadline=now() + 60)
    (seen,) = x.seen
    assert (seen.method, seen.target, seen.headers["Host"]) == ("POST", "/2/tweets", urlsplit(x.url).netloc)
    request: Any = Request(f"{x.url}/2/tweets", "POST", "", {"Authorization": seen.headers["Authorization"]})
    params = signature.collect_parameters(headers=request.headers, exclude_oauth_signature=False)
    request.params = [pair for pair in params if pair[0] != "oauth_signature"]
    request.signature = dict(params)["oauth_signature"]
    secrets = (canary.TEXTS["consumer_secret"], canary.TEXTS["access_secret"])
    assert signature.verify_hmac_sha1(request, *secrets)
    request.uri = "https://api.twitter.com/2/tweets"
    assert not signature.verify_hmac_sha1(request, *secrets)


@pytest.mark.parametrize("over", [0.001, 3600.0, float("nan")])
def test_not_a_byte_leaves_after_the_deadline(over: float) -> None:
    with wire(SAID) as x, pytest.raises(CertainlyNotSent) as caught:
        canary.account(x.url).post("Hello", [], deadline=now() - over)
    assert caught.value.status == 0
    assert (x.seen, x.connections) == ([], 1)


def test_the_deadline_is_looked_at_after_connecting(certificate: Path) -> None:
    """A connection may take long, and a laptop may sleep in the middle of it."""
    with wire(SAID, tls=tls(certificate)) as x:
        session = XSession(x.url, Limits())
        session.verify = str(certificate)
        with pytest.raises(CertainlyNotSent), session.call(now() - 0.001) as call:
            session.request("POST", "https://api.twitter.com/2/tweets", json={"text": "Hello"})
    assert (call.wrote, call.answer) == (False, None)
    assert x.seen == []


def test_over_tls_the_same_request_is_answered(certificate: Path) -> None:
    with wire(SAID, tls=tls(certificate)) as x:
        session = XSession(x.url, Limits())
        session.verify = str(certificate)
        with session.call(now() + 60) as call:
            answer = session.request("POST", "https://api.twitter.com/2/tweets", json={"text": "Hello"})
    assert (answer.status_code, call.wrote, call.answer) == (201, True, answer)
    assert x.seen[0].json == {"text": "Hello"}


def test_a_server_whose_certificate_is_not_trusted_gets_nothing(certificate: Path) -> None:
    with wire(SAID, tls=tls(certificate)) as x, pytest.raises(CertainlyNotSent) as caught:
        canary.account(x.url).post("Hello", [], deadline=now() + 60)
    assert caught.value.status == 0
    assert "SSLError" in caught.value.what
    assert x.seen == []


def test_an_answer_larger_than_the_limit_is_given_up() -> None:
    large = reply(201, {"data": {"id": "1700000000000000100", "text": "x" * 200_000}})
    with wire(large) as x, pytest.raises(PerhapsSent, match="ChunkedEncodingError"):
        canary.account(x.url).post("Hello", [], deadline=now() + 60)


def test_an_answer_slower_than_the_limit_is_given_up() -> None:
    with wire(SAID) as x, pytest.raises(PerhapsSent):
        canary.account(x.url, limits=Limits(answer_s=-1.0)).post("Hello", [], deadline=now() + 60)


def test_an_answer_that_unpacks_to_more_than_the_limit_is_given_up() -> None:
    with wire(reply(201, b"\x1f\x8b not gzip at all", Content_Encoding="gzip")) as x, pytest.raises(PerhapsSent):
        canary.account(x.url).post("Hello", [], deadline=now() + 60)
    assert x.seen[0].headers["Accept-Encoding"] == "identity"


def test_on_loopback_no_proxy_of_the_environment_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with wire() as proxy, wire(SAID) as x:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        canary.account(x.url).post("Hello", [], deadline=now() + 60)
    assert (len(x.seen), proxy.connections) == (1, 0)


def test_a_proxy_of_the_environment_is_held_to_the_deadline_too(monkeypatch: pytest.MonkeyPatch) -> None:
    with wire(SAID, SAID) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        account = canary.account("http://x.invalid")
        assert account.post("Hello", [], deadline=now() + 60) == "1700000000000000100"
        with pytest.raises(CertainlyNotSent):
            account.post("Hello", [], deadline=now() - 0.001)
    assert [seen.target for seen in proxy.seen] == ["http://x.invalid/2/tweets"]


def test_a_request_outside_a_call_is_a_mistake_of_ours() -> None:
    with wire(SAID) as x, pytest.raises(LookupError):
        XSession(x.url, Limits()).request("GET", "https://api.twitter.com/2/users/me")
    assert x.seen == []


@pytest.mark.parametrize("where", ["{url}/2/tweets", "http://[", "/2/tweets", "ftp://elsewhere"])
def test_a_redirect_leads_nowhere(where: str) -> None:
    with wire() as elsewhere:
        location = where.format(url=elsewhere.url)
        with wire(reply(307, {}, Location=location)) as x, pytest.raises(PerhapsSent, match="status 307"):
            canary.account(x.url).post("Hello", [], deadline=now() + 60)
    assert (len(x.seen), elsewhere.connections) == (1, 0)


def test_every_call_has_a_connection_of_its_own() -> None:
    with wire(SAID, SAID) as x:
        for _ in range(2):
            canary.account(x.url).post("Hello", [], deadline=now() + 60)
    assert x.connections == 2
    assert {seen.headers["Connection"] for seen in x.seen} == {"close"}
