"""Every way to get a yes by signature that nobody gave; and the ways in which a good one stays good."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from plugins.approval.signature import MOST_FILES, place
from plugins.approval.statement import MOST_BYTES, Part
from plugins.approval.subject import Ask, Subject
from plugins.model.errors import CouldNotRun
from plugins.model.post import ContentHash
from plugins.model.trust import Principal
from tests import make
from tests.approval.people import ASKED, NOW, WALK, key, person, say, signatures

SUBMIT, APPROVE = Part.SUBMIT, Part.APPROVE


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys")


@pytest.fixture(scope="module")
def signed(keys: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a teacher submitted and a head approved; nobody changes it."""
    root = tmp_path_factory.mktemp("signed")
    say(root, key(keys, "teacher"), SUBMIT, "teacher")
    say(root, key(keys, "head"), APPROVE, "head")
    return root


@pytest.fixture
def root(signed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(signed, tmp_path / "school"))


def ask(keys: Path, root: Path, about: Subject = WALK, at: str = "2026-11-23 10:00", **head: Any) -> tuple[str, str]:
    """The approver, or why there is none, with head and teacher on the list; `head` changes the head's times."""
    backend = signatures(root, person(keys, "head", **head), authors=(person(keys, "teacher"),))
    answer = backend(about, make.at(at))
    return answer.approver, answer.why


def test_what_one_submitted_and_another_approved_is_approved(keys: Path, signed: Path) -> None:
    assert ask(keys, signed) == ("head", "")


def test_approved_content_stays_approved_however_it_came_into_git(keys: Path, signed: Path) -> None:
    """Squash and rebase make other commits of the same bytes, which no statement names; a rename moves the file."""
    moved = replace(WALK, files=(("content/news/2026/walk.md", "b" * 64), *WALK.files[1:]))
    assert ask(keys, signed, moved) == ("head", "")


def test_a_head_may_write_and_a_deputy_approve(keys: Path, tmp_path: Path) -> None:
    say(tmp_path, key(keys, "head"), SUBMIT, "head")
    say(tmp_path, key(keys, "deputy"), APPROVE, "deputy")
    both = signatures(tmp_path, person(keys, "head"), person(keys, "deputy"))
    assert both(WALK, NOW).approver == "deputy"


def test_an_accepted_question_that_is_no_longer_asked_does_no_harm(keys: Path, tmp_path: Path) -> None:
    say(tmp_path, key(keys, "teacher"), SUBMIT, "teacher", ASKED)
    say(tmp_path, key(keys, "head"), APPROVE, "head", ASKED)
    assert ask(keys, tmp_path, ASKED) == ("head", "")
    assert ask(keys, tmp_path, WALK) == ("head", "")


def test_self_approval_is_none(keys: Path, tmp_path: Path) -> None:
    say(tmp_path, key(keys, "head"), APPROVE, "head")
    assert ask(keys, tmp_path) == ("", "nobody else has submitted it (aaaaaaaa)")


def test_the_same_key_under_two_roles_is_one_person(keys: Path, tmp_path: Path) -> None:
    say(tmp_path, key(keys, "head"), SUBMIT, "teacher")
    say(tmp_path, key(keys, "head"), APPROVE, "head")
    approver, why = ask(keys, tmp_path)
    assert approver == ""
    assert "teacher: the signature does not fit the statement, or the key on the list" in why


def test_an_approvers_statement_that_claims_to_be_anothers_counts_for_nobody(keys: Path, tmp_path: Path) -> None:
    say(tmp_path, key(keys, "head"), SUBMIT, "head")
    say(tmp_path, key(keys, "head"), APPROVE, "deputy", principal="head")
    both = signatures(tmp_path, person(keys, "head"), person(keys, "deputy"))
    assert both(WALK, NOW).approver == ""


def test_a_submission_alone_is_no_approval(keys: Path, tmp_path: Path) -> None:
    say(tmp_path, key(keys, "teacher"), SUBMIT, "teacher")
    assert ask(keys, tmp_path) == ("", "no approver has signed (aaaaaaaa)")
    assert ask(keys, tmp_path / "empty") == ("", "nobody has submitted it (aaaaaaaa)")


def test_an_author_cannot_approve(keys: Path, tmp_path: Path) -> None:
    say(tmp_path, key(keys, "head"), SUBMIT, "head")
    say(tmp_path, key(keys, "teacher"), APPROVE, "teacher")
    approver, why = ask(keys, tmp_path)
    assert (approver, "teacher: is no approver" in why) == ("", True)


@pytest.mark.parametrize(
    "pushed_later",
    [
        {"content": ContentHash("d" * 64)},
        {"files": (("content/news/walk-3c4d.md", "e" * 64), *WALK.files[1:])},
        {"tweet": "We walked to the river!"},
        {"not_before": NOW},
        {"not_after": NOW},
        {"id": "walk-9z9z"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_approve_then_push_more(keys: Path, root: Path, pushed_later: dict[str, Any]) -> None:
    """Also an image swapped under the same name, which is another content hash; and a push onto a colleague's post."""
    about = replace(WALK, **pushed_later)
    for role in ("teacher", "head"):  # as if somebody renamed the statements to fit
        for suffix in (".json", ".sig"):
            old, new = place(root, WALK, role), place(root, about, role)
            new.parent.mkdir(parents=True, exist_ok=True)
            if old != new:
                shutil.copy(old.with_suffix(suffix), new.with_suffix(suffix))
    approver, why = ask(keys, root, about)
    assert approver == ""
    assert "head: it is about other content" in why


def test_a_yes_is_never_replayed_for_another_school(keys: Path, tmp_path: Path) -> None:
    say(tmp_path, key(keys, "teacher"), SUBMIT, "teacher", site="https://other.example")
    say(tmp_path, key(keys, "head"), APPROVE, "head")
    assert ask(keys, tmp_path)[0] == ""


def test_a_question_that_nobody_accepted_stays_open(keys: Path, signed: Path) -> None:
    approver, why = ask(keys, signed, ASKED)
    assert approver == ""
    assert "head: it does not accept photo-face" in why


def test_a_question_that_came_later_is_not_among_the_accepted_ones(keys: Path, tmp_path: Path) -> None:
    say(tmp_path, key(keys, "teacher"), SUBMIT, "teacher", ASKED)
    say(tmp_path, key(keys, "head"), APPROVE, "head", ASKED)
    more = replace(ASKED, asks=(*ASKED.asks, Ask(rule="photo-face", target="d" * 64)))
    assert ask(keys, tmp_path, more)[0] == ""


@pytest.mark.parametrize("suffix", [".json", ".sig"])
@pytest.mark.parametrize("how", ["cut", "other", "gone", "huge", "link", "folder"])
def test_a_statement_or_signature_that_was_touched_is_none(keys: Path, root: Path, suffix: str, how: str) -> None:
    file = place(root, WALK, "head").with_suffix(suffix)
    whole = file.read_bytes()
    file.unlink()
    if how == "cut":
        file.write_bytes(whole[:-20])
    elif how == "other":
        middle = len(whole) // 2  # any one letter may be missing, and the last may mean nothing
        file.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
    elif how == "huge":
        file.write_bytes(whole + b" " * MOST_BYTES)
    elif how == "link":
        (root / "elsewhere").write_bytes(whole)
        file.symlink_to(root / "elsewhere")
    elif how == "folder":
        file.mkdir()
    assert ask(keys, root)[0] == ""


def test_approvals_behind_a_link_are_not_read(keys: Path, root: Path) -> None:
    folder = place(root, WALK, "head").parent
    folder.rename(root / "elsewhere")
    folder.symlink_to(root / "elsewhere")
    with pytest.raises(CouldNotRun, match="is a link"):
        ask(keys, root)


def test_a_flood_of_statements_stops_the_run(keys: Path, root: Path) -> None:
    for number in range(MOST_FILES):
        place(root, WALK, f"r-{number}").touch()
    with pytest.raises(CouldNotRun, match="more than 64 files"):
        ask(keys, root)


def test_files_that_are_no_statements_about_this_version_are_passed_over(keys: Path, root: Path) -> None:
    (place(root, WALK, "head").parent / "notes.json").touch()
    place(root, replace(WALK, content=ContentHash("f" * 64)), "head").touch()
    assert ask(keys, root) == ("head", "")


def test_somebody_who_is_not_on_the_list_is_told_by_no_name(keys: Path, root: Path) -> None:
    say(root, key(keys, "jonty-quillfeather"), APPROVE, "jonty-quillfeather")
    place(root, WALK, "head").unlink()
    approver, why = ask(keys, root)
    assert approver == ""
    assert "somebody signed who is not on the list" in why
    assert "jonty" not in why


def test_a_leavers_key_counts_to_the_last_day_and_no_longer_whatever_its_statement_says(keys: Path, root: Path) -> None:
    left = make.at("2026-11-24 00:00")
    assert ask(keys, root, at="2026-11-23 23:59", until=left) == ("head", "")
    assert ask(keys, root, at="2026-11-24 00:00", until=left)[0] == ""
    assert "head: is not on the list at this time" in ask(keys, root, at="2026-12-01 10:00", until=left)[1]
    assert ask(keys, root, at="2026-11-22 10:00", since=make.at("2026-11-23 00:00"))[0] == ""


def test_a_revoked_key_counts_for_nothing_from_that_day_on(keys: Path, root: Path) -> None:
    stolen = make.at("2026-11-23 00:00")
    assert ask(keys, root, at="2026-11-22 10:00", revoked_since=stolen) == ("head", "")
    assert ask(keys, root, revoked_since=stolen)[0] == ""


def test_a_key_that_one_person_lost_is_no_use_under_another_role(keys: Path, root: Path) -> None:
    lost = person(keys, "head", revoked_since=make.at("2026-11-01 00:00"))
    again = Principal(role="head-2", key=lost.key)
    say(root, key(keys, "head"), APPROVE, "head-2")
    answer = signatures(root, lost, again, authors=(person(keys, "teacher"),))(WALK, NOW)
    assert answer.approver == ""
