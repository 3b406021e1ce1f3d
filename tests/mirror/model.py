"""Is there any order of events in which a post is said twice, or lost? Every interleaving, searched.

The model moves publishers, the ledger, X and the clock one effect at a time. What a publisher does next, what a look
proves and how a result is merged are not modelled but asked of the very functions that run (`next_step`, `after_look`,
`record`'s merging). X may accept a call at any moment until its deadline, reply or not, and show the tweet at once or
as late as `visible_s` allows. A fault is the death of a publisher between any two effects, or a call that does not end
with a reply; there is a budget of them.

    python -m tests.mirror.model [PUBLISHERS] [FAULTS]
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from types import MappingProxyType

from plugins.mirror.claim import merged
from plugins.mirror.outbox import Action, Scene, entry_as, next_step
from plugins.mirror.settle import after_look
from plugins.model.account import Shown, Timeline
from plugins.model.entry import Approval, Entry, Snapshot, State
from tests import make

TICK = 60
DEADLINE = VISIBLE = TICK
HORIZON = 6 * TICK
_ENOUGH = 3
START = datetime(2026, 11, 23, 10, tzinfo=UTC)
ITEM = make.item()
SCHOOL = make.school()
MIRROR = replace(SCHOOL.mirror, deadline_s=DEADLINE, visible_s=VISIBLE, on_unknown="retry")
SCHOOL = replace(SCHOOL, mirror=MIRROR, limits=replace(SCHOOL.limits, per_day=100, spacing_s=0))
YES = Approval(post=ITEM.post, content_hash=ITEM.content_hash, approver="head", evidence="", at=START, path=ITEM.source)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a publisher stands: the effect that comes next, the entry it saw, the entry it will write."""

    at: str = "idle"
    seen: Entry | None = None
    mine: Entry | None = None
    deadline: int = 0


@dataclass(frozen=True, slots=True)
class World:
    """One moment. `tweets`: since when each can be seen; `flights`: until when each call may still be accepted."""

    publishers: tuple[Place, ...]
    faults: int
    now: int = 0
    entry: Entry | None = None
    tweets: tuple[int, ...] = ()
    flights: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Guards:
    """What keeps a post from being said twice; an ablation takes one of them out."""

    swap: bool = True
    intent: bool = True
    look: bool = True
    wait: bool = True
    nonce: bool = True
    deadline: bool = True


def moment(now: int) -> datetime:
    return START + timedelta(seconds=now)


@cache
def scene(entry: Entry | None, now: int, mine: str = "") -> Scene:
    entries = {(entry.post, entry.channel): entry} if entry else {}
    snapshot = Snapshot(tip="t", entries=MappingProxyType(entries), approvals=MappingProxyType({ITEM.post: YES}))
    return Scene(snapshot=snapshot, now=moment(now), school=SCHOOL, channel="x", left=1, mine=mine)


@cache
def step(entry: Entry | None, now: int, mine: str = "") -> Action:
    return next_step(ITEM, scene(entry, now, mine)).action


def look(world: World) -> Timeline:
    shown = Shown(id="1", text="", urls=(ITEM.permalink,), created_at=START)
    return Timeline(tweets=(shown,) if any(at <= world.now for at in world.tweets) else (), at=moment(world.now))


def worlds_after(world: World, guards: Guards) -> Iterator[World]:
    """Everything that can happen next: time, X, or one effect or the death of one publisher."""
    if world.now < HORIZON:
        yield replace(world, now=world.now + TICK)
    for flight in set(world.flights):
        left = list(world.flights)
        left.remove(flight)
        if world.now <= flight or not guards.deadline:
            for seen in (world.now, world.now + VISIBLE):
                yield replace(world, flights=tuple(left), tweets=tuple(sorted((*world.tweets, seen))))
    for number, place in enumerate(world.publishers):
        for after, there in _effects(world, place, number, guards):
            yield _put(after, number, there)
        if world.faults and place.at != "idle":
            yield _put(replace(world, faults=world.faults - 1), number, Place())


def _put(world: World, number: int, place: Place) -> World:
    """The world with a publisher elsewhere; when an entry was written decides nothing, and is left out."""
    others = world.publishers
    place = replace(place, seen=_timeless(place.seen), mine=_timeless(place.mine))
    publishers = (*others[:number], place, *others[number + 1 :])
    return replace(world, publishers=publishers, entry=_timeless(world.entry))


def _timeless(entry: Entry | None) -> Entry | None:
    if entry is None or entry.state is not State.RETRY:
        return replace(entry, at=START) if entry else None
    return replace(entry, at=START, claimed_at=START, nonce="", empty_look=None)


def _effects(world: World, place: Place, number: int, guards: Guards) -> Iterator[tuple[World, Place]]:
    if place.at == "idle":
        yield from _begin(world, guards)
    elif place.at in {"adopt", "settle", "claim"}:
        yield _swap(world, place, guards)
    elif place.at == "prepare":
        if step(world.entry, world.now) is Action.CLAIM:
            yield world, _claim(world, number, guards)
        else:
            yield world, Place()
    elif place.at == "own":
        yield world, _own(world, place, guards)
    elif place.at == "post":
        yield from _post(world, place, guards)
    elif place.mine:
        yield replace(world, entry=merged(world.entry, place.mine, place.seen or place.mine)), Place()


def _begin(world: World, guards: Guards) -> Iterator[tuple[World, Place]]:
    """Read the ledger, and look at the timeline where the step asks for it."""
    action = step(world.entry, world.now)
    if action is Action.CLAIM:
        shown = look(world).tweets and guards.look
        adopted = entry_as(State.SENT, ITEM, scene(world.entry, world.now)) if shown else None
        yield world, Place(at="adopt", seen=world.entry, mine=adopted) if adopted else Place(at="prepare")
    elif action is Action.LOOK and world.entry:
        after = _settled(world, world.entry, guards)
        if after:
            yield world, Place(at="settle", seen=world.entry, mine=after)


def _settled(world: World, entry: Entry, guards: Guards) -> Entry | None:
    seen = look(world)
    if not guards.look:
        return replace(entry, state=State.RETRY, at=moment(world.now))
    if not guards.wait and not seen.tweets:
        return replace(entry, state=State.RETRY, at=moment(world.now))
    return after_look(entry, seen, MIRROR)


def _swap(world: World, place: Place, guards: Guards) -> tuple[World, Place]:
    """Compare and swap; who loses begins again, a claim reads itself back."""
    same = place.mine == world.entry and place.at == "claim"
    if guards.swap and world.entry != place.seen and not same:
        return world, Place(at="prepare") if place.at == "claim" else Place()
    return replace(world, entry=place.mine), Place(at="own", mine=place.mine) if place.at == "claim" else Place()


def _claim(world: World, number: int, guards: Guards) -> Place:
    entry = entry_as(State.SENDING, ITEM, scene(world.entry, world.now))
    epoch = entry.epoch + 1
    nonce = f"{number}.{world.now}.{epoch}" if guards.nonce else "n"
    claimed = replace(entry, epoch=epoch, nonce=nonce, claimed_at=moment(world.now))
    if not guards.intent:
        return Place(at="post", mine=claimed, deadline=world.now + DEADLINE)
    return Place(at="claim", seen=world.entry, mine=claimed)


def _own(world: World, place: Place, guards: Guards) -> Place:
    """Read the claim back, and check hours and pause again."""
    mine, standing = place.mine, world.entry
    if mine is None or mine.claimed_at is None or (guards.swap and (standing is None or standing.nonce != mine.nonce)):
        return Place()
    if guards.swap and step(standing, world.now, mine.nonce) is not Action.SEND:
        return Place(at="record", mine=mine, seen=replace(mine, state=State.RETRY))
    return Place(at="post", mine=mine, deadline=int((mine.claimed_at - START).total_seconds()) + DEADLINE)


def _post(world: World, place: Place, guards: Guards) -> Iterator[tuple[World, Place]]:
    """One call: accepted with a reply, or, at the cost of a fault, refused, lost, under way, or accepted unheard."""
    mine = place.mine
    if mine is None:
        return
    again = Place(at="record", mine=mine, seen=replace(mine, state=State.RETRY))
    if world.now > place.deadline and guards.deadline:
        yield world, again
        return
    shown = [replace(world, tweets=tuple(sorted((*world.tweets, at)))) for at in (world.now, world.now + VISIBLE)]
    said = replace(mine, state=State.SENT, how="response", tweet_id="1")
    for accepted in shown:
        yield accepted, Place(at="record", mine=mine, seen=said)
    if world.faults:
        spent = world.faults - 1
        yield replace(world, faults=spent), again
        yield replace(world, faults=spent), Place()
        yield replace(world, faults=spent, flights=tuple(sorted((*world.flights, place.deadline)))), Place()
        for accepted in shown:
            yield replace(accepted, faults=spent), Place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """How many worlds were found; with two tweets; and with SENT on the ledger but no tweet."""

    worlds: int
    twice: int
    lost: int


def search(publishers: int, faults: int, guards: Guards, *, most: int = 5_000_000, stop: bool = False) -> Search:
    """Visit every world that can be reached; `stop` at the first that is wrong."""
    first = World(publishers=(Place(),) * publishers, faults=faults)
    known, todo = {first}, [first]
    twice = lost = 0
    while todo and len(known) < most and not (stop and (twice or lost)):
        world = todo.pop()
        twice += len(world.tweets) > 1
        lost += world.entry is not None and world.entry.state is State.SENT and not world.tweets
        for after in worlds_after(world, guards):
            if after not in known and len(after.tweets) < _ENOUGH:
                known.add(after)
                todo.append(after)
    return Search(worlds=len(known), twice=twice, lost=lost)


def main(publishers: int, faults: int) -> None:
    found = search(publishers, faults, Guards())
    sys.stdout.write(
        f"{publishers} publishers, {faults} faults: {found.worlds} worlds, {found.twice} with two tweets, "
        f"{found.lost} where the ledger says more than X\n"
    )


if __name__ == "__main__":
    main(*(int(word) for word in (*sys.argv[1:], *("2", "3")[len(sys.argv) - 1 :])))
