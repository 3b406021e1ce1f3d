"""What does a publisher work with, and what does it tell? The ports of one run, and its results as values."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from plugins.mirror.outbox import Scene
from plugins.model.account import Account, Timeline
from plugins.model.clock import Clock
from plugins.model.entry import Snapshot
from plugins.model.errors import ClockWrong
from plugins.model.ledger import Ledger
from plugins.model.manifest import Item
from plugins.model.post import PostId
from plugins.model.school import School

MOST_SKEW_S = 120


class Word(StrEnum):
    """How it stands with one post."""

    SAID = "said"
    WAITS = "waits"
    HELD = "held"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One line for people; `at` is when a wait ends, None where it waits for a person; `how` as in the ledger."""

    post: PostId
    word: Word
    why: str
    at: datetime | None = None
    tweet_id: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """One run of `send`: what was said, what waits, and everything on the channel that a person must settle."""

    said: tuple[Report, ...] = ()
    waiting: tuple[Report, ...] = ()
    held: tuple[Report, ...] = ()
    unknown: tuple[Report, ...] = ()

    @property
    def exit_code(self) -> int:
        """75 where the same command can do more later, 4 where only a person can, else 0."""
        if any(report.at for report in self.waiting):
            return 75
        return 4 if self.waiting or self.held or self.unknown else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The account's own time, and CLOCK_BOOTTIME (seconds) just before it was asked."""

    at: datetime
    boot: float

    def later(self, boot: float) -> datetime:
        """The account's time at another reading of CLOCK_BOOTTIME, never too early."""
        return self.at + timedelta(seconds=boot - self.boot)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """The ports of one run.

    `site` is the built site that holds the tweets' pictures. `live` raises NotLive unless the post's page answers with
    the content that was built, and `approved` raises NotApproved where its yes was taken back. `boottime` reads
    CLOCK_BOOTTIME in seconds, which goes on while the machine sleeps.
    """

    ledger: Ledger
    account: Account
    clock: Clock
    school: School
    site: Path
    live: Callable[[Item], None]
    approved: Callable[[Item], None]
    boottime: Callable[[], float]
    tell: Callable[[Report], None]

    def scene(self, snapshot: Snapshot, left: int, mine: str = "") -> Scene:
        """What the next step is computed from, now."""
        now = self.clock.now().astimezone(UTC)
        channel = self.account.channel
        return Scene(snapshot=snapshot, now=now, school=self.school, channel=channel, left=left, mine=mine)

    def look(self, since: datetime, scene: Scene) -> tuple[Timeline, Moment]:
        """The own timeline, without what was deleted, and the account's time; ClockWrong where ours is another."""
        boot = self.boottime()
        timeline = self.account.timeline(since)
        self.compare(timeline.at)
        deleted = scene.deleted()
        timeline = replace(timeline, tweets=tuple(tweet for tweet in timeline.tweets if tweet.id not in deleted))
        return timeline, Moment(at=timeline.at.astimezone(UTC), boot=boot)

    def compare(self, theirs: datetime) -> None:
        """ClockWrong unless this machine's time is the account's, give or take `MOST_SKEW_S` seconds."""
        skew = abs((self.clock.now().astimezone(UTC) - theirs.astimezone(UTC)).total_seconds())
        if skew > MOST_SKEW_S:
            raise ClockWrong(
                f"this machine's time and the account's are {skew:.0f} seconds apart",
                fix="set this machine's clock (let it be set by network time), then run the same command again",
            )
