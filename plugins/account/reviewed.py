"""Which followers has somebody looked at? Ids and decisions in a file outside the site and outside git, for a while.

Of a person who was decided about, the id, the decision, its day and a note are kept, and nothing else; the public
profile of one who waits is kept until the decision. Everything has an end: see `purge`.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from plugins.model.errors import CouldNotRun
from plugins.model.people import Person

KEEP_DAYS = 730
"""How long a decision holds; then the person is new again."""

WAIT_DAYS = 60
"""How long a profile waits for a decision; then it is forgotten, and read again."""

MOST_NOTE = 200

_SCHEMA = """
CREATE TABLE IF NOT EXISTS person (
    id TEXT PRIMARY KEY, state TEXT NOT NULL CHECK (state IN ('new', 'keep', 'block')), at REAL NOT NULL,
    note TEXT NOT NULL DEFAULT '', profile TEXT NOT NULL DEFAULT '', ticked REAL, verified REAL) STRICT;
CREATE TABLE IF NOT EXISTS reading (at REAL NOT NULL, people INTEGER NOT NULL, whole INTEGER NOT NULL) STRICT;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A decision to block that the account's own list does not confirm yet; `ticked` when somebody says it is done."""

    id: str
    decided: datetime
    note: str
    ticked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """How the review stands: `waiting` people; `read` is the last reading, None before the first; open `blocks`."""

    waiting: int = 0
    read: datetime | None = None
    whole: bool = False
    blocks: tuple[Block, ...] = ()


class Reviewed:
    """The file of the review; CouldNotRun where it cannot be opened."""

    def __init__(self, file: Path) -> None:
        self._file = file
        file.parent.mkdir(exist_ok=True)
        try:
            with self._open() as db:
                db.executescript(_SCHEMA)
        except sqlite3.OperationalError as error:  # the machine's fault, and none of the file
            raise CouldNotRun(
                f"{file}: the review of followers cannot be opened ({error})",
                fix="make room on the disk, or give yourself the right to write in this folder; then run it again",
            ) from error
        except sqlite3.DatabaseError as error:
            raise CouldNotRun(
                f"{file}: the review of followers cannot be opened ({error})",
                fix="delete that file; every follower is then new again",
            ) from error

    def known(self, people: Iterable[Person]) -> frozenset[str]:
        """The ids of those who wait or were decided about; who was blocked and is back is not known."""
        with self._open() as db:
            rows = db.execute("SELECT id FROM person WHERE NOT (state = 'block' AND verified IS NOT NULL)").fetchall()
        there = {row["id"] for row in rows}
        return frozenset(person.id for person in people if person.id in there)

    def meet(self, people: Iterable[Person], at: datetime) -> None:
        """Let these people wait for a decision."""
        rows = [(person.id, at.timestamp(), json.dumps(asdict(person))) for person in people]
        with self._open() as db:
            db.executemany(
                "INSERT OR REPLACE INTO person (id, state, at, profile) VALUES (?, 'new', ?, ?)",
                rows,
            )

    def read(self, at: datetime, people: int, *, whole: bool) -> None:
        """Remember that the list was read, how many were paid for, and whether to its end."""
        with self._open() as db:
            db.execute("INSERT INTO reading VALUES (?, ?, ?)", (at.timestamp(), people, int(whole)))

    def waiting(self) -> tuple[Person, ...]:
        """Those who wait for a decision, in the order in which they were met."""
        with self._open() as db:
            rows = db.execute("SELECT profile FROM person WHERE state = 'new' ORDER BY rowid").fetchall()
        found = (json.loads(row["profile"]) for row in rows)
        return tuple(Person(**{**fields, "links": tuple(fields["links"])}) for fields in found)

    def decide(self, ids: Sequence[str], decision: str, note: str, at: datetime) -> None:
        """Keep or block people who wait; their profiles are forgotten."""
        with self._open() as db:
            db.executemany(
                "UPDATE person SET state = ?, note = ?, at = ?, profile = '' WHERE id = ? AND state = 'new'",
                [(decision, note[:MOST_NOTE], at.timestamp(), one) for one in ids],
            )

    def tick(self, number: str, at: datetime) -> None:
        """Somebody says that a block is made."""
        with self._open() as db:
            db.execute("UPDATE person SET ticked = ? WHERE id = ? AND state = 'block'", (at.timestamp(), number))

    def verify(self, ids: Iterable[str], at: datetime) -> None:
        """The account's own list, or X, says that these are blocked or gone."""
        with self._open() as db:
            rows = [(at.timestamp(), one) for one in ids]
            db.executemany("UPDATE person SET verified = ? WHERE id = ? AND state = 'block'", rows)

    def review(self) -> Review:
        """How it stands."""
        with self._open() as db:
            waiting = db.execute("SELECT count(*) FROM person WHERE state = 'new'").fetchone()[0]
            last, whole = db.execute("SELECT max(at), max(whole) FROM reading").fetchone()
            rows = db.execute("SELECT * FROM person WHERE state = 'block' AND verified IS NULL ORDER BY at").fetchall()
        return Review(
            waiting=waiting,
            read=_moment(last) if last is not None else None,
            whole=bool(whole),
            blocks=tuple(
                Block(id=row["id"], decided=_moment(row["at"]), note=row["note"], ticked=row["ticked"] is not None)
                for row in rows
            ),
        )

    def counts(self, begin: datetime, end: datetime) -> dict[str, int]:
        """How many were kept and blocked from `begin` until before `end`, and how many people were read."""
        span = (begin.timestamp(), end.timestamp())
        with self._open() as db:
            asked = "SELECT state, count(*) FROM person WHERE state != 'new' AND at >= ? AND at < ? GROUP BY state"
            states = dict(db.execute(asked, span).fetchall())
            paid = db.execute("SELECT sum(people) FROM reading WHERE at >= ? AND at < ?", span).fetchone()[0]
        return {"kept": states.get("keep", 0), "blocked": states.get("block", 0), "read": paid or 0}

    def left(self, here: frozenset[str]) -> None:
        """After a reading to the end: forget who no longer follows, but for blocks that are not made yet."""
        with self._open() as db:
            rows = db.execute("SELECT id FROM person WHERE state != 'block'").fetchall()
            db.executemany("DELETE FROM person WHERE id = ?", [(row["id"],) for row in rows if row["id"] not in here])

    def purge(self, now: datetime) -> int:
        """Forget what was kept long enough; how many people. Where any of them waited, all is to be read again."""
        old, waited = (now - timedelta(days=days) for days in (KEEP_DAYS, WAIT_DAYS))
        with self._open() as db:
            lapsed = db.execute("DELETE FROM person WHERE state = 'new' AND at < ?", (waited.timestamp(),)).rowcount
            gone = db.execute(
                "DELETE FROM person WHERE at < ? AND (state = 'keep' OR verified IS NOT NULL)", (old.timestamp(),)
            ).rowcount
            db.execute("DELETE FROM reading WHERE at < ?", (old.timestamp(),))
            if lapsed:
                db.execute("UPDATE reading SET whole = 0")
        return lapsed + gone

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._file, timeout=10)) as db, db:
            db.row_factory = sqlite3.Row
            db.execute("PRAGMA secure_delete = ON")  # what is forgotten is not left in the file
            yield db


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
