"""What the review remembers, what it forgets, and what is never in its file."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from plugins.account.reviewed import KEEP_DAYS, WAIT_DAYS, Block, Review, Reviewed
from plugins.model.errors import CouldNotRun
from plugins.model.people import Person
from tests import make
from tests.commands.workspace import ROOT

NOW = make.at("2026-11-23 10:00")
ONE = Person(id="1", handle="reader_0417", name="A reader", bio="Two children.", links=("https://a.example/",))
TWO = replace(ONE, id="2", handle="another")


def test_who_is_met_waits_with_the_whole_profile(reviewed: Reviewed) -> None:
    reviewed.meet([ONE, TWO], NOW)
    assert reviewed.waiting() == (ONE, TWO)
    assert reviewed.known([ONE, replace(ONE, id="3")]) == {"1"}
    assert reviewed.review() == Review(waiting=2)


def test_after_a_decision_nothing_but_id_decision_day_and_note_is_kept(reviewed: Reviewed, tmp_path: Path) -> None:
    reviewed.meet([ONE, TWO], NOW)
    reviewed.decide(["1"], "keep", "", NOW)
    reviewed.decide(["2"], "block", "sells things", NOW)
    assert reviewed.waiting() == ()
    assert reviewed.known([ONE, TWO]) == {"1", "2"}
    assert reviewed.review().blocks == (Block(id="2", decided=NOW, note="sells things", ticked=False),)
    kept = (tmp_path / "followers.sqlite3").read_bytes()
    assert b"reader_0417" not in kept
    assert b"Two children" not in kept


def test_a_decision_about_nobody_who_waits_changes_nothing(reviewed: Reviewed) -> None:
    reviewed.meet([ONE], NOW)
    reviewed.decide(["1"], "keep", "", NOW)
    reviewed.decide(["1", "9", ""], "block", "again", NOW)
    assert reviewed.review().blocks == ()


def test_a_block_is_ticked_off_and_ends_when_it_is_seen(reviewed: Reviewed) -> None:
    reviewed.meet([ONE], NOW)
    reviewed.decide(["1"], "block", "abuse", NOW)
    reviewed.tick("1", NOW)
    assert [block.ticked for block in reviewed.review().blocks] == [True]
    reviewed.verify(["1"], NOW)
    assert reviewed.review().blocks == ()


def test_who_was_blocked_and_is_back_is_new_again(reviewed: Reviewed) -> None:
    reviewed.meet([ONE], NOW)
    reviewed.decide(["1"], "block", "abuse", NOW)
    reviewed.verify(["1"], NOW)
    assert reviewed.known([ONE]) == frozenset()
    reviewed.meet([ONE], NOW)
    assert reviewed.waiting() == (ONE,)


def test_who_no_longer_follows_is_forgotten_but_for_a_block_to_be_made(reviewed: Reviewed) -> None:
    three = replace(ONE, id="3")
    reviewed.meet([ONE, TWO, three], NOW)
    reviewed.decide(["1"], "keep", "", NOW)
    reviewed.decide(["2"], "block", "abuse", NOW)
    reviewed.left(frozenset({"9"}))
    assert reviewed.known([ONE, TWO, three]) == {"2"}


def test_counts_are_of_one_month_and_hold_no_ids(reviewed: Reviewed) -> None:
    reviewed.meet([ONE, TWO], NOW)
    reviewed.decide(["1"], "keep", "", NOW)
    reviewed.decide(["2"], "block", "abuse", NOW + timedelta(days=8))
    reviewed.read(NOW, 7, whole=True)
    begin = make.at("2026-11-01 00:00")
    assert reviewed.counts(begin, make.at("2026-12-01 00:00")) == {"kept": 1, "blocked": 0, "read": 7}
    assert reviewed.counts(make.at("2027-01-01 00:00"), make.at("2027-02-01 00:00")) == {
        "kept": 0,
        "blocked": 0,
        "read": 0,
    }


def test_everything_has_an_end(reviewed: Reviewed) -> None:
    reviewed.meet([ONE, TWO, replace(ONE, id="3")], NOW)
    reviewed.decide(["1"], "keep", "", NOW)
    reviewed.decide(["2"], "block", "abuse", NOW)
    reviewed.read(NOW, 3, whole=True)
    assert reviewed.purge(NOW + timedelta(days=WAIT_DAYS)) == 0
    assert reviewed.purge(NOW + timedelta(days=WAIT_DAYS + 1)) == 1
    assert reviewed.review().whole is False  # who waited too long is met again by a reading of everything
    assert reviewed.purge(NOW + timedelta(days=KEEP_DAYS + 1)) == 1
    assert [block.id for block in reviewed.review().blocks] == ["2"]  # a block is not forgotten before it is made
    assert reviewed.review().read is None


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    file = tmp_path / "followers.sqlite3"
    file.write_bytes(b"not a database" * 100)
    with pytest.raises(CouldNotRun, match="cannot be opened"):
        Reviewed(file)


def test_what_the_machine_does_not_let_be_written_is_never_told_to_be_deleted(tmp_path: Path) -> None:
    (tmp_path / "followers.sqlite3").mkdir()
    with pytest.raises(CouldNotRun, match="cannot be opened") as caught:
        Reviewed(tmp_path / "followers.sqlite3")
    assert "make room on the disk" in caught.value.fix


def test_the_page_tells_how_long_it_is_kept() -> None:
    page = (ROOT / "docs" / "account.md").read_text(encoding="utf-8")
    assert f"until the decision, at most {WAIT_DAYS} days" in page
    assert "two years, or until a full reading" in page
    assert KEEP_DAYS == 2 * 365
