"""The letter's day: past, before the first tweet, or said to have been late."""

from dataclasses import replace
from datetime import date

import pytest

from plugins.account.duty import Light
from plugins.account.told import demand_letter, duties, first_tweet
from plugins.model.entry import Entry, Snapshot, State
from plugins.model.errors import CouldNotRun
from plugins.model.post import ContentHash, PostId
from plugins.model.school import Letter, School
from tests import make

TODAY = date(2026, 11, 23)
SENT = date(2026, 9, 1)


def school(sent: date | None, *, late: bool = False, kind: str = "x") -> School:
    plain = make.school()
    return replace(plain, letter=Letter(sent=sent, late=late), account=replace(plain.account, kind=kind))


@pytest.mark.parametrize(
    ("sent", "late", "first"),
    [
        (SENT, False, None),
        (TODAY, False, None),
        (SENT, False, SENT),
        (SENT, False, date(2026, 9, 2)),
        (SENT, True, date(2026, 1, 5)),
    ],
)
def test_parents_who_were_told_are_no_obstacle(sent: date, *, late: bool, first: date | None) -> None:
    demand_letter(school(sent, late=late), first, TODAY)
    (line,) = duties(school(sent, late=late), first, TODAY)
    assert (line.clause, line.light, line.due) == ("R7", Light.GREEN, sent)
    assert ("it was late" in line.says) == late


@pytest.mark.parametrize(
    ("sent", "late", "first", "why"),
    [
        (None, False, None, "has no date"),
        (None, True, None, "has no date"),
        (date(2026, 11, 24), False, None, "still to come"),
        (date(2026, 11, 24), True, None, "still to come"),
        (SENT, False, date(2026, 8, 31), "after the first tweet"),
    ],
)
def test_otherwise_the_real_account_may_not_speak(
    sent: date | None, *, late: bool, first: date | None, why: str
) -> None:
    with pytest.raises(CouldNotRun, match=why):
        demand_letter(school(sent, late=late), first, TODAY)
    (line,) = duties(school(sent, late=late), first, TODAY)
    assert line.light is Light.RED
    assert "NOTHING IS SENT" in line.says
    assert line.fix


def test_a_rehearsal_is_told_and_not_stopped() -> None:
    rehearsal = school(None, kind="rehearsal")
    demand_letter(rehearsal, None, TODAY)
    (line,) = duties(rehearsal, None, TODAY)
    assert line.light is Light.AMBER
    assert "NOTHING" not in line.says


def test_the_first_tweet_is_the_earliest_claim_on_this_channel() -> None:
    def claimed(post: str, channel: str, at: str) -> Entry:
        moment = make.at(at)
        return Entry(
            post=PostId(post),
            channel=channel,
            state=State.SENT,
            at=moment,
            content_hash=ContentHash("a" * 64),
            claimed_at=moment,
        )

    entries = (
        claimed("b-1a2b", "x", "2026-11-02 00:30"),
        claimed("a-1a2b", "x", "2026-11-20 10:00"),
        claimed("c-1a2b", "rehearsal", "2026-01-01 10:00"),
    )
    snapshot = Snapshot(tip="t", entries={(one.post, one.channel): one for one in entries})
    assert first_tweet(snapshot, "x", make.school()) == date(2026, 11, 2)
    assert first_tweet(Snapshot(tip=""), "x", make.school()) is None
