"""Is there any order of events in which a withdrawn post is left on the account? Every interleaving, searched.

The publishers, X and the clock are those of `model`; beside them somebody takes the post back, effect by effect, and
may die between any two of them. What is intended and what a look proves is asked of the functions that run.

    python -m tests.mirror.model_withdraw [PUBLISHERS] [FAULTS]
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from plugins.mirror import withdraw
from plugins.mirror.revision import CORRECTED, is_withdrawn
from plugins.mirror.withdraw import Order
from plugins.model.account import Shown, Timeline
from plugins.model.entry import Entry, Snapshot, State
from plugins.model.errors import Refused
from tests.mirror.model import ITEM, MIRROR, START, Guards, Place, World, moment, scene, worlds_after

ORDER = Order(post=ITEM.post, channel="x", approver="head", reason="", at=START, permalink=ITEM.permalink)
CORRECTION = replace(ORDER, how=CORRECTED)
IDLE = Place()
Intend = Callable[[Snapshot, Order], Entry]


@dataclass(frozen=True, slots=True)
class Taking:
    """One moment: the world of the publishers, and where the person stands who takes the post back."""

    world: World
    person: Place = IDLE


def after(taking: Taking, intend: Intend, order: Order) -> Iterator[Taking]:
    """Everything that can happen next."""
    for world in worlds_after(taking.world, Guards()):
        yield replace(taking, world=world)
    for world, person in _effects(taking.world, taking.person, intend, order):
        yield Taking(replace(world, entry=_timeless(world.entry)), person)
    if taking.world.faults and taking.person.at != "idle":
        yield Taking(replace(taking.world, faults=taking.world.faults - 1))


def _effects(world: World, person: Place, intend: Intend, order: Order) -> Iterator[tuple[World, Place]]:
    mine, entry = person.mine, world.entry
    if person.at == "idle":
        if entry is None or not is_withdrawn(entry):
            with suppress(Refused):
                wanted = _timeless(intend(scene(entry, world.now).snapshot, order))
                if wanted != entry:
                    yield world, Place(at="begin", seen=entry, mine=wanted)
        if entry and entry.state is State.WITHDRAWING:
            yield world, Place(at="known" if entry.tweet_id else "look", mine=entry)
    elif person.at == "begin":
        yield (replace(world, entry=mine), IDLE) if entry == person.seen else (world, IDLE)
    elif person.at == "known":
        yield replace(world, tweets=()), Place(at="look", mine=mine)
    elif person.at == "look" and mine:
        yield world, _look(world, mine)
    elif person.at == "delete":
        left = tuple(seen for seen in world.tweets if seen > world.now)
        yield replace(world, tweets=left), replace(person, at="write")
    elif person.at == "write" and mine and entry:
        open_still = entry.state is State.WITHDRAWING and not withdraw._differ(entry, mine)  # noqa: SLF001
        yield replace(world, entry=person.seen if open_still else entry), IDLE


def _look(world: World, mine: Entry) -> Place:
    now = moment(world.now)
    shown = Shown(id="1", text="", urls=(ITEM.permalink,), created_at=now)
    found = (shown,) if any(seen <= world.now for seen in world.tweets) else ()
    settled = withdraw._after(mine, Timeline(tweets=found, at=now), found, MIRROR)  # noqa: SLF001 - what runs is searched
    return Place(at="delete" if found else "write", mine=mine, seen=_timeless(settled))


def _timeless(entry: Entry | None) -> Entry | None:
    """When an entry was written decides nothing, and is left out."""
    return replace(entry, at=START) if entry else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """How many moments were found; with two tweets; with a tweet although the withdrawal is over; and its ends."""

    moments: int
    twice: int
    left: int
    over: int


def search(
    publishers: int,
    faults: int,
    intend: Intend = withdraw._intended,  # noqa: SLF001
    *,
    order: Order = ORDER,
    stop: bool = False,
) -> Search:
    """Visit every moment that can be reached; `stop` at the first that is wrong."""
    first = Taking(World(publishers=(IDLE,) * publishers, faults=faults))
    known, todo = {first}, [first]
    twice = left = over = 0
    while todo and not (stop and (twice or left)):
        taking = todo.pop()
        entry, tweets = taking.world.entry, taking.world.tweets
        ended = entry is not None and entry.state is State.SKIPPED
        twice += len(tweets) > 1
        left += ended and bool(tweets)
        over += ended
        for later in after(taking, intend, order):
            if later not in known:
                known.add(later)
                todo.append(later)
    return Search(moments=len(known), twice=twice, left=left, over=over)


def main(publishers: int, faults: int) -> None:
    found = search(publishers, faults)
    sys.stdout.write(
        f"{publishers} publishers, {faults} faults and a withdrawal: {found.moments} moments, {found.twice} with two "
        f"tweets, {found.left} with a tweet left behind, {found.over} after its end\n"
    )


if __name__ == "__main__":
    main(*(int(word) for word in (*sys.argv[1:], *("1", "2")[len(sys.argv) - 1 :])))
