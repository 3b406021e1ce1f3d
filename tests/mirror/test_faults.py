import math
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC
from itertools import count
from pathlib import PurePosixPath
from types import MappingProxyType

import pytest

from plugins.mirror.resolve import Decision, resolve
from plugins.model.entry import Snapshot, State
from plugins.model.errors import SchoolgateError
from plugins.model.manifest import Item
from plugins.model.post import ContentHash
from plugins.model.tweet import Media
from tests import make
from tests.mirror.fakes import (
    CHANNEL,
    MONDAY,
    BlindAccount,
    Crash,
    FakeAccount,
    FakeClock,
    Gate,
    GatedLedger,
    Wall,
    World,
    approval,
    doubt,
    free,
    news,
    school,
    stop_at,
    when,
)

PEBBLES = Media(file=PurePosixPath("photos/pebbles.jpg"), alt="Painted pebbles", type="image/jpeg", bytes=1000)
CHOIR, FOOTBALL = replace(news("choir"), media=(PEBBLES,)), news("football")


def world_of(on_unknown: str, lag: float = 0) -> World:
    return World([CHOIR, FOOTBALL], school=school(on_unknown=on_unknown), wall=Wall(lag=lag))


def dies(world: World, gate: Gate) -> bool:
    """Whether the run died at the gate instead of ending by itself."""
    with suppress(SchoolgateError):
        try:
            world.send(gate)
        except Crash:
            return True
    return False


def worlds_that_died(on_unknown: str, lag: float) -> Iterator[World]:
    """One world for each effect of a run, dead just there; at least the effects of claiming and saying two posts."""
    for number in count(1):
        world = world_of(on_unknown, lag)
        if not dies(world, stop_at(number)):
            assert number > 20
            return
        yield world


def said_once(world: World) -> bool:
    return sorted(world.wall.texts()) == [CHOIR.tweet.text, FOOTBALL.tweet.text]


@pytest.mark.parametrize("lag", [0, 60, 600])
def test_a_crash_anywhere_loses_nothing_and_repeats_nothing(lag: float) -> None:
    for world in worlds_that_died("retry", lag):
        world.settle(rounds=20)
        assert said_once(world)
        assert {entry.state for entry in world.ledger.read().entries.values()} == {State.SENT}


@pytest.mark.parametrize("lag", [0, 60, 600])
def test_after_a_crash_a_person_is_asked_only_where_nothing_was_said(lag: float) -> None:
    for world in worlds_that_died("hold", lag):
        world.settle(rounds=20)
        said = world.wall.texts()
        assert not repeats(world)
        entries = world.ledger.read().entries.values()
        held = [entry.post for entry in entries if entry.state is State.HELD]
        assert {item.post for item in world.items if item.tweet.text not in said} == set(held)
        for post in held:
            decision = Decision(state=State.RETRY, approver="head", at=world.clock.now())
            resolve(world.ledger, post, CHANNEL, decision)
        world.settle()
        assert said_once(world)


@pytest.mark.parametrize("lag", [0, 600])
def test_a_second_crash_while_settling_the_first_changes_nothing(lag: float) -> None:
    for first in range(1, 30, 2):
        for second in range(1, 16):
            world = world_of("retry", lag)
            dies(world, stop_at(first))
            for _ in range(3):
                world.clock.wait(300)
                dies(world, stop_at(second))
            world.settle(rounds=20)
            assert said_once(world), (first, second)


def test_a_run_that_dies_at_every_single_effect_in_turn_still_ends() -> None:
    world = world_of("retry")
    deaths = 0
    for number in range(1, 60):
        deaths += dies(world, stop_at(number))
        world.clock.wait(7 * 60)
    world.settle()
    assert deaths > 5
    assert said_once(world)


@pytest.mark.parametrize("duplicate", [True, False])
def test_a_crash_after_an_answer_without_sense_is_still_settled(*, duplicate: bool) -> None:
    for number in range(1, 30):
        world = world_of("hold")
        account = world.account(stop_at(number), answers=[doubt(duplicate=duplicate)] * 2)
        with suppress(Crash):
            world.send(account=account)
        world.settle()
        assert not repeats(world)


# Taking out one guard at a time: a harness that stays green without the guard proves nothing.


def repeats(world: World) -> bool:
    return len(world.wall.tweets) > len(set(world.wall.texts()))


def test_without_the_look_a_post_is_said_twice() -> None:
    twice = 0
    for world in worlds_that_died("retry", 0):
        for _ in range(4):
            world.clock.wait(13 * 60)
            world.send(account=BlindAccount(wall=world.wall, clock=world.clock))
        twice += repeats(world)
    assert twice > 0


@pytest.mark.parametrize(("visible_s", "harmless"), [(600, True), (0, False)])
def test_without_the_wait_a_post_is_said_twice(*, visible_s: int, harmless: bool) -> None:
    twice = 0
    for number in range(1, 30):
        world = World([CHOIR], school=school(on_unknown="retry", visible_s=visible_s), wall=Wall(lag=600))
        dies(world, stop_at(number))
        world.settle(minutes=2)
        twice += repeats(world)
    assert (twice == 0) is harmless


def test_without_the_intention_a_post_is_said_twice() -> None:
    twice = 0
    for world in worlds_that_died("retry", 600):
        forgotten = [entry for entry in world.ledger.read().entries.values() if entry.state is State.SENDING]
        world.write(*[replace(entry, state=State.RETRY, at=MONDAY) for entry in forgotten])
        world.clock.wait(61)
        world.send(free)
        twice += repeats(world)
    assert twice > 0


@dataclass(slots=True)
class Obliging(GatedLedger):
    """A ledger on which whatever is to be said now was approved, as if a yes were to a post and not to its bytes."""

    items: tuple[Item, ...] = ()

    def read(self) -> Snapshot:
        snapshot = GatedLedger.read(self)
        return replace(snapshot, approvals=MappingProxyType({item.post: approval(item) for item in self.items}))


def test_without_the_content_hash_what_nobody_approved_is_said() -> None:
    changed = replace(CHOIR, content_hash=ContentHash("f" * 64), tweet=replace(CHOIR.tweet, text="Quite other words"))
    world = world_of("hold")
    world.items = [changed, FOOTBALL]
    assert world.send().exit_code == 4
    assert world.wall.texts() == [FOOTBALL.tweet.text]
    world.clock.wait(61)
    world.send(ledger=Obliging(world.ledger, free, items=(changed, FOOTBALL)))
    assert world.wall.texts() == [FOOTBALL.tweet.text, changed.tweet.text]


class Heedless(FakeAccount):
    """An account that writes whenever it comes to it."""

    def post(self, text: str, media_ids: Sequence[str], *, deadline: float) -> str:
        del deadline
        return FakeAccount.post(self, text, media_ids, deadline=math.inf)


@pytest.mark.parametrize(("kind", "late"), [(FakeAccount, 0), (Heedless, 1)])
def test_without_the_deadline_a_tweet_leaves_when_its_hours_are_over(kind: type[FakeAccount], late: int) -> None:
    world = World([CHOIR], clock=FakeClock(at=make.at("2026-11-23 17:59").astimezone(UTC)))
    held_up = when("before post", lambda: world.clock.wait(3600))
    world.send(account=kind(wall=world.wall, clock=world.clock, gate=held_up))
    assert len(world.wall.tweets) == late
