"""What would be said, and what waits for what? The sender's own choices, made without saying anything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from types import MappingProxyType

from plugins.mirror.outbox import Action, Scene, Step, choose, entry_as, next_step, queue
from plugins.model.entry import Snapshot, State
from plugins.model.manifest import Item
from plugins.model.post import PostId
from plugins.model.school import School
from plugins.tweet.cost import cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """One post's outlook: `would_go` in a run that starts now, `at` when, in dollars `cost`; `state` in words."""

    item: Item
    state: str
    would_go: bool
    at: datetime | None
    why: str
    cost: Decimal


IN_WORDS: Mapping[State | None, str] = {
    None: "not said yet",
    State.SENDING: "unknown whether it was said",
    State.SENT: "said",
    State.RETRY: "not said, will be tried again",
    State.HELD: "held for a person",
    State.SKIPPED: "not to be said",
    State.WITHDRAWING: "being withdrawn",
}


def forecast(
    items: Sequence[Item], snapshot: Snapshot, now: datetime, school: School, channel: str
) -> tuple[Forecast, ...]:
    """What a run of `send` would do if nothing went wrong, in the order of the queue."""
    start = Scene(
        snapshot=snapshot, now=now.astimezone(UTC), school=school, channel=channel, left=school.limits.per_run
    )
    scene, steps = start, dict[PostId, tuple[Step, datetime | None]]()
    while choice := choose(items, scene):
        item, step = choice
        if step.action is Action.WAIT:
            scene = replace(scene, now=step.at or scene.now)
        else:
            steps[item.post] = (step, scene.now)
            scene = _imagine(scene, item, step)
    return tuple(_one(item, start, *steps.get(item.post, (next_step(item, scene), None))) for item in queue(items))


def _imagine(scene: Scene, item: Item, step: Step) -> Scene:
    """The scene after that step, as if X had said yes at once."""
    claims = step.action is Action.CLAIM
    entry = entry_as(State.SENT if claims else State.HELD, item, scene)
    entry = replace(entry, claimed_at=scene.now) if claims else entry
    entries = MappingProxyType({**scene.snapshot.entries, (entry.post, entry.channel): entry})
    spent = 1 if claims and not item.urgent else 0
    return replace(scene, snapshot=replace(scene.snapshot, entries=entries), left=scene.left - spent)


def _one(item: Item, start: Scene, step: Step, at: datetime | None) -> Forecast:
    entry = start.entry(item)
    return Forecast(
        item=item,
        state=IN_WORDS[entry.state if entry else None],
        would_go=step.action is Action.CLAIM,
        at=at or step.at,
        why=step.why,
        cost=cost(item.tweet, len(item.media)),
    )
