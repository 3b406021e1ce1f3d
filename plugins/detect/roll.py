"""Whose names are never said? The school's own list of pupils, which stays outside the repository."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from plugins.detect.keyed import BEGINNING, Hashed, read
from plugins.model.errors import SettingsWrong

_MOST_BYTES = 4 * 2**20
_MOST_ROWS = 20_000
_MOST_LETTERS = 100
_FIRST = frozenset(
    {
        "first", "forename", "first name", "legal forename", "legal first name", "given name", "chosen forename",
        "known as", "preferred", "preferred name", "preferred forename", "preferred first name", "chosen name",
    }
)  # fmt: skip
_LAST = frozenset(
    {
        "last", "surname", "last name", "family name", "legal surname", "legal last name", "preferred surname",
        "preferred last name", "chosen surname",
    }
)  # fmt: skip
_LEFT = frozenset({"left", "left on", "leaving date", "date of leaving", "leaver", "date left"})
_NONE = "-"
_EVERY_MONTH_HAS = 28
KEPT_YEARS = 7
"""A leaver's name stays so long: who left at eleven is then an adult, and the news of those years has gone by."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Child:
    """One pupil: every first name (legal, known as, preferred) and every surname the school has on record.

    `left` is the day on which a leaver left.
    """

    firsts: tuple[str, ...]
    lasts: tuple[str, ...]
    left: date | None = None

    def __repr__(self) -> str:
        return "Child(…)"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Roll:
    """All pupils, leavers of the last years too, and `staff`, whose names are theirs unless a pupil's full name.

    In its `hashed` form nobody can list the children.

    Two rolls are equal only when they are the same one, so that an index of it can be kept.
    """

    children: tuple[Child, ...]
    staff: tuple[Child, ...] = ()
    hashed: Hashed | None = None

    def __repr__(self) -> str:
        return "Roll(hashed)" if self.hashed else f"Roll({len(self.children)} names)"


def load_roll(file: Path, *, staff: Path | None = None, today: date | None = None, key: str = "") -> Roll:
    """Read a CSV export with a header: UTF-8 or Windows-1252; commas, semicolons or tabs; at most 20,000 rows.

    A pupil who has no surname has "-" there; one who left, the day in a column `left` (2026-07-21 or 21/07/2026): seven
    years later the name is no longer looked for. `staff` is a list of the same form. The keyed form of a roll is read
    with its `key`; CouldNotRun where that is missing or another. SettingsWrong names file and line, and never a value.
    """
    adults = tuple(_people(staff, _text(staff))) if staff else ()
    text = _text(file)
    if text.startswith(BEGINNING):
        return Roll(children=(), staff=adults, hashed=read(text, key))
    day = today or datetime.now(UTC).date()
    since = day.replace(year=day.year - KEPT_YEARS, day=min(day.day, _EVERY_MONTH_HAS))
    children = tuple(child for child in _people(file, text) if child.left is None or child.left >= since)
    if not children:
        raise _wrong(file, 1, f"everybody in it left more than {KEPT_YEARS} years ago")
    return Roll(children=children, staff=adults)


def is_hashed(file: Path) -> bool:
    """Whether a file is a roll in its keyed form, which may lie in a repository."""
    return _text(file).startswith(BEGINNING)


def _people(file: Path, text: str) -> Sequence[Child]:
    lines = text.splitlines()
    if not any(lines):
        raise _wrong(file, 1, "it is empty")
    mark = max(",;\t", key=lines[0].count)
    rows = csv.reader(lines, delimiter=mark)
    try:
        columns = _columns(next(rows), file)
        found = tuple(_children(rows, columns, file))
    except csv.Error:
        raise _wrong(file, rows.line_num, "that line is no CSV") from None
    if not found:
        raise _wrong(file, 1, "nobody is in it")
    return found


def _text(file: Path) -> str:
    if file.exists() and not file.is_file():
        raise SettingsWrong(f"{file}: the list of pupils is no plain file", fix="give the place of the CSV file itself")
    try:
        with file.open("rb") as handle:
            data = handle.read(_MOST_BYTES + 1)
    except OSError as error:
        raise SettingsWrong(
            f"{file}: the list of pupils cannot be read ({error.strerror})", fix="check its place and who may read it"
        ) from error
    if len(data) > _MOST_BYTES:
        raise _wrong(file, 1, "it is larger than 4 MB")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _wrong(file, 1, "its letters are neither UTF-8 nor Windows-1252")


def _columns(header: Sequence[str], file: Path) -> Mapping[str, tuple[int, ...]]:
    names = [" ".join(re.findall(r"\w+", name.casefold().replace("_", " "))) for name in header]
    columns = {
        "first": tuple(n for n, name in enumerate(names) if name in _FIRST),
        "last": tuple(n for n, name in enumerate(names) if name in _LAST),
        "left": tuple(n for n, name in enumerate(names) if name in _LEFT),
    }
    if not columns["first"] or not columns["last"]:
        raise _wrong(file, 1, "its first line must name a column for the forename and one for the surname")
    return columns


def _children(rows: Iterator[Sequence[str]], columns: Mapping[str, tuple[int, ...]], file: Path) -> Iterator[Child]:
    for number, row in enumerate(rows, start=2):
        if number > _MOST_ROWS + 1:
            raise _wrong(file, number, f"it has more than {_MOST_ROWS:,} rows")
        if not any(value.strip() for value in row):
            continue
        values = {
            name: tuple(dict.fromkeys(row[n].strip() for n in where if n < len(row) and row[n].strip()))
            for name, where in columns.items()
        }
        if not values["first"] or not values["last"]:
            raise _wrong(file, number, "a forename or a surname is missing")
        if any(len(value) > _MOST_LETTERS for found in values.values() for value in found):
            raise _wrong(file, number, f"a name is longer than {_MOST_LETTERS} letters")
        child = Child(firsts=values["first"], lasts=tuple(last for last in values["last"] if last != _NONE))
        yield replace(child, left=_day(values["left"][0], file, number)) if values["left"] else child


def _day(written: str, file: Path, line: int) -> date:
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"):
        try:
            return datetime.strptime(written[:10], form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    raise _wrong(file, line, "the day of leaving is no date such as 2026-07-21")


def _wrong(file: Path, line: int, why: str) -> SettingsWrong:
    return SettingsWrong(
        f"{file}:{line}: the list of pupils: {why}",
        fix="export it again from the school's system as CSV with forename and surname",
    )
