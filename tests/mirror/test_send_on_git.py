"""The same promises where the ledger is a branch on a remote, and every publisher has a clone of its own."""

import subprocess
from pathlib import Path

import pytest

from plugins.mirror.ledger import GitLedger
from plugins.model.entry import State
from plugins.repo.git import Git
from tests.mirror.fakes import CHANNEL, Crash, Gate, GatedLedger, World, news, school, when
from tests.mirror.stage import Actor, perform

CHOIR = news("choir")
REF = "refs/heads/publish-ledger"


@pytest.fixture
def ledgers(tmp_path: Path) -> list[GitLedger]:
    remote = tmp_path / "remote.git"
    subprocess.run(["git", "init", "-q", "--bare", remote], check=True)
    clones = [tmp_path / f"clone-{number}" for number in range(2)]
    for clone in clones:
        subprocess.run(["git", "init", "-q", clone], check=True)
    return [GitLedger(Git(clone), ref=REF, remote=str(remote)) for clone in clones]


@pytest.mark.parametrize(
    "schedule",
    [[0, 1] * 30, [1] * 5 + [0] * 60, [1] * 6 + [0] * 5 + [1] * 60, [1] * 7 + [0] * 6 + [1] * 60],
)
def test_two_clones_that_publish_at_the_same_time_say_it_once(ledgers: list[GitLedger], schedule: list[int]) -> None:
    world = World([CHOIR], ledger=ledgers[0])

    def publisher(number: int) -> Actor:
        def play(gate: Gate) -> None:
            world.send(gate, ledger=GatedLedger(ledgers[number], gate))

        return Actor(play=play)

    perform([publisher(0), publisher(1)], schedule)
    assert len(world.wall.tweets) == 1
    assert ledgers[1].read().entries[(CHOIR.post, CHANNEL)].state is State.SENT


@pytest.mark.parametrize("effect", ["before advance", "after advance", "before post", "after post"])
def test_what_one_clone_left_open_the_other_settles(ledgers: list[GitLedger], effect: str) -> None:
    world = World([CHOIR], school=school(on_unknown="retry"), ledger=ledgers[0])

    def die() -> None:
        raise Crash

    with pytest.raises(Crash):
        world.send(when(effect, die))
    world.ledger = ledgers[1]
    world.settle()
    assert len(world.wall.tweets) == 1
    assert ledgers[0].read().entries[(CHOIR.post, CHANNEL)].state is State.SENT
