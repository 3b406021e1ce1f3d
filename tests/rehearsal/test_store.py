import sqlite3
from pathlib import Path

import pytest

from plugins.model.errors import CouldNotRun
from plugins.rehearsal.store import Store, setting, settle


def test_what_is_interrupted_leaves_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / "r.sqlite3")

    with pytest.raises(sqlite3.IntegrityError):
        _settle_then_fail(store)

    with store.transaction() as db:
        assert setting(db, "credit") is None


def _settle_then_fail(store: Store) -> None:
    with store.transaction() as db:
        settle(db, "credit", 1.0)
        db.execute("INSERT INTO nonce VALUES (NULL, NULL)")


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    file = tmp_path / "r.sqlite3"
    file.write_bytes(b"not a database" * 100)

    with pytest.raises(CouldNotRun, match="cannot be opened") as caught:
        Store(file)

    assert "delete that file" in caught.value.fix


def test_what_the_machine_does_not_let_be_written_is_never_told_to_be_deleted(tmp_path: Path) -> None:
    (tmp_path / "r.sqlite3").mkdir()

    with pytest.raises(CouldNotRun, match="cannot be opened") as caught:
        Store(tmp_path / "r.sqlite3")

    assert "make room on the disk" in caught.value.fix


def test_a_file_of_another_version_is_told(tmp_path: Path) -> None:
    file = tmp_path / "r.sqlite3"
    with Store(file).transaction() as db:
        db.execute("PRAGMA user_version = 99")

    with pytest.raises(CouldNotRun, match="version 99"):
        Store(file)


def test_a_file_of_the_first_version_is_taken_along(tmp_path: Path) -> None:
    file = tmp_path / "r.sqlite3"
    with Store(file).transaction() as db:
        db.execute("ALTER TABLE person DROP COLUMN detail")
        db.execute("PRAGMA user_version = 1")

    with Store(file).transaction() as db:
        assert db.execute("SELECT count(*), max(detail) FROM person").fetchone()[:] == (11, "{}")


def test_opening_waits_for_somebody_who_is_at_it_first(tmp_path: Path) -> None:
    file = tmp_path / "r.sqlite3"
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(CouldNotRun, match="locked"):
        Store(file, busy_s=0.02)
    other.execute("COMMIT")
    other.close()

    with Store(file).transaction() as db:
        assert db.execute("SELECT count(*) FROM person").fetchone()[0] == 11
