"""How often was a post refused, and by which clause? Counted on this machine; never what was refused, or whose."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path

from plugins.model.case import Judged
from plugins.model.finding import Severity

FILE = "refusals.json"
_MONTHS = 13
_MOST = 5_000
"""How many refusals of one month are told apart; more than that is an attack, not a school."""


def note(file: Path, judged: Iterable[Judged], today: date) -> None:
    """Count each refused version of a file once for each clause, however often it is judged."""
    found = {
        f"{finding.clause} {sha256(f'{one.digest} {finding.clause}'.encode()).hexdigest()[:16]}"
        for one in judged
        for finding in one.findings
        if finding.severity is Severity.BLOCK
    }
    months, month = _read(file), f"{today:%Y-%m}"
    there = set(months.get(month, ()))
    if found <= there:
        return
    months[month] = sorted(there | found)[:_MOST]
    kept = {name: months[name] for name in sorted(months)[-_MONTHS:]}
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(kept, indent=0), encoding="utf-8")


def counted(file: Path, month: str) -> Mapping[str, int]:
    """Refusals of a month (2026-11) by clause."""
    return Counter(entry.split(" ")[0] for entry in _read(file).get(month, ()))


def _read(file: Path) -> dict[str, list[str]]:
    """What was counted; nothing where the file is missing or spoilt, for a count may never keep news from going out."""
    try:
        months = json.loads(file.read_text(encoding="utf-8"))
        return {str(month): [str(entry) for entry in entries] for month, entries in months.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}
