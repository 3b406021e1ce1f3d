"""Does the account follow whom the school chose, and nobody else? follows.toml beside the account's own list (R11)."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from plugins.account.duty import Duty, Light
from plugins.account.lists import pages
from plugins.model.errors import SettingsWrong
from plugins.model.people import Circle, Person, Relation, address
from plugins.model.table import Table
from plugins.model.words import count

FILE = "follows.toml"
MOST = 100
"""How many accounts a school may list; X looks up so many in one call."""

_PAGE = 100
_EVIDENCE = re.compile(r"https://[^\s<>\"]{4,190}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One account of follows.toml; `evidence` is the address that shows a person's educational link."""

    handle: str
    id: str
    kind: str
    reason: str
    evidence: str


class Verdict(StrEnum):
    """How one account stands, in words."""

    FOLLOWED = "followed"
    FOLLOW = "to be followed"
    UNFOLLOW = "not on the list: to be unfollowed"
    RENAMED = "has another handle now"
    GONE = "gone or suspended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One account with what is to be done: a `link` to do it at, or a change of follows.toml in `fix`."""

    verdict: Verdict
    handle: str
    link: str = ""
    fix: str = ""


def listed(root: Path) -> tuple[Listed, ...]:
    """The accounts of the follows.toml in a clone; nobody where there is no such file."""
    file = root / FILE
    return parse(file.read_text(encoding="utf-8")) if file.is_file() else ()


def parse(text: str) -> tuple[Listed, ...]:
    """Read follows.toml; SettingsWrong lists every mistake."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsWrong(f"follows.toml cannot be read: {error}", fix="correct that line of follows.toml") from error
    mistakes: list[str] = []
    table = Table("follows.toml", document, mistakes)
    found = tuple(_listed(entry) for entry in table.tables("follow"))
    table.done()
    if len(found) > MOST or len({one.id for one in found}) < len(found):
        mistakes.append(f"[follow]: lists an account twice, or more than {MOST}")
    if mistakes:
        told = "\n".join(f"  {mistake}" for mistake in mistakes)
        raise SettingsWrong(f"follows.toml has mistakes:\n{told}", fix="correct each of these lines of follows.toml")
    return found


def compare(wanted: Sequence[Listed], circle: Circle) -> tuple[Row, ...]:
    """Ask the account whom it follows, and X about those that it does not; what is to be done stands first."""
    following = {person.id: person for page in pages(circle, Relation.FOLLOWING, size=_PAGE) for person in page.people}
    missing = [one.id for one in wanted if one.id not in following]
    there = {person.id: person for person in circle.lookup(missing)} if missing else {}
    rows = [row for one in wanted for row in _rows(one, following, there)]
    off = set(following) - {one.id for one in wanted}
    rows += [_off_the_list(following[number]) for number in sorted(off)]
    return tuple(sorted(rows, key=lambda row: row.verdict is Verdict.FOLLOWED))


def duty(rows: Sequence[Row]) -> Duty:
    """R11's line of the overview."""
    todo = sum(row.verdict is not Verdict.FOLLOWED for row in rows)
    return Duty(
        clause="R11",
        name="follows",
        light=Light.AMBER if todo else Light.GREEN,
        says=f"{count(todo, 'account')} not as follows.toml says" if todo else f"{len(rows)}, all on the list",
        fix="publish.py account follows" if todo else "",
    )


def waiting(why: str) -> Duty:
    """R11's line while nobody has said yes to the list as it stands."""
    return Duty(
        clause="R11",
        name="follows",
        light=Light.AMBER,
        says=f"follows.toml waits for an approver's yes: {why}",
        fix="publish.py submit --follows, then somebody else: publish.py approve --follows; on GitHub, a review",
    )


def _listed(table: Table) -> Listed:
    found = Listed(
        handle=table.matching("handle", r"\w{1,20}", "is an account's name without @"),
        id=table.matching("id", r"\d{1,19}", "is the account's number, in quotes"),
        kind=table.choice("kind", ("organisation", "person")),
        reason=table.text("reason"),
        evidence=table.take("evidence", str, ""),
    )
    if not _EVIDENCE.fullmatch(found.evidence) and (found.kind == "person" or found.evidence):
        table.wrong("evidence", "a personal account needs the https:// address that shows its educational link (R11)")
    table.done()
    return found


def _rows(one: Listed, following: Mapping[str, Person], there: Mapping[str, Person]) -> list[Row]:
    person = following.get(one.id) or there.get(one.id)
    if person is None:
        return [Row(verdict=Verdict.GONE, handle=one.handle, fix="take it out of follows.toml")]
    rows = []
    if person.handle.casefold() != one.handle.casefold():
        fix = f"look whether it is still theirs, then write @{person.handle} into follows.toml"
        rows.append(Row(verdict=Verdict.RENAMED, handle=one.handle, link=address(one.id), fix=fix))
    if one.id not in following:
        rows.append(Row(verdict=Verdict.FOLLOW, handle=person.handle, link=address(one.id)))
    return rows or [Row(verdict=Verdict.FOLLOWED, handle=person.handle)]


def _off_the_list(person: Person) -> Row:
    fix = "unfollow it there, or list it in follows.toml with its educational reason"
    return Row(verdict=Verdict.UNFOLLOW, handle=person.handle, link=address(person.id), fix=fix)
