"""Judge labelled posts through the same path as `check`, and tell how well: per rule, and every miss by id.

    python -m tests.bench.policy FILE.jsonl [OUT.json]

Each line is a post: id, title, summary, body, category, date (local), event and urgent (true or false), image (file,
alt, caption, or null) and labels; what is missing is taken as empty. There is no roll and no picture: its description,
caption and file name are judged. An `event` or `urgent` that is true becomes such a table with a neutral reason.
"""

import json
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from plugins.detect.known import Known
from plugins.judging.examine import examine
from plugins.model.finding import Severity
from tests import make
from tests.cases.posts import Row, completed, folder, readings, rows

LABELS = (
    "child-name", "individual-child", "whereabouts", "hours", "negative-tone",
    "reply-debate", "contact-detail", "face-described", "exemption-misuse",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was found in one post, of the nine rules that are labelled; `faults` where it could not be read."""

    block: frozenset[str]
    ask: frozenset[str]
    faults: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def found(self) -> frozenset[str]:
        """What stops or waits."""
        return self.block | self.ask


def verdicts(labelled: Sequence[Row]) -> Mapping[str, Verdict]:
    """Every post judged by all rules in a folder of its own, by id."""
    school = make.school()
    found = {}
    with folder() as place:
        content = Path(place) / "content"
        known = Known(school=school, roll=None, memory=make.memory(Path(place) / "memory"))
        dates = (datetime.fromisoformat(completed(row)["date"]) for row in labelled)
        now = max(dates, default=datetime(2026, 1, 1))  # noqa: DTZ001 - the zone follows
        for name, reading in readings(labelled, content, school):
            start = time.perf_counter()
            (judged,) = examine([reading], content, known, now=now.replace(tzinfo=school.site.timezone))
            rules = {
                severity: {one.rule for one in judged.findings if one.severity is severity} for severity in Severity
            }
            found[name] = Verdict(
                block=frozenset(rules[Severity.BLOCK] & set(LABELS)),
                ask=frozenset(rules[Severity.ASK] & set(LABELS)),
                faults=tuple(f"{fault.place}: {fault.note}" for fault in reading.faults),
                seconds=time.perf_counter() - start,
            )
    return found


def report(labelled: Sequence[Row], found: Mapping[str, Verdict]) -> str:
    """Precision, recall and F1 of each rule, the clean posts that were flagged, and each miss by id."""
    made = (completed(row, number) for number, row in enumerate(labelled))
    truth = {row["id"]: frozenset(row["labels"]) for row in made}
    lines = ["rule               posts  recall  precision    F1"]
    for rule in LABELS:
        hits = {name for name, labels in truth.items() if rule in labels}
        flagged = {name for name, verdict in found.items() if rule in verdict.found}
        right = len(hits & flagged)
        recall, precision = _part(right, len(hits)), _part(right, len(flagged))
        both = _part(2 * right, len(hits) + len(flagged))
        lines.append(f"{rule:17} {len(hits):6} {recall:>7} {precision:>10} {both:>5}")
        lines += [f"    missed: {_list(hits - flagged)}"] if hits - flagged else []
        lines += [f"    wrong: {_list(flagged - hits)}"] if flagged - hits else []
    clean = {name for name, labels in truth.items() if not labels}
    blocked = {name for name in clean if found[name].block}
    asked = {name for name in clean if found[name].ask} - blocked
    lines.append(f"clean posts: {len(clean)}; wrongly blocked {len(blocked)} ({_part(len(blocked), len(clean))})")
    lines += [f"    {name}: {_list(found[name].block)}" for name in sorted(blocked)]
    lines.append(f"clean posts asked about: {len(asked)} ({_part(len(asked), len(clean))})")
    lines += [f"    {name}: {_list(found[name].ask)}" for name in sorted(asked)]
    lines += [f"{name} cannot be read: {fault}" for name, one in found.items() for fault in one.faults]
    if found:
        middle = statistics.median(one.seconds for one in found.values())
        lines.append(f"a post takes {1000 * middle:.0f} ms the first time (median)")
    return "\n".join(lines)


def as_json(found: Mapping[str, Verdict]) -> str:
    """The verdicts for another program."""
    cases = {name: {"block": sorted(one.block), "ask": sorted(one.ask)} for name, one in found.items()}
    return json.dumps({"cases": cases}, indent=1) + "\n"


def _part(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "-"


def _list(names: set[str] | frozenset[str]) -> str:
    return ", ".join(sorted(names))


def main(arguments: Sequence[str]) -> int:
    """Judge a file, tell the figures, and write the verdicts where a second argument says so."""
    if not arguments:
        sys.stdout.write(__doc__ or "")
        return 2
    try:
        labelled = rows(Path(arguments[0]))
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    found = verdicts(labelled)
    sys.stdout.write(f"{report(labelled, found)}\n")
    if arguments[1:]:
        Path(arguments[1]).write_text(as_json(found), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
