import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from pathlib import Path

from plugins.mirror.resolve import Decision, resolve
from plugins.mirror.revision import CORRECTED
from plugins.mirror.start import Start, archive
from plugins.mirror.transitions import TABLE, page
from plugins.mirror.withdraw import Order, begin, pursue
from plugins.model.entry import Change, Entry, Snapshot, State
from plugins.model.errors import SchoolgateError
from tests.mirror.fakes import (
    CHANNEL,
    MONDAY,
    Crash,
    Wall,
    World,
    accepted_then_lost,
    doubt,
    entry,
    news,
    refuse,
    school,
    stop_at,
)
from tests.mirror.memory import MemoryLedger

ROOT = Path(__file__).parents[2]
CHOIR = news("choir")
ORDER = Order(post=CHOIR.post, channel=CHANNEL, approver="head", reason="", at=MONDAY, permalink=CHOIR.permalink)
Arrow = tuple[State | None, State]
Answer = Callable[[Wall, str, datetime], str]


@dataclass(slots=True)
class Watched(MemoryLedger):
    """A ledger that remembers every change of state that was written to it."""

    seen: set[Arrow] = field(default_factory=set)

    def advance(self, snapshot: Snapshot, change: Change) -> Snapshot:
        after = MemoryLedger.advance(self, snapshot, change)
        for written in change.entries:
            before = snapshot.entries.get((written.post, written.channel))
            self.seen.add((before.state if before else None, written.state))
        return after


ANSWERS: tuple[list[Answer], ...] = (
    [],
    [doubt()],
    [doubt(duplicate=True)],
    [accepted_then_lost],
    [refuse(403)],
    [refuse(429)],
    [refuse(400)] * 2,
)


def lives() -> Iterator[Watched]:
    """Posts said, refused, lost and looked for, with a death at each effect, and taken back at the end or not."""
    for answers in ANSWERS:
        for number in count(1, 3):
            for taken_back in (False, True):
                ledger = Watched()
                settings = school(on_unknown="retry" if number % 2 else "hold")
                world = World([CHOIR], school=settings, wall=Wall(lag=60), ledger=ledger)
                with suppress(SchoolgateError, Crash):
                    world.send(account=world.account(stop_at(number), answers=list(answers)))
                if taken_back:
                    begin(ledger, ORDER)
                world.settle(rounds=4)
                yield ledger
            if number > 12:
                break


def world_with(*standing: Entry) -> tuple[World, Watched]:
    """A world whose ledger holds these, none of which counts as a change."""
    ledger = Watched()
    world = World([CHOIR], ledger=ledger)
    world.write(*standing)
    ledger.seen.clear()
    return world, ledger


def by_people() -> Iterator[Watched]:
    """What a person decides about a post that is held."""
    for state in (State.SENT, State.RETRY, State.SKIPPED):
        _, ledger = world_with(entry("choir", State.HELD))
        resolve(ledger, CHOIR.post, CHANNEL, Decision(state=state, approver="head", at=MONDAY, tweet_id="7"))
        yield ledger


def by_what_was_there() -> Iterator[Watched]:
    """Something the same was said, or the account shows it already, when its turn comes."""
    for standing in ((), (entry("choir", State.RETRY),)):
        world, ledger = world_with(*standing, entry("old", State.SENT, permalink=CHOIR.permalink))
        world.send()
        yield ledger
        world, ledger = world_with(*standing)
        world.wall.put(CHOIR.tweet.text, MONDAY)
        world.send()
        yield ledger


def by_taking_back() -> Iterator[Watched]:
    for state in (None, *State):
        world, ledger = world_with(*([entry("choir", state)] if state else []))
        pursue(begin(ledger, ORDER), ledger, world.account(), world.school.mirror, back_to=None)
        yield ledger


def by_correcting() -> Iterator[Watched]:
    world, ledger = world_with(entry("choir", State.SENT))
    pursue(begin(ledger, replace(ORDER, how=CORRECTED)), ledger, world.account(), world.school.mirror, back_to=None)
    yield ledger


def test_the_table_holds_exactly_what_happens() -> None:
    seen = {
        arrow
        for ledger in (*lives(), *by_people(), *by_what_was_there(), *by_taking_back(), *by_correcting())
        for arrow in ledger.seen
    }
    seen |= {(None, one.state) for one in archive([CHOIR], Start(channel="x", at=MONDAY, announce=0, approvals=()))}
    assert seen == {(row.before, row.after) for row in TABLE}


def test_no_way_stands_in_the_table_twice() -> None:
    assert len({(row.before, row.after) for row in TABLE}) == len(TABLE)


def test_the_page_is_made_from_the_table(tmp_path: Path) -> None:
    written = tmp_path / "state-machine.md"
    subprocess.run([sys.executable, "-m", "plugins.mirror.transitions", written], cwd=ROOT, check=True)
    assert written.read_text(encoding="utf-8") == page()
    assert (ROOT / "docs/state-machine.md").read_text(encoding="utf-8") == page()
