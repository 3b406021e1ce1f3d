"""Each answer of the account has one outcome: a state after the run that met it, and the post said once in the end."""

from typing import Any

import pytest

from plugins.model.entry import State
from plugins.rehearsal.faults import Do, Fault
from tests.mirror.effects import Watch
from tests.mirror.fakes import CHANNEL
from tests.mirror.real import ITEMS, House, RealWorld

CHOIR = ITEMS[0]
POST, LOOK = "POST /2/tweets", "GET /2/users/{id}/tweets"
PHOTO, ALT = "POST /2/media/upload", "POST /2/media/metadata"
NOTHING = None


def fault(do: Do, on: str = POST, **more: Any) -> Fault:
    return Fault(on=on, do=do, **more)


def status(code: int, on: str = POST, **more: Any) -> Fault:
    return fault(Do.STATUS, on, status=code, **more)


def world(home: House, *faults: Fault, **settings: Any) -> RealWorld:
    """One post is due; the account is about to answer so."""
    made = home.world(**settings)
    made.items = [CHOIR]
    made.script(*faults)
    return made


def state(one: RealWorld) -> State | None:
    entry = one.ledger().read().entries.get((CHOIR.post, CHANNEL))
    return entry.state if entry else NOTHING


@pytest.mark.parametrize(
    ("answer", "first", "said"),
    [
        pytest.param(fault(Do.ACCEPT_THEN_CUT), State.SENT, 1, id="accepted, then cut"),
        pytest.param(status(500, made=True), State.SENT, 1, id="accepted, then 500"),
        pytest.param(status(504, made=True), State.SENT, 1, id="accepted, then 504"),
        pytest.param(fault(Do.GARBAGE, made=True), State.SENT, 1, id="accepted, then a page that is no JSON"),
        pytest.param(fault(Do.TRUNCATED, made=True), State.SENT, 1, id="accepted, then half an answer"),
        pytest.param(fault(Do.ERRORS_ONLY, made=True), State.SENT, 1, id="accepted, then 200 with errors alone"),
        pytest.param(fault(Do.HANG, made=True, seconds=6), State.SENT, 1, id="accepted, no answer in time"),
        pytest.param(fault(Do.LATE_ACCEPT, seconds=119), State.SENDING, 0, id="accepted after our time-out"),
        pytest.param(fault(Do.PARTIAL_MEDIA), State.SENDING, 0, id="an id beside errors"),
        pytest.param(fault(Do.TRUNCATED), State.SENDING, 0, id="half an answer and nothing made"),
        pytest.param(fault(Do.REFUSE_CUT), State.SENDING, 0, id="cut and nothing made"),
        pytest.param(status(503), State.SENDING, 0, id="503 and nothing made"),
        pytest.param(fault(Do.REDIRECT), State.SENDING, 0, id="307 is not followed"),
        pytest.param(status(429, reset_in=-60), State.RETRY, 0, id="429 with a reset in the past"),
        pytest.param(status(429, reset_in=900), State.RETRY, 0, id="429 for a quarter of an hour"),
        pytest.param(status(429, reset_in=86_400), State.RETRY, 0, id="429 for a day"),
        pytest.param(status(429), State.RETRY, 0, id="429 without a reset"),
        pytest.param(status(400), State.RETRY, 0, id="400"),
        pytest.param(status(401), State.RETRY, 0, id="401"),
        pytest.param(status(402), State.RETRY, 0, id="402"),
        pytest.param(status(403), State.HELD, 0, id="403"),
        pytest.param(status(404), State.HELD, 0, id="404"),
        pytest.param(status(429, on=LOOK), NOTHING, 0, id="no look, 429"),
        pytest.param(status(503, on=LOOK), NOTHING, 0, id="no look, 503"),
        pytest.param(fault(Do.WRONG_DATE, on=LOOK, seconds=3600), NOTHING, 0, id="another time than ours"),
        pytest.param(status(413, on=PHOTO), State.HELD, 0, id="photo too large"),
        pytest.param(status(415, on=PHOTO), State.HELD, 0, id="photo of no kind that X knows"),
        pytest.param(fault(Do.HANG, on=PHOTO, seconds=6), NOTHING, 0, id="photo not answered in time"),
        pytest.param(fault(Do.PARTIAL_MEDIA, on=PHOTO), NOTHING, 0, id="photo taken in part"),
        pytest.param(status(500, on=ALT), NOTHING, 0, id="alt text not taken"),
    ],
)
def test_each_answer_has_one_outcome_and_in_the_end_the_post_is_said_once(
    home: House, answer: Fault, first: State | None, said: int
) -> None:
    one = world(home, answer)
    one.run(Watch())
    assert (state(one), len(home.server.tweets()) if answer.do is not Do.LATE_ACCEPT else 0) == (first, said)
    one.settle()
    assert one.count() == (0, 0)
    assert state(one) is State.SENT


def test_a_second_400_is_for_a_person(home: House) -> None:
    one = world(home, status(400, times=2))
    one.run(Watch())
    assert state(one) is State.RETRY
    one.run(Watch())
    assert state(one) is State.HELD


@pytest.mark.parametrize("lag", [60, 599])
def test_an_accepted_tweet_that_shows_late_is_waited_for(home: House, lag: int) -> None:
    one = world(home, fault(Do.ACCEPT_THEN_CUT), lag=lag)
    for _ in range(2):
        one.run(Watch())
        assert state(one) is State.SENDING
    one.settle()
    assert (one.count(), state(one)) == ((0, 0), State.SENT)


def test_with_a_photo_that_x_forgot_the_next_run_uploads_it_again(home: House) -> None:
    one = world(home, status(400))  # so X answers to an id that has expired
    one.run(Watch())
    one.settle()
    assert one.count() == (0, 0)
    with home.server.store.transaction() as db:
        uploads = [row["id"] for row in db.execute("SELECT id FROM media ORDER BY id")]
        attached = [row["media"] for row in db.execute("SELECT media FROM attachment")]
    assert (len(uploads), attached) == (2, uploads[-1:])
