"""What a person is shown before they sign, and what nobody can sign."""

import os
from pathlib import Path

import pytest

from tests.commands.hands import NONE, Hand, hand, listed
from tests.commands.inside import document, invoke
from tests.commands.rehearsal import twin
from tests.commands.workspace import make_workspace, photos, text, tree, write

ASKS = """{rule: reply-debate, target: summary, reason: "they & we", expires: 2026-12-31}"""
POST = text(
    "thanks-4d5e",
    summary="Thank you to @library for having us.",
    photos=photos(alt="Leaves & twigs"),
    not_before="2026-11-23 12:00",
    exemptions=f"[{ASKS}]",
)


@pytest.fixture(scope="module")
def head(tmp_path_factory: pytest.TempPathFactory) -> Hand:
    return hand(tmp_path_factory.mktemp("keys"), "head")


@pytest.fixture(scope="module")
def made(head: Hand, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_workspace(tmp_path_factory.mktemp("made"), POST, toml={NONE: listed(head, more="from = 2026-09-01")})


@pytest.fixture
def school(made: Path, tmp_path: Path) -> Path:
    return twin(made, tmp_path)


def refused(root: Path, by: Hand, *options: str, answer: str = "y\n") -> str:
    said = by.sign(root, "approve", "thanks-4d5e", *options, answer=answer)
    assert said.exit_code in {1, 2}, said.output
    assert not (root / "approvals").exists()
    return said.stderr


REASON = ("--accept", "reply-debate=they asked us to thank them")


def test_everything_is_shown_before_anybody_is_asked(school: Path, head: Hand) -> None:
    said = head.sign(school, "approve", "thanks-4d5e", *REASON, answer="n\n")
    assert (said.exit_code, "nothing was signed" in said.stderr) == (1, True), said.output
    for words in ("| Thank you to @library", "photo content/photos/leaves.jpg: Leaves & twigs", "not before"):
        assert words in said.stdout
    assert "By approving you also accept:\n    content/news/thanks-4d5e.md" in said.stdout
    page = (school / ".schoolgate" / "consent" / "index.html").read_text(encoding="utf-8")
    for words in (
        "<p>Everybody counted along.</p>",
        'src="../../content/photos/leaves.jpg"',
        "Leaves &amp; twigs",
        "<h2>The tweet</h2>",
        "<h2>You accept: reply-debate</h2>",
        "they &amp; we",
    ):
        assert words in page
    assert not (school / "approvals").exists()


@pytest.mark.parametrize("answer", ["", "n\n"], ids=["nobody is there", "no"])
def test_nothing_is_signed_without_a_yes(school: Path, head: Hand, answer: str) -> None:
    assert "nothing was signed" in refused(school, head, *REASON, answer=answer)


def test_a_page_has_no_tweet_and_is_signed_like_a_post(school: Path, head: Hand) -> None:
    said = head.sign(school, "submit", "about")
    assert said.exit_code == 0
    assert "    | " not in said.stdout
    assert set(tree(school / "approvals")) == {
        f"about/{name}" for name in (path.name for path in (school / "approvals" / "about").iterdir())
    }
    assert "Still missing: no approver has signed" in said.stdout
    assert head.sign(school, "submit", "about").exit_code == 0  # signing the same once more does no harm


def test_a_reason_that_names_a_child_is_not_signed(school: Path, head: Hand, tmp_path: Path) -> None:
    roll = tmp_path / "roll.csv"
    roll.write_text("first,last\nJonty,Quillfeather\n", encoding="utf-8")
    words = ("approve", "thanks-4d5e", "--key", str(head.key), "--accept", "reply-debate=Jonty Quillfeather asked")
    said = invoke(school, *words, env={"SCHOOLGATE_ROLL_FILE": str(roll)})
    assert (said.exit_code, "a reason names a child on the roll" in said.stderr) == (1, True)
    assert "Jonty" not in said.output


def test_a_withdrawn_picture_is_in_nothing_that_anybody_can_sign(school: Path, head: Hand) -> None:
    assert document(school, "ledger", "init")["exit_code"] == 0
    assert invoke(school, "withdraw", "--photo", "content/photos/leaves.jpg").exit_code == 0
    assert "the policy forbids it as it stands" in refused(school, head, *REASON)
    assert "this picture was withdrawn" in head.sign(school, "approve", "thanks-4d5e", *REASON).stdout
    write(school, POST.replace(f"photos: {photos(alt='Leaves & twigs')}\n", ""))
    assert head.sign(school, "approve", "thanks-4d5e", *REASON).exit_code == 0


def test_who_signs_where_the_ledger_does_not_answer_is_told_what_was_not_looked_for(
    school: Path, head: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git = tmp_path / "bin" / "git"
    git.parent.mkdir()
    git.write_text(
        f'#!/bin/sh\ncase "$*" in *for-each-ref*) exit 128;; esac\nPATH={os.environ["PATH"]} exec git "$@"\n'
    )
    git.chmod(0o755)
    monkeypatch.setenv("PATH", f"{git.parent}{os.pathsep}{os.environ['PATH']}")
    said = head.sign(school, "approve", "thanks-4d5e", *REASON)
    assert said.exit_code == 0
    assert "nobody looked whether a picture of it was withdrawn. Publishing will look." in said.stderr


def test_a_draft_is_nothing_to_sign(school: Path, head: Hand) -> None:
    write(school, POST.replace("category:", "status: draft\ncategory:"))
    assert "it is a draft" in refused(school, head, *REASON)


def test_a_key_that_nobody_on_the_list_has_signs_nothing(school: Path, tmp_path: Path) -> None:
    assert "belongs to nobody who may approve now" in refused(school, hand(tmp_path, "stranger"), *REASON)


def test_a_key_signs_nothing_before_its_time(school: Path, head: Hand) -> None:
    settings = school / "school.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("from = 2026-09-01", "from = 2026-12-01"))
    assert "belongs to nobody who may approve now" in refused(school, head, *REASON)


def test_an_id_that_no_post_has_is_told(school: Path, head: Hand) -> None:
    said = head.sign(school, "approve", "thanks")
    assert (said.exit_code, "no post is called that" in said.stderr) == (1, True)


def test_a_signature_is_no_use_where_another_proof_is_asked_for(tmp_path: Path, head: Hand) -> None:
    root = make_workspace(tmp_path, POST)
    assert "a signature would count for nothing" in refused(root, head, *REASON)


@pytest.mark.parametrize(
    "words",
    [("approve",), ("approve", "thanks-4d5e", "--approvers"), ("approve", "x", "--accept", "links"), ("submit",)],
    ids=["nothing", "two things", "no reason", "nothing submitted"],
)
def test_who_says_it_wrongly_is_told_how(school: Path, words: tuple[str, ...]) -> None:
    told = document(school, *words)
    assert (told["exit_code"], told["error"]["kind"]) == (2, "Usage")


def test_a_damaged_statement_of_ones_own_is_written_anew(school: Path, head: Hand) -> None:
    assert head.sign(school, "submit", "about").exit_code == 0
    (file,) = (school / "approvals" / "about").glob("*.json")
    file.write_text("{", encoding="utf-8")
    assert head.sign(school, "approve", "about").exit_code == 0
    assert '"part": "approve"' in file.read_text(encoding="utf-8")


def test_the_list_is_shown_with_each_key_and_its_time(school: Path, head: Hand) -> None:
    said = head.sign(school, "submit", "", "--approvers")
    assert said.exit_code == 0, said.output
    assert f"approver head: {head.public}  from 2026-09-01" in said.stdout
    assert (school / "approvals" / "_approvers").is_dir()
