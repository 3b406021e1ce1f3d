from datetime import timedelta

import pytest

from plugins.model.entry import State
from plugins.model.errors import AccountUnreachable
from tests.mirror.fakes import MONDAY, World, entry, news, school, when
from tests.mirror.memory import MemoryLedger

CHOIR, FOOTBALL = news("choir"), news("football")


def test_what_the_account_says_already_is_adopted_and_reported() -> None:
    world = World([CHOIR])
    world.wall.put("By hand", MONDAY - timedelta(hours=1), (CHOIR.permalink,))
    summary = world.send()
    assert [(r.post, r.how, r.tweet_id) for r in summary.said] == [("choir", "adopted", "101")]
    assert len(world.wall.tweets) == 1
    assert world.entry("choir").claimed_at is None


def test_what_was_adopted_takes_no_place_from_what_is_said() -> None:
    world = World([CHOIR, FOOTBALL], school=school(limits={"per_run": 1}))
    world.wall.put("By hand", MONDAY - timedelta(hours=1), (CHOIR.permalink,))
    assert [(r.post, r.how) for r in world.send().said] == [("choir", "adopted"), ("football", "response")]


def test_a_ledger_from_last_week_says_nothing_again() -> None:
    world = World([CHOIR, FOOTBALL])
    before = world.ledger.read()
    world.send()
    world.clock.wait(86_400)
    world.ledger = MemoryLedger(snapshot=before)
    assert [report.how for report in world.send().said] == ["adopted", "adopted"]
    assert len(world.wall.tweets) == 2


def test_a_tweet_found_before_a_second_try_is_the_first_ones() -> None:
    world = World([CHOIR])
    world.write(entry("choir", State.RETRY, claimed_at=MONDAY - timedelta(days=2), epoch=1, nonce="n"))
    world.wall.put(CHOIR.tweet.text, MONDAY - timedelta(days=2))
    summary = world.send()
    assert (summary.said[0].how, len(world.wall.tweets)) == ("timeline", 1)


def test_a_look_reads_no_more_of_the_timeline_than_it_needs() -> None:
    world = World([CHOIR])
    account = world.account()
    world.send(account=account)
    assert account.sinces == [CHOIR.published - timedelta(days=1)]


def test_open_claims_are_settled_even_when_their_posts_are_gone() -> None:
    world = World([])
    world.write(entry("gone", State.SENDING, nonce="n", claimed_at=MONDAY))
    world.wall.put("Gone", MONDAY, (news("gone").permalink,))
    assert [r.post for r in world.send().said] == ["gone"]
    assert world.entry("gone").state is State.SENT


def test_without_a_look_nothing_is_said() -> None:
    world = World([CHOIR])

    def fail() -> None:
        raise AccountUnreachable("X did not answer", fix="again")

    with pytest.raises(AccountUnreachable):
        world.send(when("before timeline", fail))
    assert world.wall.tweets == []
    assert not world.ledger.read().entries
