"""What does saying it once cost? The protocol on local git, for each tweet, with 10 and with 1,000 posts in the ledger.

    python -m tests.bench.overhead [RUNS]

X answers at once and the pages are live at once, so that all the time is the ledger's: reading, claiming, reading
back, recording. Ledgers of both sizes take turns. A tweet's time is from one tweet of a run to the next; what a run
pays once, before its first tweet, is told apart. Processor time counts git's processes as well, and does not depend on
what else the machine is doing.
"""

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from plugins.mirror.ledger import GitLedger
from plugins.model.entry import State
from plugins.repo.git import Git
from tests.mirror.fakes import MONDAY, World, entry, news, school

SIZES = 10, 1000
TWEETS = 3
REF = "refs/schoolgate/rehearsal"


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment by the wall's clock and by the processor's, in seconds."""

    wall: float
    cpu: float

    def since(self, earlier: "Instant") -> "Instant":
        return Instant(self.wall - earlier.wall, self.cpu - earlier.cpu)


def instant() -> Instant:
    """Now; the processor's clock counts this process and all that it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return Instant(time.perf_counter(), sum(one.ru_utime + one.ru_stime for one in used))


@dataclass(slots=True)
class Measured:
    """A world with a ledger of some size, and what each tweet and each first reading took."""

    world: World
    folder: Path
    tweets: list[Instant] = field(default_factory=list)
    readings: list[Instant] = field(default_factory=list)

    def run(self, number: int) -> None:
        """One run as a process of its own makes it: with a hand on the ledger that has read nothing yet."""
        world = self.world
        world.items = [news(f"run-{number}-{each}") for each in range(TWEETS)]
        world.approve()
        world.ledger = GitLedger(Git(self.folder), ref=REF, remote="")
        begun = instant()
        world.ledger.read()
        self.readings.append(instant().since(begun))
        ticks: list[Instant] = []
        world.send(tell=lambda _: ticks.append(instant()))
        assert len(ticks) == TWEETS
        self.tweets += [later.since(earlier) for earlier, later in pairwise(ticks)]


def measured(folder: Path, size: int) -> Measured:
    """A ledger that knows so many posts already."""
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    limits = {"per_run": TWEETS, "per_day": 10_000, "spacing_s": 0}
    world = World([], school=school(limits=limits), ledger=GitLedger(Git(folder), ref=REF, remote=""))
    said = {"text_hash": "e" * 64, "nonce": "f" * 32, "tweet_id": "1", "claimed_at": MONDAY - timedelta(days=7)}
    world.write(*[entry(f"old-{n}", State.SENT, **said) for n in range(size)])
    return Measured(world=world, folder=folder)


def main(runs: int) -> None:
    """Measure and tell."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = (measured(Path(folder, str(size)), size) for size in SIZES)
        for number in range(runs):
            small.run(number)
            large.run(number)
    sys.stdout.write(f"saying it once on local git, {runs} runs of {TWEETS} tweets, seconds (median)\n")
    for size, one in zip(SIZES, (small, large), strict=True):
        sys.stdout.write(f"  {size:5} posts   each tweet {_told(one.tweets)}   once a run {_told(one.readings)}\n")
    wall, cpu = (median(large.tweets, by) / median(small.tweets, by) for by in ("wall", "cpu"))
    sys.stdout.write(f"  ratio         each tweet {wall:5.2f} wall {cpu:5.2f} processor\n")


def median(spans: list[Instant], by: str) -> float:
    return statistics.median(span.wall if by == "wall" else span.cpu for span in spans)


def _told(spans: list[Instant]) -> str:
    return f"{median(spans, 'wall'):5.3f} wall {median(spans, 'cpu'):5.3f} processor"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
