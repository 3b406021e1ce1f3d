"""What does an endpoint need to do its work? One request inside its transaction."""

import sqlite3
from dataclasses import dataclass
from urllib.parse import quote

from plugins.model.school import School
from plugins.rehearsal.message import Request, invalid

_EPOCH_MS = 1_288_834_974_657
LAST_ID = 2**63 - 1
"""The greatest id that the database can hold; X promises 19 digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request, matched and signed: `id` is the path's own, `now` the account's time in seconds since 1970.

    `late_s`: a scripted fault wants what is made to appear that much later; `repeats`: that the page leads to itself.
    """

    request: Request
    db: sqlite3.Connection
    school: School
    now: float
    id: str = ""
    late_s: float = 0.0
    repeats: bool = False

    def words(self, name: str, allowed: frozenset[str]) -> frozenset[str]:
        """A parameter that lists words by commas; Problem 400 for one that X does not know."""
        given = self.request.query.get(name)
        found = frozenset() if given is None else frozenset(given.split(","))
        if found - allowed:
            raise invalid(name, f"The `{name}` query parameter value is not one of [{','.join(sorted(allowed))}]")
        return found

    def size(self, least: int, most: int, otherwise: int) -> int:
        """`max_results`; Problem 400 outside of its bounds."""
        given = self.request.query.get("max_results", str(otherwise))
        if not (given.isascii() and given.isdecimal() and least <= int(given[:9]) <= most):
            raise invalid("max_results", f"The `max_results` query parameter value is not between {least} and {most}")
        return int(given)

    def address(self, path: str) -> str:
        """An address on this server."""
        return self.request.base + quote(path)


def is_id(value: object) -> bool:
    """Whether it can be an id of X's: 1 to 19 digits."""
    if not isinstance(value, str) or len(value) > len(str(LAST_ID)):
        return False
    return value.isascii() and value.isdecimal() and int(value) <= LAST_ID


def fresh_id(db: sqlite3.Connection, table: str, moment: float) -> int:
    """An id that nothing in the table has, made from the time as X's are, so that later ones are greater."""
    number = (int(moment * 1000) - _EPOCH_MS) << 22
    taken = f"SELECT 1 FROM {table} WHERE id = ?"  # noqa: S608 - the name of one of two tables
    while db.execute(taken, (number,)).fetchone():
        number += 1
    return number
