import base64
import logging
import time
import traceback
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path, PurePosixPath

import pytest

from plugins.model.account import Account, Me
from plugins.model.errors import AccountUnreachable, AccountWrong, BuildFailed, PerhapsSent, Refused, SchoolgateError
from plugins.model.tweet import Media
from plugins.x.account import XAccount
from plugins.x.redaction import redacted_logs
from tests import make
from tests.x import canary
from tests.x.test_redaction import CHATTY, listening
from tests.x.wire import CUT, HANG, reply, wire

SAID = reply(201, {"data": {"id": "1700000000000000100", "text": "Hello"}})
ME = reply(200, {"data": {"id": "1700000000000000001", "username": "ThistledownPri", "name": "Thistledown"}})
UPLOADED = reply(200, {"data": {"id": "900", "media_key": "3_900"}})
DESCRIBED = reply(200, {"data": {"id": "900", "associated_metadata": {}}})
PROBLEM = {"title": "A problem", "detail": "It did not work.", "type": "about:blank"}
GONE = {**PROBLEM, "type": "https://api.x.com/2/problems/resource-not-found"}
TEN = make.at("2026-11-23 10:00")
PEBBLES = Media(file=PurePosixPath("photos/pebbles.jpg"), alt="Pebbles in a ring", type="image/jpeg", bytes=6)


def page(number: int, token: str = "") -> bytes:
    tweet = {"id": str(number), "text": "Hello", "created_at": "2026-11-23T10:00:00.000Z"}
    meta = {"result_count": 1, **({"next_token": token} if token else {})}
    return reply(200, {"data": [tweet], "meta": meta})


def soon() -> float:
    return time.clock_gettime(time.CLOCK_BOOTTIME) + 60


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    (tmp_path / "pebbles.jpg").write_bytes(b"\xff\xd8JPEG")
    return tmp_path / "pebbles.jpg"


def test_a_tweet_is_said_with_its_photos_and_with_who_may_answer() -> None:
    with wire(SAID) as x:
        account: Account = canary.account(x.url)
        assert account.channel == "x"
        assert account.post("Hello", ["900", "901"], deadline=soon()) == "1700000000000000100"
    assert x.seen[0].json == {
        "text": "Hello",
        "media": {"media_ids": ["900", "901"]},
        "reply_settings": "mentionedUsers",
    }


def test_an_account_keeps_the_libraries_below_it_quiet() -> None:
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.DEBUG)
    canary.account("http://127.0.0.1:1")
    assert {logging.getLogger(f"{name}.part").getEffectiveLevel() for name in CHATTY} == {logging.WARNING}


def test_a_plain_tweet_says_nothing_but_its_text() -> None:
    with wire(SAID) as x:
        canary.account(x.url, reply_settings="").post("Ŵyl & gŵyl", [], deadline=soon())
    assert x.seen[0].json == {"text": "Ŵyl & gŵyl"}


def test_the_account_says_whose_it_is_and_what_time_it_is() -> None:
    with wire(ME) as x:
        assert canary.account(x.url).me() == Me(id="1700000000000000001", handle="ThistledownPri", at=TEN)
    assert (x.seen[0].method, x.seen[0].target) == ("GET", "/2/users/me")


def test_the_newest_hundred_are_one_page() -> None:
    with wire(page(1, "more")) as x:
        timeline = canary.account(x.url).timeline(None)
    assert [tweet.id for tweet in timeline.tweets] == ["1"]
    assert timeline.at == TEN
    assert x.seen[0].target == (
        "/2/users/1700000000000000001/tweets?max_results=100"
        "&tweet.fields=created_at%2Centities%2Creferenced_tweets%2Cin_reply_to_user_id"
    )


def test_all_pages_since_a_moment_are_read() -> None:
    with wire(page(3, "second"), page(2, "third"), page(1)) as x:
        timeline = canary.account(x.url).timeline(TEN + timedelta(microseconds=900_000))
    assert [tweet.id for tweet in timeline.tweets] == ["3", "2", "1"]
    assert "start_time=2026-11-23T10%3A00%3A00Z" in x.seen[0].target
    assert [seen.target.partition("pagination_token=")[2][:6] for seen in x.seen] == ["", "second", "third&"[:6]]


def test_a_timeline_that_never_ends_is_no_look_at_it() -> None:
    with wire(*[page(n, "more") for n in range(40)]) as x, pytest.raises(AccountUnreachable):
        canary.account(x.url).timeline(TEN)
    assert len(x.seen) == 33


def test_a_photo_is_uploaded_and_described(photo: Path) -> None:
    with wire(UPLOADED, DESCRIBED) as x:
        assert canary.account(x.url).upload(photo, PEBBLES) == "900"
    assert [seen.target for seen in x.seen] == ["/2/media/upload", "/2/media/metadata"]
    assert x.seen[0].json == {"media": base64.b64encode(b"\xff\xd8JPEG").decode(), "media_category": "tweet_image"}
    assert x.seen[1].json == {"id": "900", "metadata": {"alt_text": {"text": "Pebbles in a ring"}}}


@pytest.mark.parametrize("status", [400, 413, 415])
@pytest.mark.parametrize("before", [(), (UPLOADED,)])
def test_a_photo_that_x_will_never_take_is_refused_by_name(photo: Path, status: int, before: tuple[bytes, ...]) -> None:
    with wire(*before, reply(status, PROBLEM)) as x, pytest.raises(Refused, match="pebbles"):
        canary.account(x.url).upload(photo, PEBBLES)


def test_a_photo_that_is_too_large_is_not_even_tried(photo: Path) -> None:
    large = Media(file=PEBBLES.file, alt="Pebbles", type="image/jpeg", bytes=5_000_001)
    with wire() as x, pytest.raises(Refused):
        canary.account(x.url).upload(photo, large)
    assert x.connections == 0


def test_a_photo_that_is_not_there_is_a_fault_of_the_build(tmp_path: Path) -> None:
    with wire() as x, pytest.raises(BuildFailed, match="pebbles"):
        canary.account(x.url).upload(tmp_path / "pebbles.jpg", PEBBLES)


def test_a_photo_that_x_took_in_part_is_not_used(photo: Path) -> None:
    partial = reply(200, {"data": {"id": "900", "processing_info": {"state": "failed"}}, "errors": [PROBLEM]})
    with wire(partial) as x, pytest.raises(AccountUnreachable):
        canary.account(x.url).upload(photo, PEBBLES)


def test_a_photo_whose_description_is_lost_is_not_used(photo: Path) -> None:
    with wire(UPLOADED, CUT) as x, pytest.raises(AccountUnreachable):
        canary.account(x.url).upload(photo, PEBBLES)


@pytest.mark.parametrize("answer", [reply(200, {"data": {"deleted": True}}), reply(404, GONE)])
def test_a_tweet_is_deleted_or_was_already_gone(answer: bytes) -> None:
    with wire(answer) as x:
        canary.account(x.url).delete("1700000000000000100")
    assert [(seen.method, seen.target) for seen in x.seen] == [("DELETE", "/2/tweets/1700000000000000100")]


@pytest.mark.parametrize(
    "answer", [reply(200, {"data": {"deleted": False}}), reply(404, b"<html>a proxy</html>"), reply(404, PROBLEM), CUT]
)
def test_a_tweet_that_may_still_stand_is_not_called_deleted(answer: bytes) -> None:
    with wire(answer) as x, pytest.raises(AccountUnreachable):
        canary.account(x.url).delete("1700000000000000100")


def _me(account: XAccount, _photo: Path) -> object:
    return account.me()


def _timeline(account: XAccount, _photo: Path) -> object:
    return account.timeline(TEN)


def _upload(account: XAccount, photo: Path) -> object:
    return account.upload(photo, PEBBLES)


def _delete(account: XAccount, _photo: Path) -> None:
    account.delete("17")


def _post(account: XAccount, _photo: Path) -> object:
    return account.post("Hello", ["900"], deadline=soon())


REPEATABLE = [_me, _timeline, _upload, _delete]
Doing = Callable[[XAccount, Path], object]


@pytest.mark.parametrize("doing", REPEATABLE)
@pytest.mark.parametrize("status", [401, 402, 403])
@pytest.mark.parametrize("body", [PROBLEM, [PROBLEM], b"<html>"])
def test_an_account_that_is_refused_is_the_wrong_one(doing: Doing, status: int, body: object, photo: Path) -> None:
    with wire(reply(status, body)) as x, pytest.raises(AccountWrong, match=str(status)):
        doing(canary.account(x.url), photo)


@pytest.mark.parametrize("doing", REPEATABLE)
@pytest.mark.parametrize(
    "answer",
    [
        HANG,
        CUT,
        reply(200, b"<html>"),
        reply(200, [1]),
        reply(200, {"errors": [PROBLEM]}),
        reply(200, {"data": 5, "meta": 5}),
        reply(307, b"", Location="/2/other"),
        reply(404, PROBLEM),
        reply(500, PROBLEM),
        reply(503, [PROBLEM]),
    ],
)
def test_everything_else_may_be_tried_again(doing: Doing, answer: bytes | None, photo: Path) -> None:
    with wire(answer) as x, pytest.raises(AccountUnreachable):
        doing(canary.account(x.url), photo)


@pytest.mark.parametrize("answer", [ME, page(1)])
@pytest.mark.parametrize("date", ["", "yesterday"])
def test_an_answer_without_xs_time_is_no_answer(answer: bytes, date: str) -> None:
    undated = answer.replace(b"Date: Mon, 23 Nov 2026 10:00:00 GMT", f"Date: {date}".encode())
    doing = _me if b"username" in answer else _timeline
    with wire(undated) as x, pytest.raises(AccountUnreachable, match="could not be understood"):
        doing(canary.account(x.url), Path())


def test_a_limited_look_says_when_to_come_back() -> None:
    later = str(int((TEN + timedelta(minutes=15)).timestamp()))
    with wire(reply(429, PROBLEM, x_rate_limit_reset=later), reply(429, PROBLEM)) as x:
        account = canary.account(x.url)
        with pytest.raises(AccountUnreachable) as dated:
            account.timeline(None)
        with pytest.raises(AccountUnreachable) as undated:
            account.timeline(None)
    assert (dated.value.fix, undated.value.fix) == ("try again after 10:15 UTC", "try again later")


ECHO = "&".join(canary.TEXTS.values())
FAULTS: list[bytes | None] = [
    HANG,
    CUT,
    b"garbage\r\n\r\n",
    *(reply(status, {"detail": ECHO, "errors": [{"message": ECHO}]}) for status in (400, 401, 402, 403, 404, 429, 503)),
    reply(200, {"errors": [{"message": ECHO}]}),
    reply(200, f"<html>{ECHO}".encode()),
    reply(500, [ECHO]),
]


@pytest.mark.parametrize("doing", [*REPEATABLE, _post])
@pytest.mark.parametrize("fault", FAULTS)
def test_no_failure_tells_a_credential_even_when_x_repeats_it(doing: Doing, fault: bytes | None, photo: Path) -> None:
    with listening() as said, redacted_logs(canary.CREDENTIALS), wire(fault) as x:
        account = canary.account(x.url)
        for name in CHATTY:
            logging.getLogger(name).setLevel(logging.DEBUG)
        try:
            with pytest.raises(SchoolgateError) as caught:
                doing(account, photo)
            logging.getLogger("ours").error("it failed", exc_info=caught.value)
        finally:
            for name in CHATTY:
                logging.getLogger(name).setLevel(logging.WARNING)
    shown = "".join(traceback.format_exception(caught.value))
    assert "Making API request" in said.getvalue()
    assert not canary.hits(said.getvalue())
    assert not canary.hits(f"{caught.value} {caught.value!r} {caught.value.fix} {account!r} {vars(account)}")
    assert not canary.hits(shown)


def test_a_tweet_that_timed_out_is_perhaps_said() -> None:
    with wire(HANG) as x, pytest.raises(PerhapsSent, match="ReadTimeout"):
        canary.account(x.url).post("Hello", [], deadline=soon())
