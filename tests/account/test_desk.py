"""The page for working through followers: quick for the administrator, closed to every other page in the browser."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
import requests

from plugins.account.desk import Desk, serve
from plugins.account.reviewed import Reviewed
from plugins.model.people import Person
from tests import make

NOW = make.at("2026-11-23 10:00")
PARENT = Person(id="1", handle="reader", name="A <b>reader</b>", bio="")
SELLER = Person(id="2", handle="seller", name="WINNER PRIZES", bio="Claim & win", protected=True)


@pytest.fixture
def address(reviewed: Reviewed) -> Iterator[str]:
    with serve(Desk(reviewed=reviewed, school=make.school(), now=lambda: NOW)) as opened:
        yield opened


def origin(address: str) -> str:
    return f"http://{urlsplit(address).netloc}"


def key(address: str) -> str:
    return urlsplit(address).path.strip("/")


def send(address: str, action: str, **fields: str) -> requests.Response:
    data = {"key": key(address), **fields}
    headers = {"Origin": origin(address)}
    return requests.post(f"{address}{action}", data=data, headers=headers, timeout=5, allow_redirects=False)


def shown(address: str) -> str:
    return requests.get(address, timeout=5).text


def test_who_has_a_reason_comes_first_and_alone(address: str, reviewed: Reviewed) -> None:
    reviewed.meet([PARENT, SELLER], NOW)
    page = shown(address)
    assert "<h1>1 follower to look at twice</h1>" in page
    assert "WINNER PRIZES" in page
    assert "reader" not in page
    assert "<button autofocus>Keep</button>" in page
    assert "https://x.com/i/user/2" in page


def test_all_others_come_as_a_list_that_one_key_keeps(address: str, reviewed: Reviewed) -> None:
    reviewed.meet([PARENT, *(replace(PARENT, id=str(one)) for one in range(10, 40))], NOW)
    page = shown(address)
    assert "<h1>31 new followers, no reason to look twice</h1>" in page
    assert "<button autofocus>Keep these 20</button>" in page
    assert "A &lt;b&gt;reader&lt;/b&gt;" in page
    ids = page.split('name="ids" value="')[1].split('"')[0]
    assert send(address, "decide", ids=ids, decision="keep").status_code == 303
    assert len(reviewed.waiting()) == 11


def test_a_block_needs_a_note_and_becomes_work_with_a_link(address: str, reviewed: Reviewed) -> None:
    reviewed.meet([SELLER], NOW)
    assert send(address, "decide", ids="2", decision="block", note=" ").status_code == 400
    assert send(address, "decide", ids="2", decision="block", note="sells <things>").status_code == 303
    page = shown(address)
    assert "sells &lt;things&gt;, decided Monday 23 November 2026" in page
    assert send(address, "tick", ids="2").status_code == 303
    assert "said to be done" in shown(address)
    reviewed.verify(["2"], NOW)
    assert "Every block is made" in shown(address)


def test_one_alone_is_kept_alone(address: str, reviewed: Reviewed) -> None:
    reviewed.meet([PARENT], NOW)
    assert "Keep this one" in shown(address)


@pytest.mark.parametrize(
    ("path", "changes", "status"),
    [
        ("decide", {"Origin": "https://evil.example"}, 403),
        ("decide", {"Origin": "null"}, 403),
        ("decide", {"Origin": None}, 403),
        ("decide", {"Host": "evil.example"}, 403),
        ("../wrong/decide", {}, 403),
        ("unknown", {}, 400),
    ],
)
def test_no_other_page_can_send_anything(
    address: str, reviewed: Reviewed, path: str, changes: dict[str, str | None], status: int
) -> None:
    reviewed.meet([SELLER], NOW)
    data = {"key": key(address), "ids": "2", "decision": "keep"}
    headers = {name: value for name, value in {"Origin": origin(address), **changes}.items() if value is not None}
    answer = requests.post(address + path, data=data, headers=headers, timeout=5, allow_redirects=False)
    assert answer.status_code == status
    assert len(reviewed.waiting()) == 1


@pytest.mark.parametrize("fields", [{"key": "guess"}, {"key": ""}, {"note": "x" * 20_000}])
def test_a_form_without_the_key_or_too_long_counts_for_nothing(
    address: str, reviewed: Reviewed, fields: dict[str, str]
) -> None:
    reviewed.meet([SELLER], NOW)
    assert send(address, "decide", ids="2", decision="keep", **fields).status_code == 403
    assert len(reviewed.waiting()) == 1


@pytest.mark.parametrize(("path", "host"), [("/", None), ("/guess/", None), (None, "evil.example")])
def test_no_other_page_can_read_anything(address: str, reviewed: Reviewed, path: str | None, host: str | None) -> None:
    reviewed.meet([SELLER], NOW)
    headers = {"Host": host} if host else {}
    answer = requests.get(address if path is None else origin(address) + path, headers=headers, timeout=5)
    assert answer.status_code == 404
    assert "PRIZES" not in answer.text


def test_the_page_asks_for_nothing_else_and_is_kept_nowhere(address: str) -> None:
    headers = requests.get(address, timeout=5).headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none';")
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
