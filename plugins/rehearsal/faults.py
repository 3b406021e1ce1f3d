"""What goes wrong this time? Scripted faults, kept in the database until their turn comes."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from http import HTTPStatus

from plugins.rehearsal.limits import PER_WINDOW

_MOST = 1000
_LONGEST_S = 366 * 86_400.0


class Do(StrEnum):
    """What happens instead of a clean answer."""

    ACCEPT_THEN_CUT = "accept-then-cut"
    LATE_ACCEPT = "late-accept"
    REFUSE_CUT = "refuse-cut"
    GARBAGE = "garbage"
    STATUS = "status"
    HANG = "hang"
    REDIRECT = "redirect"
    TRUNCATED = "truncated"
    LIST_ERROR = "list-error"
    ERRORS_ONLY = "errors-only"
    PARTIAL_MEDIA = "partial-media"
    WRONG_DATE = "wrong-date"
    REPEAT_PAGE = "repeat-page"


_ALWAYS_MADE = frozenset({Do.ACCEPT_THEN_CUT, Do.LATE_ACCEPT, Do.WRONG_DATE, Do.REPEAT_PAGE})
_NEVER_MADE = frozenset({Do.REFUSE_CUT, Do.LIST_ERROR, Do.PARTIAL_MEDIA})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One scripted fault; those of one endpoint wait in a queue.

    `on` is the method and the path with its placeholders: "DELETE /2/tweets/{id}". The first `skip` requests pass, the
    next `times` meet the fault. `made`: whether the request is carried out nevertheless. `seconds`: how long to hang
    (real time), how late to accept (the account's time) or how far the `Date` header is off. For `status`: the code,
    extra headers, and `reset_in`, seconds until x-rate-limit-reset (past when negative, no such header when None).
    """

    on: str
    do: Do
    skip: int = 0
    times: int = 1
    made: bool = False
    seconds: float = 0.0
    status: int = 503
    headers: tuple[tuple[str, str], ...] = ()
    reset_in: int | None = None

    def __post_init__(self) -> None:
        """ValueError for a fault that makes no sense."""
        lines = [text for pair in self.headers for text in pair]
        wrong = {
            "on": self.on not in PER_WINDOW,  # a fault on a misspelt endpoint would never happen, and its test pass
            "skip": self.skip not in range(_MOST + 1),
            "times": self.times not in range(1, _MOST + 1),
            "seconds": not abs(self.seconds) <= _LONGEST_S,
            "status": self.status not in range(HTTPStatus.OK, 600),
            "headers": not all(text.isascii() and text.isprintable() for text in lines),
            "reset_in": not abs(self.reset_in or 0) <= _LONGEST_S,
        }
        if names := [name for name, bad in wrong.items() if bad]:
            raise ValueError(f"a fault cannot have this: {', '.join(names)}")

    @property
    def carried_out(self) -> bool:
        """Whether the request does its work although the answer goes wrong."""
        return self.do in _ALWAYS_MADE or (self.made and self.do not in _NEVER_MADE)


def script(db: sqlite3.Connection, faults: Iterable[Fault]) -> None:
    """Put faults at the end of their endpoints' queues."""
    for fault in faults:
        spec = json.dumps(asdict(fault))
        db.execute("INSERT INTO fault VALUES (NULL, ?, ?, ?, ?)", (fault.on, fault.skip, fault.times, spec))


def take(db: sqlite3.Connection, endpoint: str) -> Fault | None:
    """The fault that this request meets, which is used up by one; None when it passes."""
    row = db.execute("SELECT * FROM fault WHERE endpoint = ? ORDER BY id LIMIT 1", (endpoint,)).fetchone()
    if row is None:
        return None
    if row["skip"]:
        db.execute("UPDATE fault SET skip = skip - 1 WHERE id = ?", (row["id"],))
        return None
    db.execute("UPDATE fault SET times = times - 1 WHERE id = ?", (row["id"],))
    db.execute("DELETE FROM fault WHERE times = 0")
    return read(json.loads(row["spec"]))


def read(spec: object) -> Fault:
    """A fault from JSON; ValueError when it is none."""
    if not isinstance(spec, dict):
        raise ValueError("a fault is a JSON object")  # noqa: TRY004 - one error for every fault that cannot be read
    try:
        values = {
            **spec,
            "do": Do(str(spec.get("do"))),
            "headers": tuple((str(n), str(t)) for n, t in spec.get("headers", ())),
        }
        return Fault(**values)
    except TypeError as error:
        raise ValueError("a fault has on, do, skip, times, made, seconds, status, headers, reset_in") from error
