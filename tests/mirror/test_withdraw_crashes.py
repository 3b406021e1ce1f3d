"""However a withdrawal meets crashes and publishers: at most one tweet ever, and in the end none on the account."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import count, product
from random import Random

import pytest

from plugins.mirror.withdraw import Order, begin, pursue
from plugins.model.entry import State
from plugins.model.errors import AccountUnreachable, AccountWrong, SchoolgateError
from tests.mirror.fakes import (
    CHANNEL,
    MONDAY,
    Crash,
    FakeAccount,
    Gate,
    GatedLedger,
    Wall,
    World,
    accepted_then_lost,
    doubt,
    entry,
    free,
    news,
    refuse,
    stop_at,
)
from tests.mirror.stage import Actor, perform

CHOIR, FOOTBALL = news("choir"), news("football")
ORDER = Order(post=CHOIR.post, channel=CHANNEL, approver="head", reason="", at=MONDAY, permalink=CHOIR.permalink)


def withdraw(world: World, gate: Gate = free) -> None:
    ledger = GatedLedger(world.ledger, gate)
    taken = begin(ledger, ORDER)
    pursue(taken, ledger, world.account(gate), world.school.mirror, back_to=CHOIR.published)


def until_over(world: World) -> None:
    """Run again as a head or a scheduled job would."""
    for _ in range(6):
        withdraw(world)
        world.clock.wait(7 * 60)


def over(world: World, *, most: int = 1) -> bool:
    """Nothing of the choir is left, it was said at most so many times, and it is never said again."""
    said = world.wall.numbers - 100
    world.send()
    texts = world.wall.texts()
    return (
        world.entry("choir").state is State.SKIPPED
        and world.entry("choir").how == "withdrawn"
        and CHOIR.tweet.text not in texts
        and said <= most
    )


BEFORE = [
    pytest.param([], id="absent"),
    pytest.param([doubt()], id="unknown"),
    pytest.param([accepted_then_lost], id="said, but the answer was lost"),
    pytest.param([refuse(403)], id="held"),
    pytest.param([refuse(429)], id="to be tried again"),
    pytest.param(None, id="said"),
]


def world_before(answers: list[object] | None, lag: float) -> World:
    world = World([CHOIR], wall=Wall(lag=lag))
    if answers is None or answers:
        with suppress(SchoolgateError):
            world.send(account=world.account(answers=list(answers or [])))
    return world


@pytest.mark.parametrize("answers", BEFORE)
@pytest.mark.parametrize("lag", [0, 600])
def test_killed_at_any_effect_a_withdrawal_is_finished_by_running_it_again(
    answers: list[object] | None, lag: float
) -> None:
    for number in count(1):
        world = world_before(answers, lag)
        try:
            withdraw(world, stop_at(number))
        except Crash:
            until_over(world)
            assert over(world), number
            continue
        assert number > 4
        return


@pytest.mark.parametrize("answers", BEFORE)
def test_a_scheduled_run_finishes_what_was_begun_by_itself(answers: list[object] | None) -> None:
    world = world_before(answers, 60)
    begin(world.ledger, ORDER)
    for _ in range(4):
        world.send()
        world.clock.wait(7 * 60)
    assert over(world)
    assert world.send().exit_code == 0


def turns() -> Iterator[list[int]]:
    """The publisher up to one effect, the withdrawal up to another, then the publisher to its end."""
    for first, second in product(range(16), range(10)):
        yield [0] * first + [1] * second + [0] * 60


def test_against_a_publisher_that_is_sending_in_every_change_of_turn() -> None:
    for schedule in turns():
        world = World([CHOIR])

        def play(gate: Gate, world: World = world) -> None:
            withdraw(world, gate)

        perform([Actor(play=world.send), Actor(play=play)], schedule)
        until_over(world)
        assert over(world), schedule


@pytest.mark.parametrize("seed", range(60))
def test_against_two_publishers_with_random_deaths_delays_and_lag(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - schedules, not secrets
    world = World([CHOIR, FOOTBALL], wall=Wall(lag=random.choice([0, 5, 599])))

    def play(gate: Gate) -> None:
        withdraw(world, gate)

    for _ in range(2):
        actors = [Actor(play=part, dies_at=random.choice([0, random.randint(1, 25)])) for part in (world.send,) * 2]
        actors.append(Actor(play=play, dies_at=random.choice([0, random.randint(1, 9)])))
        perform(actors, random.choices(range(3), k=90))
        world.clock.wait(random.choice([1, 61, 400, 800]))
    until_over(world)
    assert over(world, most=2)  # the football's tweet is the other one
    assert world.entry("football").state in {State.SENT, State.HELD, State.SENDING}


def test_without_waiting_for_the_open_claim_a_tweet_is_left_behind() -> None:
    world = World([CHOIR], wall=Wall(lag=600))
    world.send(account=world.account(answers=[accepted_then_lost]))
    taken = begin(world.ledger, ORDER)
    world.write(replace(taken, nonce=""))
    withdraw(world)
    assert (world.entry("choir").state, len(world.wall.tweets)) == (State.SKIPPED, 1)


class Stubborn(FakeAccount):
    """An account that deletes nothing."""

    def delete(self, tweet_id: str) -> None:
        raise AccountWrong(f"X answered with status 403 while deleting {tweet_id}", fix="by hand")


class Silent(FakeAccount):
    """An account whose deletion is not answered."""

    def delete(self, tweet_id: str) -> None:
        raise AccountUnreachable(f"X did not answer while deleting {tweet_id}", fix="later")


@pytest.mark.parametrize("kind", [Stubborn, Silent])
def test_a_tweet_that_cannot_be_deleted_is_told_and_keeps_no_other_post_back(kind: type[FakeAccount]) -> None:
    world = World([CHOIR, FOOTBALL])
    world.send(account=world.account())
    world.wall.tweets = world.wall.tweets[-1:]
    begin(world.ledger, ORDER)
    world.write(entry("football", State.RETRY))
    summary = world.send(account=kind(wall=world.wall, clock=world.clock))
    assert [report.post for report in summary.said] == ["football"]
    assert (summary.exit_code, summary.waiting[0].post, summary.waiting[0].at) == (4, "choir", None)
    assert "its withdrawal is not finished: X" in summary.waiting[0].why


def test_an_open_withdrawal_says_when_it_goes_on() -> None:
    world = World([CHOIR])
    world.send(account=world.account(answers=[doubt()]))
    begin(world.ledger, ORDER)
    summary = world.send()
    assert (summary.exit_code, summary.held, summary.unknown) == (75, (), ())
    assert summary.waiting[0].why == "its withdrawal is not finished: whether it was said is unknown"
    assert summary.waiting[0].at is not None
