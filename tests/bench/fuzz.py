"""How much hostile input does the way from a file to a page stand, and which costs the most time?

    python -m tests.bench.fuzz [NUMBER] [JSON]

Writes {"cases", "escapes", "crashes", "slowest_s"} (seconds of processor time for reading and judging one post) and
tells the slowest attempts and everything that got out. Faces and writing are not looked for: they cost the same for
every photo. A round has another start than the last; the same number of cases gives the same cases.
"""

# ruff: noqa: T201 - a bench prints
import json
import sys
import tempfile
from pathlib import Path

from plugins.detect.sight import Sight
from tests.hostile.fuzz import Fate, try_many
from tests.hostile.strategies import Attempt

_ROUND = 1_000


def main(number: int, target: Path | None) -> int:
    """Measure and tell; 1 where anything got out or broke."""
    tried: list[tuple[Attempt, Fate]] = []
    with tempfile.TemporaryDirectory() as folder:
        while len(tried) < number:
            tried += try_many(min(_ROUND, number - len(tried)), len(tried), Path(folder))
            print(f"{len(tried)} of {number}", file=sys.stderr)
    wrong = [(attempt, fate) for attempt, fate in tried if fate.escapes or fate.crash]
    slow = sorted(tried, key=lambda pair: -pair[1].seconds)
    found = {
        "cases": len(tried),
        "escapes": sum(bool(fate.escapes) for _, fate in tried),
        "crashes": sum(bool(fate.crash) for _, fate in tried),
        "slowest_s": round(slow[0][1].seconds, 3),
    }
    for attempt, fate in wrong[:20]:
        print(fate.escapes, fate.crash, attempt)
    for attempt, fate in slow[:5]:
        print(f"{fate.seconds:.3f} s, {len(attempt.data)} bytes, went: {fate.went}, {attempt.data[-200:]!r}")
    print(json.dumps({**found, "went": sum(fate.went for _, fate in tried)}))
    if target:
        target.write_text(json.dumps(found) + "\n", encoding="utf-8")
    return 1 if wrong else 0


def _blind() -> None:
    """Look for no faces and no writing."""
    Sight.faces = lambda *_: ()  # type: ignore[method-assign]
    Sight.lines = lambda *_: ()  # type: ignore[method-assign]


if __name__ == "__main__":
    _blind()
    words = sys.argv[1:]
    sys.exit(main(int(words[0]) if words else 10_000, Path(words[1]) if len(words) > 1 else None))
