"""What has happened on the rehearsal account? One SQLite file that several servers may share."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from plugins.model.errors import CouldNotRun
from plugins.rehearsal.people import PEOPLE

BUSY_S = 10.0
_VERSION = 1
_TRIES = 50

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


class Store:
    """The database file. Each transaction has a connection of its own, so that threads and processes are alike."""

    def __init__(self, database: Path) -> None:
        self._database = database
        database.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._prepare()
        except sqlite3.DatabaseError as error:
            raise CouldNotRun(
                f"{database}: the rehearsal account cannot be opened ({error})",
                fix="delete that file and its -wal and -shm neighbours; only rehearsed tweets are in it",
            ) from error

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Everything inside happens at once or not at all, and nobody else's happens in between."""
        with closing(self._connect()) as db:
            db.execute("BEGIN IMMEDIATE")
            with db:
                yield db

    def _connect(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._database, timeout=BUSY_S, isolation_level=None)
        db.row_factory = sqlite3.Row
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA foreign_keys = ON")
        return db

    def _prepare(self) -> None:
        with closing(self._connect()) as db:
            _write_ahead(db)
        with self.transaction() as db:
            version = db.execute("PRAGMA user_version").fetchone()[0]
            if version == _VERSION:
                return
            if version:
                raise sqlite3.DatabaseError(f"it has version {version}, this program knows {_VERSION}")
            for statement in _SCHEMA.split(";"):
                db.execute(statement)
            db.executemany("INSERT INTO person VALUES (?, ?, ?, ?, ?)", PEOPLE)
            db.execute(f"PRAGMA user_version = {_VERSION}")


def _write_ahead(db: sqlite3.Connection) -> None:
    """Switch to write-ahead logging; SQLite does not wait by itself when two processes do this to a new file."""
    for _ in range(_TRIES):
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            time.sleep(BUSY_S / _TRIES)
        else:
            return
    raise sqlite3.OperationalError("another program keeps it locked")


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
