"""Who is around the rehearsal account? Invented people, and what can happen to them on the real one."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

_FIRST = 1_800_000_000_000_000_000
Row = tuple[str, int, str, str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Invented:
    """One account on a list (followers, following or blocking).

    `detail` is what is not plain about it: protected, picture (false: X's own), url, followers and following (counts),
    gone (suspended or deleted: X answers as if it were not there).
    """

    relation: str
    id: int
    username: str
    name: str
    description: str = ""
    detail: dict[str, Any] = field(default_factory=dict)


def rows(people: Iterable[Invented]) -> Iterator[Row]:
    """Rows of the table `person`; the newest on a list is the last."""
    for one in people:
        yield one.relation, one.id, one.username, one.name, one.description, json.dumps(one.detail)


def put(db: sqlite3.Connection, people: Iterable[Invented]) -> None:
    """Put people on their lists, the last one newest; one who is there already gets new details and a new place."""
    db.executemany("INSERT OR REPLACE INTO person VALUES (?, ?, ?, ?, ?, ?)", rows(people))


def remove(db: sqlite3.Connection, relation: str, number: int) -> None:
    """Take somebody off a list."""
    db.execute("DELETE FROM person WHERE relation = ? AND id = ?", (relation, number))


def rename(db: sqlite3.Connection, number: int, username: str) -> None:
    """Let somebody take another handle, as everybody may on X."""
    db.execute("UPDATE person SET username = ? WHERE id = ?", (username, number))


def suspend(db: sqlite3.Connection, number: int) -> None:
    """Let X suspend somebody: on no list any more, and not found by a look-up."""
    db.execute("UPDATE person SET detail = json_set(detail, '$.gone', json('true')) WHERE id = ?", (number,))


_WHO: tuple[tuple[str, str, str, str, dict[str, Any]], ...] = (
    ("followers", "fernbridge_lib", "Fernbridge Library", "Books, warmth and story time.", {}),
    ("followers", "fb_allotments", "Fernbridge Allotments", "Forty plots and one good shed.", {}),
    ("followers", "millLaneShop", "Mill Lane Village Shop", "Open until eight.", {}),
    ("followers", "fb_rangers_fc", "Fernbridge Rangers", "Saturday football for everyone.", {}),
    ("followers", "parishnews_fb", "Fernbridge Parish News", "What is on, every month.", {}),
    ("followers", "xx_prizes_4u", "WINNER PRIZES", "Claim now!!!", {"following": 4900, "followers": 12}),
    ("followers", "reader_0417", "A reader", "", {"picture": False}),
    ("following", "fernbridge_lib", "Fernbridge Library", "Books, warmth and story time.", {}),
    ("following", "stars_for_all", "Stars For All", "Astronomy for primary schools.", {}),
    ("following", "countyMuseumFB", "County Museum", "Things from here, kept well.", {}),
    ("blocking", "xx_followback", "Follow Back", "Follow me, I follow you.", {}),
)
PEOPLE = tuple(
    Invented(
        relation=relation,
        id=_FIRST + number,
        username=f"{username}_reh",
        name=f"{name} (rehearsal)",
        description=f"{what} Invented for rehearsals.",
        detail=detail,
    )
    for number, (relation, username, name, what, detail) in enumerate(_WHO)
)
"""Whom a new rehearsal account begins with."""
