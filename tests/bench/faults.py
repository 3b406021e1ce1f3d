"""Is each post said exactly once, or taken back for good, whatever breaks? Real git, real HTTP, then `kill -9`.

    python -m tests.bench.faults [SCHEDULES] [JSON]

Schedules of faults meet each deed in turn (`tests/mirror/deeds.py`): sending, taking back a post, a tweet or a picture.
Half as many kills follow. What was done is kept in .schoolgate/bench-faults.jsonl, so that a run that was
stopped goes on where it was; a change of the code begins anew. Ends with 1 where a post was said twice or lost.
"""

import json
import sys
import tempfile
import time
from collections.abc import Generator
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.mirror.deeds import DEEDS
from tests.mirror.kills import kill
from tests.mirror.real import House, house
from tests.mirror.schedules import End, Schedule, Turns, clean_run, play

ROOT = Path(__file__).parents[2]
KEPT = ROOT / ".schoolgate" / "bench-faults.jsonl"
A_HOUSE = 100
"""Schedules or kills before a fresh clone takes the place of one that is full of old ledgers."""

_TOLD_EVERY = 50


@dataclass(slots=True)
class Progress:
    """What was done already, one JSON document a line; the first line names the code that did it."""

    file: Path
    schedules: list[End] = field(default_factory=list)
    kills: list[dict[str, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        code = _code()
        lines = self.file.read_text(encoding="utf-8").splitlines() if self.file.is_file() else []
        if lines[:1] != [code]:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self.file.write_text(f"{code}\n", encoding="utf-8")
            return
        for line in lines[1:]:
            self._keep(json.loads(line))

    def add(self, document: dict[str, Any]) -> None:
        """Remember one result."""
        with self.file.open("a", encoding="utf-8") as file:
            file.write(f"{json.dumps(document)}\n")
        self._keep(document)

    def _keep(self, document: dict[str, Any]) -> None:
        if "kills" in document:
            self.kills.append(document)
        else:
            self.schedules.append(End(**document))

    def tally(self) -> dict[str, int]:
        """The figures so far. A schedule in which nothing came to fail is none."""
        fired = [end for end in self.schedules if end.fired]
        both = [asdict(end) for end in fired] + self.kills
        return {
            "schedules": len(fired),
            "crash_points": len({(end.deed, end.died_at) for end in fired if end.died_at}),
            "duplicates": sum(one["duplicates"] for one in both),
            "lost": sum(one["lost"] for one in both),
            "kills": sum(one["kills"] for one in self.kills),
        }


def _code() -> str:
    files = sorted([*(ROOT / "plugins").rglob("*.py"), *(ROOT / "tests" / "mirror").glob("*.py"), Path(__file__)])
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def houses() -> Generator[House, None, None]:
    """One house after the other, each for `A_HOUSE` worlds."""
    while True:
        with tempfile.TemporaryDirectory() as folder, house(Path(folder, "house")) as home:
            while home.worlds < A_HOUSE:
                yield home


def run_schedules(progress: Progress, number: int) -> None:
    """Play until so many schedules failed in their way."""
    if progress.tally()["schedules"] >= number:
        return
    homes = houses()
    turns = Turns(*(clean_run(next(homes).world(), deed) for deed in DEEDS))
    for end in progress.schedules:
        turns.heard(end)
    while (done := progress.tally()["schedules"]) < number:
        _tell(progress, f"{done} of {number} schedules", len(progress.schedules))
        schedule = turns.schedule
        end = play(schedule, next(homes).world(on_unknown=schedule.on_unknown, lag=schedule.lag))
        turns.heard(end)
        progress.add(asdict(end))
        _complain(schedule, end)
    homes.close()


def _tell(progress: Progress, done: str, played: int = 0) -> None:
    """Every so many: hours of silence would look like a hang."""
    if played % _TOLD_EVERY == 0:
        tally = progress.tally()
        sys.stderr.write(f"{done}: {tally['duplicates']} said twice or left standing, {tally['lost']} lost\n")


def _complain(schedule: Schedule, end: End) -> None:
    if end.duplicates or end.lost:
        sys.stderr.write(f"{end.duplicates} said twice or left standing, {end.lost} lost: {schedule}\n")


def run_kills(progress: Progress, number: int) -> None:
    """Kill until so many publishers died."""
    while (left := number - progress.tally()["kills"]) > 0:
        _tell(progress, f"{number - left} of {number} kills")
        progress.add(kill(min(left, A_HOUSE), len(progress.kills)))


def main(number: int, out: Path | None) -> int:
    """Measure and tell; 0 where every post was said once."""
    progress = Progress(KEPT)
    done, begun = progress.tally(), time.monotonic()
    run_schedules(progress, number)
    run_kills(progress, number // 2)
    tally = progress.tally()
    text = json.dumps(tally, indent=1)
    sys.stdout.write(f"{text}\n")
    if done["schedules"]:
        sys.stdout.write(f"({done['schedules']} schedules and {done['kills']} kills were done before)\n")
    sys.stdout.write(f"{time.monotonic() - begun:.0f} seconds\n")
    if out:
        out.write_text(f"{text}\n", encoding="utf-8")
    return 1 if tally["duplicates"] or tally["lost"] else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000, Path(sys.argv[2]) if len(sys.argv) > 2 else None))
