import time
from datetime import datetime, timedelta
from typing import Any

import pytest
import requests

from plugins.model.errors import CertainlyNotSent, Outcome, PerhapsSent
from plugins.x.answers import said_at
from plugins.x.errors import retry_at
from tests import make
from tests.x import canary
from tests.x.wire import CUT, DATE, HANG, reply, wire

TEN = make.at("2026-11-23 10:00")
PROBLEM = {"title": "Forbidden", "detail": "You are not permitted to perform this action.", "status": 403}
DUPLICATE = {**PROBLEM, "detail": "You are not allowed to create a Tweet with duplicate content."}
TWEET = {"data": {"id": "1700000000000000100", "text": "Hello"}}
LONG = b'HTTP/1.1 201 Created\r\nContent-Length: 500\r\n\r\n{"data": {"id": "17'


def post(*answers: bytes | None) -> Outcome:
    with wire(*answers) as x, pytest.raises(Outcome) as caught:
        canary.account(x.url).post("Hello", [], deadline=time.clock_gettime(time.CLOCK_BOOTTIME) + 60)
    assert len(x.seen) == 1
    assert caught.value.fix
    return caught.value


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404])
@pytest.mark.parametrize(
    "body",
    [PROBLEM, {"errors": [{"code": 1, "message": "No"}]}, [PROBLEM], {"errors": 5}, {"detail": []}, b"<html>", b""],
)
def test_a_definite_no_is_certainly_not_said_however_odd_its_body(status: int, body: object) -> None:
    outcome = post(reply(status, body))
    assert isinstance(outcome, CertainlyNotSent)
    assert (outcome.status, outcome.retry_at) == (status, None)


@pytest.mark.parametrize("body", [DUPLICATE, {"errors": [DUPLICATE]}, [DUPLICATE]])
def test_a_duplicate_was_perhaps_said_before(body: object) -> None:
    outcome = post(reply(403, body))
    assert isinstance(outcome, PerhapsSent)
    assert outcome.duplicate


@pytest.mark.parametrize(
    "answer",
    [
        HANG,
        CUT,
        LONG,
        b"not HTTP at all\r\n\r\n",
        reply(500, PROBLEM),
        reply(503, b"<html>"),
        reply(503, [PROBLEM]),
        reply(201, b"<html>we are over capacity</html>"),
        reply(201, b'{"data": {"id": "170'),
        reply(201, b"[" * 50_000),
        reply(201, [TWEET]),
        reply(201, None),
        reply(201, {"data": None}),
        reply(201, {"data": {"id": 1700000000000000100}}),
        reply(201, {"data": {"id": "not a number"}}),
        reply(200, {"errors": [PROBLEM]}),
        reply(200, TWEET),
        reply(201, {**TWEET, "errors": [PROBLEM]}),
        reply(204, b""),
        reply(301, b"", Location="/2/other"),
        reply(307, b"", Location="/2/tweets"),
        reply(308, b"", Location="https://api.twitter.com/2/tweets"),
        reply(408, PROBLEM),
        reply(409, PROBLEM),
        reply(422, PROBLEM),
    ],
)
def test_whatever_is_not_definite_was_perhaps_said(answer: bytes | None) -> None:
    outcome = post(answer)
    assert isinstance(outcome, PerhapsSent)
    assert not outcome.duplicate


def test_a_refused_connection_means_that_nothing_was_said() -> None:
    with wire() as x:
        pass  # the port is free again
    with pytest.raises(CertainlyNotSent) as caught:
        canary.account(x.url).post("Hello", [], deadline=time.clock_gettime(time.CLOCK_BOOTTIME) + 60)
    assert caught.value.status == 0
    assert "ConnectionError" in caught.value.what


def test_words_that_cannot_be_sent_at_all_are_not_said() -> None:
    with wire() as x, pytest.raises(CertainlyNotSent) as caught:
        canary.account(x.url).post(object(), [], deadline=float("inf"))  # type: ignore[arg-type]
    assert caught.value.status == 0
    assert x.connections == 0


def epoch(moment: datetime) -> str:
    return str(int(moment.timestamp()))


@pytest.mark.parametrize(
    ("headers", "until"),
    [
        ({"x_rate_limit_reset": epoch(TEN + timedelta(minutes=15))}, TEN + timedelta(minutes=15)),
        ({"x_rate_limit_reset": epoch(TEN + timedelta(days=3))}, TEN + timedelta(days=1)),
        ({"x_rate_limit_reset": epoch(TEN - timedelta(minutes=1))}, None),
        ({"x_rate_limit_reset": epoch(TEN)}, None),
        ({"x_rate_limit_reset": "soon"}, None),
        ({"x_rate_limit_reset": "9" * 30}, None),
        ({"x_rate_limit_reset": "9" * 5000}, None),
        ({}, None),
        (
            {
                "x_rate_limit_reset": epoch(TEN + timedelta(minutes=15)),
                "x_rate_limit_remaining": "40",
                "x_user_limit_24hour_reset": epoch(TEN + timedelta(hours=7)),
                "x_user_limit_24hour_remaining": "0",
            },
            TEN + timedelta(hours=7),
        ),
        (
            {
                "x_rate_limit_reset": epoch(TEN + timedelta(minutes=15)),
                "x_user_limit_24hour_reset": epoch(TEN + timedelta(hours=7)),
                "x_user_limit_24hour_remaining": "3",
            },
            TEN + timedelta(minutes=15),
        ),
    ],
)
def test_a_rate_limit_names_its_end_when_it_lies_within_the_next_day(
    headers: dict[str, Any], until: datetime | None
) -> None:
    outcome = post(reply(429, {"title": "Too Many Requests"}, **headers))
    assert isinstance(outcome, CertainlyNotSent)
    assert (outcome.status, outcome.retry_at) == (429, until)


def test_without_xs_own_time_the_end_of_a_limit_is_held_against_this_clock() -> None:
    answer = requests.Response()
    answer.headers["x-rate-limit-reset"] = epoch(TEN - timedelta(days=9000))
    assert retry_at(answer) is None


@pytest.mark.parametrize(("date", "known"), [(DATE, True), ("yesterday", False), ("Mon, 23 Nov 2026 10:00:00", False)])
def test_a_date_header_counts_when_it_is_a_moment(date: str, known: bool) -> None:  # noqa: FBT001
    answer = requests.Response()
    answer.headers["Date"] = date
    assert (said_at(answer) == TEN) is known
