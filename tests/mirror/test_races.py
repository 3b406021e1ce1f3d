from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from random import Random

import pytest

from plugins.model.entry import Change, Entry, Snapshot, State
from plugins.model.errors import LostRace
from plugins.model.ledger import Ledger
from tests.mirror.fakes import Gate, GatedLedger, Wall, World, news, school
from tests.mirror.memory import MemoryLedger
from tests.mirror.stage import Actor, perform

CHOIR, FOOTBALL = news("choir"), news("football")
Schedule = list[int]
LONGEST = 16


def two_changes_of_turn() -> Iterator[Schedule]:
    """B up to one effect, A up to another, then B to its end and A to its end: the shapes of a race of two."""
    for first, second in product(range(LONGEST), repeat=2):
        yield [1] * first + [0] * second + [1] * 60


def twice(schedules: Iterator[Schedule], make_ledger: type[Ledger] = MemoryLedger) -> int:
    """In how many of these schedules two publishers say one post twice; in none of them may it be lost."""
    count = 0
    for schedule in schedules:
        world = World([CHOIR], ledger=make_ledger())
        perform([Actor(play=world.send), Actor(play=world.send)], schedule)
        world.settle()
        assert world.wall.tweets
        count += len(world.wall.tweets) > 1
    return count


def test_two_publishers_that_meet_at_any_two_steps_say_it_once() -> None:
    assert twice(two_changes_of_turn()) == 0


def test_two_publishers_in_any_order_of_steps_say_it_once() -> None:
    random = Random(20261123)  # noqa: S311 - schedules, not secrets
    assert twice(random.choices([0, 1], k=40) for _ in range(300)) == 0


@dataclass(slots=True)
class Yielding(MemoryLedger):
    """A ledger without compare-and-swap: whoever writes last is right, and nobody ever loses."""

    def advance(self, snapshot: Snapshot, change: Change) -> Snapshot:
        del snapshot
        return MemoryLedger.advance(self, self.read(), change)


@dataclass(slots=True)
class Flattering(MemoryLedger):
    """A ledger that lets two racers both believe they have won; it keeps the first one's change."""

    def advance(self, snapshot: Snapshot, change: Change) -> Snapshot:
        try:
            return MemoryLedger.advance(self, snapshot, change)
        except LostRace:
            return self.read()


def test_without_the_compare_and_swap_a_post_is_said_twice() -> None:
    assert twice(two_changes_of_turn(), Yielding) > 0


def test_the_nonce_finds_out_a_ledger_that_lets_both_believe_they_have_won() -> None:
    assert twice(two_changes_of_turn(), Flattering) == 0


@dataclass(slots=True)
class Echoing(GatedLedger):
    """Reading back shows each publisher its own claim, as if two claims could not be told apart."""

    own: tuple[Entry, ...] = ()

    def read(self) -> Snapshot:
        snapshot = GatedLedger.read(self)
        entries = dict(snapshot.entries)
        for entry in self.own:
            if entries[(entry.post, entry.channel)].state is State.SENDING:
                entries[(entry.post, entry.channel)] = entry
        return replace(snapshot, entries=entries)

    def advance(self, snapshot: Snapshot, change: Change) -> Snapshot:
        self.own = change.entries
        return GatedLedger.advance(self, snapshot, change)


def test_without_the_nonce_such_a_ledger_makes_a_post_said_twice() -> None:
    count = 0
    for schedule in two_changes_of_turn():
        world = World([CHOIR], ledger=Flattering())

        def play(gate: Gate, world: World = world) -> None:
            world.send(gate, ledger=Echoing(world.ledger, gate))

        perform([Actor(play=play), Actor(play=play)], schedule)
        count += len(world.wall.tweets) > 1
    assert count > 0


@pytest.mark.parametrize("seed", range(60))
def test_three_publishers_with_random_deaths_and_delays_say_each_post_once(seed: int) -> None:
    random = Random(seed)  # noqa: S311
    world = World(
        [CHOIR, FOOTBALL],
        school=school(on_unknown="retry"),
        wall=Wall(lag=random.choice([0, 5, 599])),
    )
    for _ in range(3):
        actors = [Actor(play=world.send, dies_at=random.choice([0, random.randint(1, 30)])) for _ in range(3)]
        perform(actors, random.choices(range(3), k=90))
        world.clock.wait(random.choice([1, 61, 400, 800]))
    world.settle(rounds=20)
    assert sorted(world.wall.texts()) == [CHOIR.tweet.text, FOOTBALL.tweet.text]
    assert {entry.state for entry in world.ledger.read().entries.values()} == {State.SENT}


def test_who_comes_second_has_nothing_to_do() -> None:
    world = World([CHOIR])
    codes: list[int] = []
    actors = [Actor(play=lambda gate: codes.append(world.send(gate).exit_code)) for _ in range(2)]
    perform(actors, [0, 1] * 30)
    assert codes == [0, 0]
    assert len(world.wall.tweets) == 1
