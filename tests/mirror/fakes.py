"""Can saying it once be tried without X? A wall of tweets, a clock that moves at once, and gates to break things at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from plugins.mirror.publisher import Publisher, Report, Summary
from plugins.mirror.send import send
from plugins.model.account import Me, Shown, Timeline
from plugins.model.entry import Approval, Change, Entry, Snapshot, State
from plugins.model.errors import CertainlyNotSent, LedgerUnreachable, PerhapsSent
from plugins.model.ledger import Ledger
from plugins.model.manifest import Item
from plugins.model.post import PostId
from plugins.model.school import School
from plugins.model.tweet import Media
from tests import make
from tests.mirror.memory import MemoryLedger

CHANNEL = "rehearsal"
MONDAY = make.at("2026-11-23 10:00").astimezone(UTC)
Gate = Callable[[str], None]


class Crash(BaseException):
    """The machine dies here; nothing may catch it."""


def free(_effect: str) -> None:
    """The gate through which everything passes."""


@dataclass(slots=True)
class FakeClock:
    """Real time as `at`; `skew` is by how much this machine's own clock is wrong."""

    at: datetime = MONDAY
    skew: timedelta = timedelta(0)
    waited: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        return self.at + self.skew

    def wait(self, seconds: float) -> None:
        assert seconds >= 0
        self.waited.append(seconds)
        self.at += timedelta(seconds=seconds)

    def boottime(self) -> float:
        return (self.at - MONDAY).total_seconds() + 1000.0


@dataclass(slots=True)
class Wall:
    """What X holds, newest first; all it ever accepted, oldest first; how long each stays invisible (seconds)."""

    tweets: list[Shown] = field(default_factory=list)
    ever: list[Shown] = field(default_factory=list)
    lag: float = 0
    numbers: int = 100

    def put(self, text: str, at: datetime, urls: tuple[str, ...] = ()) -> str:
        self.numbers += 1
        links = urls or tuple(word for word in text.split() if word.startswith("https://"))
        self.ever.append(Shown(id=str(self.numbers), text=text, urls=links, created_at=at))
        self.tweets.insert(0, self.ever[-1])
        return str(self.numbers)

    def texts(self) -> list[str]:
        return [tweet.text for tweet in reversed(self.tweets)]


Answer = Callable[[Wall, str, datetime], str]
"""What X does with one call that says something."""


def accepted_then_lost(wall: Wall, text: str, at: datetime) -> str:
    wall.put(text, at)
    raise PerhapsSent("the answer was lost", fix="look")


def refuse(status: int, retry_at: datetime | None = None) -> Answer:
    def answer(_wall: Wall, _text: str, _at: datetime) -> str:
        raise CertainlyNotSent("X said no", fix="ask", status=status, retry_at=retry_at)

    return answer


def doubt(*, duplicate: bool = False) -> Answer:
    def answer(_wall: Wall, _text: str, _at: datetime) -> str:
        raise PerhapsSent("no sense in the answer", fix="look", duplicate=duplicate)

    return answer


@dataclass(slots=True)
class FakeAccount:
    """One connection to the wall; `answers` are used up one for each post, then X simply accepts."""

    wall: Wall
    clock: FakeClock
    gate: Gate = free
    answers: list[Answer] = field(default_factory=list)
    channel: str = CHANNEL
    handle: str = "thistledownpri"
    id: str = "1700000000000000001"
    uploads: list[str] = field(default_factory=list)
    pictures: list[tuple[str, ...]] = field(default_factory=list)
    sinces: list[datetime | None] = field(default_factory=list)

    def me(self) -> Me:
        self.gate("before me")
        return Me(id=self.id, handle=self.handle, at=self.clock.at)

    def timeline(self, since: datetime | None) -> Timeline:
        self.gate("before timeline")
        self.sinces.append(since)
        newest = self.clock.at - timedelta(seconds=self.wall.lag)
        oldest = since or datetime.min.replace(tzinfo=UTC)
        return Timeline(tweets=tuple(t for t in self.wall.tweets if oldest <= t.created_at <= newest), at=self.clock.at)

    def upload(self, file: Path, media: Media) -> str:
        self.gate("before upload")
        self.uploads.append(f"{file.as_posix()}: {media.alt}")
        return f"media-{len(self.uploads)}"

    def post(self, text: str, media_ids: Sequence[str], *, deadline: float) -> str:
        self.gate("before post")
        self.pictures.append(tuple(media_ids))
        if self.clock.boottime() > deadline:
            raise CertainlyNotSent("too late", fix="again", status=0)
        answer = self.answers.pop(0) if self.answers else Wall.put
        number = answer(self.wall, text, self.clock.at)
        self.gate("after post")
        return number

    def delete(self, tweet_id: str) -> None:
        self.gate("before delete")
        self.wall.tweets = [tweet for tweet in self.wall.tweets if tweet.id != tweet_id]
        self.gate("after delete")


class BlindAccount(FakeAccount):
    """A look that sees nothing."""

    def timeline(self, since: datetime | None) -> Timeline:
        return replace(FakeAccount.timeline(self, since), tweets=())


@dataclass(slots=True)
class GatedLedger:
    """Any ledger behind a gate."""

    inner: Ledger
    gate: Gate

    def read(self) -> Snapshot:
        self.gate("before read")
        return self.inner.read()

    def create(self, change: Change) -> Snapshot:
        return self.inner.create(change)

    def advance(self, snapshot: Snapshot, change: Change) -> Snapshot:
        self.gate("before advance")
        after = self.inner.advance(snapshot, change)
        self.gate("after advance")
        return after


def school(*, on_unknown: str = "hold", limits: dict[str, int] | None = None, **mirror: Any) -> School:
    plain = make.school()
    return replace(
        plain,
        mirror=replace(plain.mirror, on_unknown=on_unknown, **mirror),
        limits=replace(plain.limits, **(limits or {})),
    )


@dataclass(slots=True)
class World:
    """A school, a wall, a ledger, real time; every publisher made here shares them."""

    items: list[Item]
    school: School = field(default_factory=school)
    clock: FakeClock = field(default_factory=FakeClock)
    wall: Wall = field(default_factory=Wall)
    ledger: Ledger = field(default_factory=MemoryLedger)
    told: list[Report] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.ledger.create(Change(summary="Start", approvals=tuple(approval(item) for item in self.items)))

    def approve(self) -> None:
        """Say yes to every item as it is now."""
        change = Change(summary="Approve", approvals=tuple(approval(item) for item in self.items))
        self.ledger.advance(self.ledger.read(), change)

    def account(self, gate: Gate = free, **changes: Any) -> FakeAccount:
        return FakeAccount(wall=self.wall, clock=self.clock, gate=gate, **changes)

    def publisher(self, gate: Gate = free, **changes: Any) -> Publisher:
        values: dict[str, Any] = {
            "ledger": GatedLedger(self.ledger, gate),
            "account": self.account(gate),
            "clock": self.clock,
            "school": self.school,
            "site": Path("site"),
            "live": lambda _item: gate("before live"),
            "approved": lambda _item: None,
            "boottime": self.clock.boottime,
            "tell": self.told.append,
            **changes,
        }
        return Publisher(**values)

    def send(self, gate: Gate = free, **changes: Any) -> Summary:
        return send(self.items, self.publisher(gate, **changes))

    def entry(self, name: str) -> Entry:
        return self.ledger.read().entries[(PostId(name), CHANNEL)]

    def write(self, *entries: Entry) -> None:
        self.ledger.advance(self.ledger.read(), Change(summary="Test", entries=entries))

    def settle(self, *, rounds: int = 12, minutes: int = 7) -> None:
        """Run again and again, as a scheduled job would, until nothing is left to do."""
        for _ in range(rounds):
            summary = self.send()
            if summary.exit_code == 0:
                return
            self.clock.wait(minutes * 60)


def news(name: str = "choir", **changes: Any) -> Item:
    """A post with an address and words of its own."""
    permalink = f"https://www.thistledown-primary.example/news/{name}/"
    values: dict[str, Any] = {"post": PostId(name), "summary": f"All about the {name}.", "permalink": permalink}
    return make.item(**{**values, **changes})


def approval(item: Item, **changes: Any) -> Approval:
    plain = Approval(
        post=item.post,
        content_hash=item.content_hash,
        approver="head",
        evidence="none",
        at=MONDAY,
        path=item.source,
        source="c" * 40,
    )
    return replace(plain, **changes)


def entry(name: str, state: State, **changes: Any) -> Entry:
    item = news(name)
    values: dict[str, Any] = {"at": MONDAY, "content_hash": item.content_hash, "permalink": item.permalink, **changes}
    return Entry(post=item.post, channel=CHANNEL, state=state, **values)


def stop_at(number: int) -> Gate:
    """Die at the n-th effect, counted from 1."""
    left = [number]

    def gate(_effect: str) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise Crash

    return gate


def when(effect: str, do: Callable[[], object], *, times: int = 1) -> Gate:
    """Let something happen just at an effect, the first so many times."""
    left = [times]

    def gate(name: str) -> None:
        if name == effect and left[0] > 0:
            left[0] -= 1
            do()

    return gate


def unreachable() -> None:
    raise LedgerUnreachable("no answer", fix="again")
