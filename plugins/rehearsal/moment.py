"""What time is it on the rehearsal account? One clock in the database, which never goes backwards."""

import sqlite3
import time
from datetime import UTC, datetime

from plugins.model.hours import next_open
from plugins.model.school import Hours
from plugins.rehearsal.message import Problem
from plugins.rehearsal.store import setting, settle

FURTHEST_S = 366 * 86_400.0
_END = datetime(2100, 1, 1, tzinfo=UTC).timestamp()


def now(db: sqlite3.Connection) -> float:
    """Seconds since 1970: the machine's time and the stored offset, or where the clock was frozen."""
    last = setting(db, "last") or 0.0
    if setting(db, "frozen"):
        return last
    moment = max(last, time.time() + (setting(db, "offset") or 0.0))
    settle(db, "last", moment)
    return moment


def advance(db: sqlite3.Connection, seconds: float) -> float:
    """Move the clock forward at once; Problem 400 beyond a year or the end of the century."""
    if not 0 <= seconds <= FURTHEST_S or (present := now(db)) + seconds > _END:
        raise Problem(400, "Invalid Request", f"The clock moves from 0 to {FURTHEST_S:.0f} seconds forward.")
    return _move_to(db, present + seconds)


def start(db: sqlite3.Connection, hours: Hours, begin: datetime | None, *, frozen: bool) -> None:
    """Set the clock when a server starts: to `begin`, else to the next open hour.

    A clock that is later already stays, for another server may be using it; so does a frozen one, which moves only
    when it is moved.
    """
    first = begin.timestamp() if begin else time.time()
    present = first if setting(db, "last") is None else now(db)
    wanted = begin or next_open(moment_of(present), hours)
    _move_to(db, max(present, wanted.timestamp()))
    if frozen:
        settle(db, "frozen", 1.0)


def freeze(db: sqlite3.Connection, *, frozen: bool) -> None:
    """Stop the clock until it is moved, or let it run on from where it stands."""
    _move_to(db, now(db))
    settle(db, "frozen", 1.0 if frozen else None)


def moment_of(seconds: float) -> datetime:
    """Seconds since 1970 as an aware moment in UTC."""
    return datetime.fromtimestamp(seconds, UTC)


def stamp(seconds: float) -> str:
    """As X writes times: 2026-11-23T10:00:00.000Z."""
    return moment_of(seconds).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _move_to(db: sqlite3.Connection, moment: float) -> float:
    settle(db, "last", moment)
    settle(db, "offset", moment - time.time())
    return moment
