"""What has happened on the rehearsal account? One SQLite file that several servers may share."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from plugins.model.errors import CouldNotRun
from plugins.rehearsal.people import PEOPLE, rows

_VERSION = 2
_TRIES = 5
_PAUSE_S = 0.05

_SCHEMA = """
CREATE TABLE setting (name TEXT PRIMARY KEY, value REAL) STRICT;
CREATE TABLE tweet (
    id INTEGER PRIMARY KEY, text TEXT NOT NULL, shown TEXT NOT NULL, entities TEXT NOT NULL,
    reply_settings TEXT NOT NULL, created_at REAL NOT NULL, visible_at REAL NOT NULL,
    deleted_at REAL, cost INTEGER NOT NULL) STRICT;
CREATE TABLE media (
    id INTEGER PRIMARY KEY, type TEXT NOT NULL, bytes BLOB NOT NULL, alt TEXT NOT NULL,
    uploaded_at REAL NOT NULL) STRICT;
CREATE TABLE attachment (
    tweet INTEGER NOT NULL REFERENCES tweet, position INTEGER NOT NULL, media INTEGER NOT NULL REFERENCES media,
    PRIMARY KEY (tweet, position)) STRICT;
CREATE TABLE person (
    relation TEXT NOT NULL, id INTEGER NOT NULL, username TEXT NOT NULL, name TEXT NOT NULL, description TEXT NOT NULL,
    PRIMARY KEY (relation, id)) STRICT;
CREATE TABLE nonce (value TEXT PRIMARY KEY, at REAL NOT NULL) STRICT;
CREATE TABLE rate (endpoint TEXT PRIMARY KEY, used INTEGER NOT NULL, reset INTEGER NOT NULL) STRICT;
CREATE TABLE fault (id INTEGER PRIMARY KEY, endpoint TEXT NOT NULL, skip INTEGER NOT NULL, times INTEGER NOT NULL,
    spec TEXT NOT NULL) STRICT;
"""
_SECOND = "ALTER TABLE person ADD COLUMN detail TEXT NOT NULL DEFAULT '{}'"
"""What came with version 2: the rest of a profile, as JSON."""


class Store:
    """The database file. Each transaction has a connection of its own, so that threads and processes are alike."""

    def __init__(self, database: Path, *, busy_s: float = 10.0) -> None:
        self._database = database
        self._busy_s = busy_s
        database.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._prepare()
        except sqlite3.OperationalError as error:  # the machine's fault, and none of the file
            raise CouldNotRun(
                f"{database}: the rehearsal account cannot be opened ({error})",
                fix="make room on the disk, or give yourself the right to write in this folder; then run it again",
            ) from error
        except sqlite3.DatabaseError as error:
            raise CouldNotRun(
                f"{database}: the rehearsal account cannot be opened ({error})",
                fix="delete that file and its -wal and -shm neighbours; only rehearsed tweets are in it",
            ) from error

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Everything inside happens at once or not at all, and nobody else's happens in between."""
        with self._connected() as db:
            db.execute("BEGIN IMMEDIATE")
            with db:
                yield db

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._database, timeout=self._busy_s, isolation_level=None)) as db:
            db.row_factory = sqlite3.Row
            db.execute("PRAGMA synchronous = OFF")  # a killed program loses nothing, a power cut only rehearsed tweets
            db.execute("PRAGMA foreign_keys = ON")
            yield db

    def _prepare(self) -> None:
        self._write_ahead()
        with self.transaction() as db:
            version = db.execute("PRAGMA user_version").fetchone()[0]
            if version == _VERSION:
                return
            if version > _VERSION:
                raise sqlite3.DatabaseError(f"it has version {version}, this program knows {_VERSION}")
            if version == 0:
                for statement in _SCHEMA.split(";"):
                    db.execute(statement)
            db.execute(_SECOND)
            if version == 0:
                db.executemany("INSERT INTO person VALUES (?, ?, ?, ?, ?, ?)", rows(PEOPLE))
            db.execute(f"PRAGMA user_version = {_VERSION}")

    def _write_ahead(self, tries: int = _TRIES) -> None:
        """Readers and a writer at once; SQLite does not wait where two processes say so to a new file, so we do."""
        try:
            with self._connected() as db:
                db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if tries == 1:
                raise
            time.sleep(_PAUSE_S)
            self._write_ahead(tries - 1)


def setting(db: sqlite3.Connection, name: str) -> float | None:
    """One number that outlives the server, or None."""
    row = db.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
    return None if row is None else row["value"]


def settle(db: sqlite3.Connection, name: str, value: float | None) -> None:
    """Remember one number; None forgets it."""
    if value is None:
        db.execute("DELETE FROM setting WHERE name = ?", (name,))
    else:
        db.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))
