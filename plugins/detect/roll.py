"""Whose names are never said? The school's own list of pupils, which stays outside the repository."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

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
_NONE = "-"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Child:
    """One pupil: every first name (legal, known as, preferred) and every surname the school has on record."""

    firsts: tuple[str, ...]
    lasts: tuple[str, ...]

    def __repr__(self) -> str:
        return "Child(…)"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Roll:
    """All pupils. Two rolls are equal only when they are the same one, so that an index of it can be kept."""

    children: tuple[Child, ...]

    def __repr__(self) -> str:
        return f"Roll({len(self.children)} names)"


def load_roll(file: Path) -> Roll:
    """Read a CSV export with a header: UTF-8 or Windows-1252; commas, semicolons or tabs; at most 20,000 rows.

    A pupil who has no surname has "-" there. SettingsWrong names file and line, and never a value.
    """
    lines = _text(file).splitlines()
    if not any(lines):
        raise _wrong(file, 1, "it is empty")
    mark = max(",;\t", key=lines[0].count)
    rows = csv.reader(lines, delimiter=mark)
    try:
        columns = _columns(next(rows), file)
        children = tuple(_children(rows, columns, file))
    except csv.Error:
        raise _wrong(file, rows.line_num, "that line is no CSV") from None
    if not children:
        raise _wrong(file, 1, "no pupil is in it")
    return Roll(children=children)


def _text(file: Path) -> str:
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
        yield Child(firsts=values["first"], lasts=tuple(last for last in values["last"] if last != _NONE))


def _wrong(file: Path, line: int, why: str) -> SettingsWrong:
    return SettingsWrong(
        f"{file}:{line}: the list of pupils: {why}",
        fix="export it again from the school's system as CSV with forename and surname",
    )
