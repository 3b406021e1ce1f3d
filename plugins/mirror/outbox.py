"""What is the next step of a post? The state machine of publishing, pure and total: no look, no clock, no ledger.

ABSENT, RETRY --CLAIM--> SENDING --SEND--> SENT, or RETRY or HELD where X said no
ABSENT, RETRY --HOLD---> HELD      it came too late, or something the same was said
SENDING ---RELEASE-----> RETRY     our own claim, and the moment has passed before a byte left
SENDING ---LOOK--------> SENT, HELD or RETRY as the timeline shows (settle.py)
SENT ---a person-------> WITHDRAWING, then SKIPPED beside a new RETRY: a correction, said as <post id>.r2 (resend.py)
HELD --a person--------> SENT, RETRY or SKIPPED (resolve.py)
any state --a person---> WITHDRAWING (withdraw.py), which looks and deletes and never posts
WITHDRAWING -----------> SKIPPED   its tweet is deleted, or can no longer appear; every run of send goes on with it
SENT, SKIPPED            final but for a withdrawal

docs/state-machine.md has the same as a picture.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import takewhile

from plugins.mirror.revision import CORRECTED, corrected, is_withdrawn, original, speaking
from plugins.model.entry import BASELINE, Entry, Snapshot, State
from plugins.model.hours import next_open
from plugins.model.manifest import Item
from plugins.model.school import School
from plugins.model.words import day, day_and_clock
from plugins.tweet.compose import text_hash
from plugins.tweet.window import opening

PATIENCE_S = 120
"""How long a run waits for a post's turn, in seconds; what is due later is left to a later run."""

_A_MOMENT_S = 0.001
_SAID = frozenset({State.SENDING, State.SENT, State.WITHDRAWING})


class Action(StrEnum):
    """What to do; HOLD and RELEASE only write to the ledger."""

    CLAIM = "CLAIM"
    SEND = "SEND"
    LOOK = "LOOK"
    HOLD = "HOLD"
    RELEASE = "RELEASE"
    WAIT = "WAIT"
    NOTHING = "NOTHING"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step and its reason in plain words; `at` is when a WAIT ends, None where it waits for a person."""

    action: Action
    why: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Everything a step depends on.

    `now` is the clock port's, `left` how many tweets this run may still make (urgent ones do not count),
    `mine` the nonce of the claim that this very run has just won.
    """

    snapshot: Snapshot
    now: datetime
    school: School
    channel: str
    left: int
    mine: str = ""

    def entry(self, item: Item) -> Entry | None:
        """What the ledger knows about a post on this channel; None is ABSENT."""
        return speaking(self.snapshot.entries, item.post, self.channel)

    def entries(self, state: State | None = None) -> tuple[Entry, ...]:
        """All that the ledger knows about this channel, or what it knows to be in one state."""
        return self.snapshot.of(self.channel, state)

    def deleted(self) -> frozenset[str]:
        """Tweets that were taken back: a timeline that still shows one says nothing about its post."""
        return frozenset(entry.tweet_id for entry in self.entries(State.SKIPPED))

    def say(self, moment: datetime) -> str:
        """A moment in words, in the school's own time."""
        return day_and_clock(moment.astimezone(self.school.hours.timezone))


def next_step(item: Item, scene: Scene) -> Step:
    """The step of one post in every state and at every moment."""
    entry = scene.entry(item)
    if entry is None or entry.state is State.RETRY:
        return _first(item, scene, _BEFORE_A_CLAIM) or Step(action=Action.CLAIM, why="may be said now")
    if entry.state is State.SENDING and scene.mine == entry.nonce != "":
        return _after_own_claim(item, scene)
    if entry.state is State.SENDING:
        return Step(action=Action.LOOK, why="whether it was said is unknown; the account's timeline will show it")
    return Step(action=Action.NOTHING, why=_rest(entry))


def queue(items: Iterable[Item]) -> list[Item]:
    """Urgent news first, then the oldest, then by id."""
    return sorted(items, key=lambda item: (item.urgent is None, item.published, item.post))


def choose(items: Iterable[Item], scene: Scene) -> tuple[Item, Step] | None:
    """What a run does next: claim or hold one post, or wait at most `PATIENCE_S` for one; None when it is done."""
    latest = scene.now + timedelta(seconds=PATIENCE_S)
    soon = list[tuple[datetime, Item, Step]]()
    for item in queue(items):
        step = next_step(item, scene)
        if step.action in {Action.CLAIM, Action.HOLD}:
            return item, step
        if step.at is not None and scene.now < step.at <= latest:
            soon.append((step.at, item, step))
    return min(soon, key=lambda each: each[0])[1:] if soon else None


def life(item: Item, scene: Scene) -> float:
    """How many seconds from now the post may still be sent: to the end of its window, at most `deadline_s`."""
    now, longest = scene.now.astimezone(UTC), scene.school.mirror.deadline_s
    second = now.replace(microsecond=0)
    ahead = (second + timedelta(seconds=s) for s in range(longest + 1))
    count = sum(1 for _ in takewhile(lambda moment: opening(item, moment, scene.school.hours).open, ahead))
    return min(float(longest), max(0.0, count - now.microsecond / 1_000_000 - _A_MOMENT_S))


def entry_as(state: State, item: Item, scene: Scene, reason: str = "") -> Entry:
    """The entry that records a step: what stands about earlier claims is kept, the rest is the item's.

    Whose yes it goes by is told with it.
    """
    standing = scene.entry(item)
    approval = scene.snapshot.approvals.get(item.post)
    return Entry(
        post=standing.post if standing else item.post,
        channel=scene.channel,
        state=state,
        at=scene.now,
        content_hash=item.content_hash,
        text_hash=text_hash(item.tweet.text),
        permalink=item.permalink,
        epoch=standing.epoch if standing else 0,
        nonce=standing.nonce if standing else "",
        claimed_at=standing.claimed_at if standing else None,
        tries=standing.tries if standing else 0,
        reason=reason,
        media=tuple(media.file.as_posix() for media in item.media),
        approver=approval.approver if approval else "",
        evidence=approval.evidence if approval else "",
    )


def _after_own_claim(item: Item, scene: Scene) -> Step:
    obstacle = _first(item, scene, _BEFORE_A_CALL)
    if obstacle is None:
        return Step(action=Action.SEND, why="the claim is ours")
    return Step(action=Action.RELEASE, why=obstacle.why, at=obstacle.at)


def _rest(entry: Entry) -> str:
    if entry.state is State.SENT:
        return "it was said"
    if entry.state is State.SKIPPED:
        return entry.reason or "it is not to be said"
    if entry.state is State.HELD:
        return f"{entry.reason or 'held'}; publish.py resolve {entry.post} says how it goes on"
    if entry.how == CORRECTED:
        return f"its tweet is being taken back; publish.py resend {original(entry.post)} goes on with it"
    return f"its withdrawal is not finished; publish.py withdraw {original(entry.post)} goes on with it"


_Obstacle = Callable[[Item, Scene], Step | None]


def _first(item: Item, scene: Scene, obstacles: tuple[_Obstacle, ...]) -> Step | None:
    found = (obstacle(item, scene) for obstacle in obstacles)
    return next((step for step in found if step is not None), None)


def _unapproved(item: Item, scene: Scene) -> Step | None:
    approval = scene.snapshot.approvals.get(item.post)
    if approval is None:
        return Step(action=Action.WAIT, why="waits for an approver's yes")
    if approval.content_hash != item.content_hash:
        return Step(action=Action.WAIT, why="was changed after its approval; waits for an approver's yes")
    if approval.evidence == BASELINE:
        return Step(action=Action.WAIT, why="was here before the ledger; to be said, it waits for an approver's yes")
    before = corrected(scene.snapshot.entries, scene.entry(item))
    if before and before.content_hash == item.content_hash:
        return Step(action=Action.WAIT, why="its tweet was taken back; waits for the correction and a yes to it")
    return None


def _banned(item: Item, scene: Scene) -> Step | None:
    gone = {file for banned in scene.snapshot.banned.values() for file in banned.files}
    if not gone.intersection(media.file.as_posix() for media in item.media):
        return None
    return Step(action=Action.WAIT, why="shows a picture that was withdrawn; take it out of the post")


def _paused(_item: Item, scene: Scene) -> Step | None:
    pause = scene.snapshot.pause
    return Step(action=Action.WAIT, why=f"all sending is paused: {pause.reason}") if pause else None


def _overdue(item: Item, scene: Scene) -> Step | None:
    """R2: who let a password grow old past all grace must change it first; urgent news never waits for that."""
    register = scene.school.credentials
    late = None if item.urgent else register.expired(scene.school.day(scene.now))
    if late is None:
        return None
    why = f"the {late.name} was due to be changed on {day(register.due(late))}; publish.py account tells what to do"
    return Step(action=Action.WAIT, why=why)


def _said_already(item: Item, scene: Scene) -> Step | None:
    words = text_hash(item.tweet.text)
    for entry in scene.entries():
        alike = entry.permalink == item.permalink or entry.text_hash == words
        if alike and (entry.state in _SAID or is_withdrawn(entry)):  # never this post's own entry: its state led here
            what = "with the same address" if entry.permalink == item.permalink else "in the same words"
            done = "withdrawn; it was said" if is_withdrawn(entry) else "said"
            return Step(action=Action.HOLD, why=f"{entry.post} was {done} {what}")
    return None


def _closed(item: Item, scene: Scene) -> Step | None:
    window = opening(item, scene.now, scene.school.hours)
    if window.open:
        return None
    if window.at is None:
        return Step(action=Action.HOLD, why=window.why)
    return Step(action=Action.WAIT, why=window.why, at=window.at)


def _rate_limited(item: Item, scene: Scene) -> Step | None:
    """X's rate limit binds the account, so that one post's answer holds back all; urgent news tries for itself."""
    limited = (entry for entry in scene.entries() if entry.not_before)
    binding = (entry.not_before for entry in limited if item.urgent is None or original(entry.post) == item.post)
    ends = [end for end in binding if end and end > scene.now]
    if not ends:
        return None
    return Step(action=Action.WAIT, why=f"X asks to wait until {scene.say(max(ends))}", at=max(ends))


def _run_is_full(item: Item, scene: Scene) -> Step | None:
    if item.urgent or scene.left > 0:
        return None
    return Step(action=Action.WAIT, why="this run has said as much as it may; the next run goes on", at=scene.now)


def _day_is_full(item: Item, scene: Scene) -> Step | None:
    hours = scene.school.hours
    today = scene.now.astimezone(hours.timezone).replace(hour=0, minute=0, second=0, microsecond=0)
    tomorrow = today + timedelta(days=1)
    begins, ends, own = today.astimezone(UTC), tomorrow.astimezone(UTC), scene.entry(item)
    claims = [entry for entry in scene.entries() if entry.claimed_at and begins <= entry.claimed_at < ends]
    count = sum(1 for entry in claims if entry is not own)
    if item.urgent or count < scene.school.limits.per_day:
        return None
    at = next_open(tomorrow, hours)
    return Step(action=Action.WAIT, why=f"today's {count} are said; waits until {scene.say(at)}", at=at)


def _too_close(item: Item, scene: Scene) -> Step | None:
    claims = [entry.claimed_at for entry in scene.entries() if entry.claimed_at]
    if item.urgent or not claims:
        return None
    at = max(claims) + timedelta(seconds=scene.school.limits.spacing_s)
    return Step(action=Action.WAIT, why="keeps its distance from the one before", at=at) if at > scene.now else None


_BEFORE_A_CALL = (_unapproved, _banned, _paused, _closed)
_BEFORE_A_CLAIM = (
    _unapproved, _banned, _paused, _overdue, _said_already, _closed, _rate_limited, _run_is_full, _day_is_full,
    _too_close,
)  # fmt: skip
