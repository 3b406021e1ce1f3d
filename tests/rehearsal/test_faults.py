"""Each way in which X's answer can go wrong, over a real socket: what the client sees, and whether the tweet exists."""

from email.utils import parsedate_to_datetime
from typing import Any

import pytest
import requests

from plugins.rehearsal.faults import Do, Fault, read
from plugins.rehearsal.server import Server
from tests.rehearsal.client import Client

POST = "POST /2/tweets"


def count(account: Server) -> int:
    return len(account.tweets())


def test_accepted_then_cut(x: Client, account: Server) -> None:
    account.script(Fault(on=POST, do=Do.ACCEPT_THEN_CUT))

    with pytest.raises(requests.ConnectionError):
        x.say("There")

    assert count(account) == 1


def test_accepted_late(x: Client, account: Server) -> None:
    account.script(Fault(on=POST, do=Do.LATE_ACCEPT, seconds=90))

    with pytest.raises(requests.ConnectionError):
        x.say("Late")
    before = x.timeline()
    (late,) = account.tweets()
    missing = x.ask("DELETE", f"/2/tweets/{late.id}").status_code
    account.advance(90)

    assert (before, missing) == ([], 404)
    assert [tweet["text"] for tweet in x.timeline()] == ["Late"]


def test_refused_by_cutting(x: Client, account: Server) -> None:
    account.script(Fault(on=POST, do=Do.REFUSE_CUT, made=True))

    with pytest.raises(requests.ConnectionError):
        x.say("Lost")

    assert count(account) == 0


@pytest.mark.parametrize("made", [True, False])
def test_garbage_instead_of_json(x: Client, account: Server, made: bool) -> None:  # noqa: FBT001 - a parameter of the test
    account.script(Fault(on=POST, do=Do.GARBAGE, made=made))

    answer = x.say("Garbled")

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    with pytest.raises(requests.JSONDecodeError):
        answer.json()
    assert count(account) == made


@pytest.mark.parametrize("made", [True, False])
@pytest.mark.parametrize("status", [401, 402, 403, 418, 500, 503, 599])
def test_a_status(x: Client, account: Server, status: int, made: bool) -> None:  # noqa: FBT001 - a parameter of the test
    account.script(Fault(on=POST, do=Do.STATUS, status=status, made=made, headers=(("Retry-After", "7"),)))

    answer = x.say("Refused")

    assert (answer.status_code, answer.json()["status"], answer.headers["Retry-After"]) == (status, status, "7")
    assert count(account) == made


@pytest.mark.parametrize("reset_in", [-60, 900, 86_400])
def test_too_many_with_a_reset(x: Client, account: Server, reset_in: int) -> None:
    account.script(Fault(on=POST, do=Do.STATUS, status=429, reset_in=reset_in))

    answer = x.say("Too much")

    assert answer.status_code == 429
    assert int(answer.headers["x-rate-limit-reset"]) == int(account.now().timestamp()) + reset_in


def test_too_many_without_a_reset(x: Client, account: Server) -> None:
    account.script(Fault(on=POST, do=Do.STATUS, status=429))

    answer = x.say("Too much")

    assert answer.status_code == 429
    assert "x-rate-limit-reset" not in answer.headers


@pytest.mark.parametrize("made", [True, False])
def test_hanging_longer_than_the_client_waits(x: Client, account: Server, made: bool) -> None:  # noqa: FBT001 - a parameter of the test
    account.script(Fault(on=POST, do=Do.HANG, seconds=3600, made=made))

    with pytest.raises(requests.ReadTimeout):
        x.ask("POST", "/2/tweets", json={"text": "Slow"}, timeout=0.2)

    assert count(account) == made


def test_hanging_for_a_moment_then_answering(x: Client, account: Server) -> None:
    account.script(Fault(on=POST, do=Do.HANG, seconds=0.05, made=True))

    assert x.say("Slow").status_code == 201


def test_hanging_for_a_moment_then_cutting(x: Client, account: Server) -> None:
    account.script(Fault(on=POST, do=Do.HANG, seconds=0.05))

    with pytest.raises(requests.ConnectionError):
        x.say("Slow")
    assert count(account) == 0


@pytest.mark.parametrize("made", [True, False])
def test_a_redirect(x: Client, account: Server, made: bool) -> None:  # noqa: FBT001 - a parameter of the test
    account.script(Fault(on=POST, do=Do.REDIRECT, made=made))

    answer = x.say("Elsewhere")

    assert (answer.status_code, answer.headers["Location"]) == (307, f"{account.url}/2/tweets")
    assert count(account) == made


@pytest.mark.parametrize("made", [True, False])
def test_a_truncated_answer(x: Client, account: Server, made: bool) -> None:  # noqa: FBT001 - a parameter of the test
    account.script(Fault(on=POST, do=Do.TRUNCATED, made=made))

    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        x.say("Half")

    assert count(account) == made


def test_an_error_whose_body_is_a_list(x: Client, account: Server) -> None:
    account.script(Fault(on=POST, do=Do.LIST_ERROR, status=500))

    answer = x.say("Listed")

    assert (answer.status_code, type(answer.json()), count(account)) == (500, list, 0)


@pytest.mark.parametrize("made", [True, False])
def test_errors_and_no_data(x: Client, account: Server, made: bool) -> None:  # noqa: FBT001 - a parameter of the test
    account.script(Fault(on=POST, do=Do.ERRORS_ONLY, made=made))

    answer = x.say("Errors")

    assert (answer.status_code, answer.json().keys()) == (200, {"errors"})
    assert count(account) == made


def test_an_upload_that_fails_in_part_gives_an_id_that_cannot_be_used(x: Client, account: Server) -> None:
    account.script(Fault(on="POST /2/media/upload", do=Do.PARTIAL_MEDIA))

    data = x.hand_in().json()["data"]

    assert data["processing_info"] == {"state": "failed"}
    assert x.say("With it", media={"media_ids": [data["id"]]}).status_code == 400


@pytest.mark.parametrize("skew", [-86_400, -3600, 3600, 86_400])
def test_a_wrong_date_header(x: Client, account: Server, skew: int) -> None:
    account.script(Fault(on="GET /2/users/me", do=Do.WRONG_DATE, seconds=skew))

    dates = [parsedate_to_datetime(x.get("/2/users/me").headers["Date"]) for _ in range(2)]

    assert (dates[0] - dates[1]).total_seconds() == skew
    assert dates[1] == account.now()


def test_faults_wait_their_turn_and_are_used_up(x: Client, account: Server) -> None:
    account.script(Fault(on=POST, do=Do.STATUS, status=500, skip=1, times=2), Fault(on=POST, do=Do.STATUS, status=503))

    statuses = [x.say(f"Number {number}").status_code for number in range(5)]

    assert statuses == [201, 500, 500, 503, 201]


def test_a_fault_waits_for_its_own_endpoint(x: Client, account: Server) -> None:
    account.script(Fault(on="DELETE /2/tweets/{id}", do=Do.STATUS))
    number = x.said("Fine")

    assert [x.ask("DELETE", f"/2/tweets/{number}").status_code for _ in range(2)] == [503, 200]


def test_a_forged_request_uses_up_no_fault(x: Client, account: Server) -> None:
    account.script(Fault(on=POST, do=Do.STATUS))

    assert x.ask("POST", "/2/tweets", json={"text": "Forged"}, auth=None).status_code == 401
    assert x.say("Signed").status_code == 503


def test_a_duplicate_is_not_made_though_the_fault_would_have_it(x: Client, account: Server) -> None:
    x.said("Once")
    account.script(Fault(on=POST, do=Do.ACCEPT_THEN_CUT))

    with pytest.raises(requests.ConnectionError):
        x.say("Once")

    assert count(account) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"on": "POST /2/tweet"},
        {"skip": -1},
        {"skip": 0.5},
        {"times": 0},
        {"times": 1001},
        {"seconds": float("nan")},
        {"status": 199},
        {"status": 600},
        {"headers": (("Retry-After", "1\r\nSet-Cookie: a"),)},
        {"reset_in": 10**9},
    ],
)
def test_a_fault_that_makes_no_sense_is_refused(change: dict[str, Any]) -> None:
    (name,) = change

    with pytest.raises(ValueError, match=name):
        Fault(**{"on": POST, "do": Do.STATUS, **change})


@pytest.mark.parametrize(
    "spec", [[], {"on": POST}, {"on": POST, "do": "explode"}, {"on": POST, "do": "hang", "loud": True}, {"do": "hang"}]
)
def test_what_is_no_fault_cannot_be_read(spec: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever is wrong with it
        read(spec)
