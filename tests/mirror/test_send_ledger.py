from contextlib import suppress

import pytest

from plugins.model.entry import State
from plugins.model.errors import AccountWrong, LedgerMissing, LedgerUnreachable
from tests.mirror.fakes import World, free, news, school, unreachable, when
from tests.mirror.memory import MemoryLedger

CHOIR = news("choir")


@pytest.mark.parametrize("wrong", [{"handle": "SomebodyElse"}, {"id": "1700000000000000002"}])
def test_another_account_is_told_nothing(wrong: dict[str, str]) -> None:
    world = World([CHOIR])
    with pytest.raises(AccountWrong, match="not of @ThistledownPri"):
        world.send(account=world.account(free, **wrong))
    assert world.wall.tweets == []


def test_a_missing_ledger_is_not_an_empty_one() -> None:
    world = World([CHOIR])
    world.ledger = MemoryLedger()
    with pytest.raises(LedgerMissing):
        world.send()
    assert world.wall.tweets == []


@pytest.mark.parametrize("effect", ["before read", "before advance"])
def test_a_ledger_that_is_away_lets_nothing_be_said(effect: str) -> None:
    world = World([CHOIR])
    for _ in range(3):
        with pytest.raises(LedgerUnreachable):
            world.send(when(effect, unreachable, times=1000))
    assert world.wall.tweets == []
    assert world.send().exit_code == 0
    assert len(world.wall.tweets) == 1


def test_a_ledger_that_never_answers_is_not_hammered() -> None:
    world, effects = World([CHOIR]), list[str]()

    def gate(name: str) -> None:
        effects.append(name)
        if name == "before advance":
            unreachable()

    with pytest.raises(LedgerUnreachable):
        world.send(gate)
    assert effects.count("before advance") == 1


@pytest.mark.parametrize("call", range(1, 12))
@pytest.mark.parametrize("effect", ["before read", "before advance", "after advance"])
def test_a_ledger_that_is_away_for_a_moment_costs_no_post_and_no_repeat(effect: str, call: int) -> None:
    world = World([CHOIR], school=school(on_unknown="retry"))
    calls = iter(range(1, 1000))

    def gate(name: str) -> None:
        if name == effect and next(calls) == call:
            unreachable()

    with suppress(LedgerUnreachable):
        world.send(gate)
    world.settle()
    assert len(world.wall.tweets) == 1
    assert world.entry("choir").state is State.SENT


def test_a_reply_of_the_ledger_that_was_lost_does_not_lose_the_claim() -> None:
    world = World([CHOIR])
    assert world.send(when("after advance", unreachable)).exit_code == 0
    assert len(world.wall.tweets) == 1


def test_a_ledger_that_goes_away_after_the_tweet_is_settled_by_the_next_run() -> None:
    world = World([CHOIR])

    def gone(name: str) -> None:
        if name == "before read" and world.wall.tweets:
            unreachable()

    with pytest.raises(LedgerUnreachable):
        world.send(gone)
    assert world.entry("choir").state is State.SENDING
    assert [(r.post, r.how) for r in world.send().said] == [("choir", "timeline")]
    assert len(world.wall.tweets) == 1
