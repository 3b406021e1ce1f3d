"""What the real account refuses, and the whole way to it, with a stand-in for X alone."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from plugins.clone.ports import REAL_LEDGER, Ports, rehearsed
from plugins.clone.roster import words_that_count
from plugins.clone.workspace import Workspace, open_workspace
from plugins.commands.publish import go_public
from plugins.console.command import answer
from plugins.console.output import Output
from plugins.mirror.ledger import GitLedger
from plugins.model.credentials import Kept
from plugins.model.entry import Change, Roster, Snapshot
from plugins.model.errors import CouldNotRun
from plugins.model.school import Letter
from plugins.rehearsal.clock import RehearsalClock
from plugins.rehearsal.server import Server, serve
from plugins.repo.git import Git
from plugins.x.account import XAccount
from tests import make
from tests.commands.hands import NONE, hand, listed
from tests.commands.inside import document, invoke
from tests.commands.workspace import git, make_workspace, text

REAL = {'account = "rehearsal"': 'account = "x"', 'remote = ""': 'remote = "origin"'}
SENT = Letter(sent=date(2026, 9, 1), late=False)
KEPT = make.kept("password", "API keys")
KEY = f"ssh-ed25519 {'A' * 68}"
SIGNED = {**REAL, NONE: f'backend = "signature"\napprovers = [{{role = "head", key = "{KEY}"}}]'}


@pytest.fixture
def roll(tmp_path: Path) -> dict[str, str]:
    file = tmp_path / "roll.csv"
    file.write_text("first,last\nJonty,Quillfeather\n", encoding="utf-8")
    return {"SCHOOLGATE_ROLL_FILE": str(file)}


def test_the_real_account_never_approves_by_itself(tmp_path: Path, roll: dict[str, str]) -> None:
    root = make_workspace(tmp_path, text("fair-2b3c"), toml={'remote = ""': 'remote = "origin"'})
    settings = root / "school.toml"
    settings.write_text(settings.read_text().replace('account = "rehearsal"', 'account = "x"'))
    told = document(root, "publish", env=roll)
    assert told["exit_code"] == 3
    assert "[approval] backend: 'none' is for the rehearsal account only" in told["error"]["what"]


def real(root: Path) -> Path:
    """The same school, with the real account's settings."""
    settings = root / "school.toml"
    words = settings.read_text(encoding="utf-8")
    for old, new in (SIGNED if NONE in words else REAL).items():
        assert old in words
        words = words.replace(old, new)
    settings.write_text(words, encoding="utf-8")
    return root


@pytest.mark.parametrize("inside", [False, True])
def test_the_real_account_needs_a_roll_that_git_cannot_publish(tmp_path: Path, *, inside: bool) -> None:
    root = real(make_workspace(tmp_path, text("fair-2b3c")))
    (root / "roll.csv").write_text("first,last\nJonty,Quillfeather\n", encoding="utf-8")
    said = invoke(root, "publish", env={"SCHOOLGATE_ROLL_FILE": str(root / "roll.csv") if inside else None})
    assert said.exit_code == 3
    why = "lies inside this repository" if inside else "no list of pupils is given"
    assert why in said.stderr
    assert "SCHOOLGATE_ROLL_FILE" in said.stderr


def test_a_real_ledger_without_a_list_of_approvers_is_nobodys_to_fill(tmp_path: Path) -> None:
    workspace = open_workspace(real(make_workspace(tmp_path)), judging=False)
    with pytest.raises(CouldNotRun, match="has no list of approvers"):
        words_that_count(workspace, Snapshot(tip="f00d"), make.at("2026-11-23 10:00"))


def test_a_real_ledger_that_is_missing_is_not_an_empty_one(tmp_path: Path, roll: dict[str, str]) -> None:
    root = real(make_workspace(tmp_path, text("fair-2b3c")))
    git(root, "init", "--quiet", "--bare", str(tmp_path / "origin.git"))
    git(root, "remote", "add", "origin", str(tmp_path / "origin.git"))
    told = document(root, "status", env=roll)
    assert (told["exit_code"], told["error"]["kind"]) == (3, "LedgerMissing")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone whose remote holds the real ledger, as a person began it, and a post that a head approved."""
    head, teacher = hand(tmp_path, "head"), hand(tmp_path, "teacher")
    root = make_workspace(tmp_path, text("fair-2b3c"), toml={NONE: listed(head, authors=(teacher,))})
    (root / "content" / "pages" / "about.md").unlink()
    git(root, "init", "--quiet", "--bare", str(tmp_path / "origin.git"))
    git(root, "remote", "add", "origin", str(tmp_path / "origin.git"))
    trust = open_workspace(root).school.approval
    roster = Roster(trust=trust, at=make.at("2026-11-20 10:00"), approver="", evidence="")
    GitLedger(Git(root), ref=REAL_LEDGER, remote="origin").create(Change(summary="Begin", roster=roster))
    assert teacher.sign(root, "submit", "fair-2b3c").exit_code == 0
    assert head.sign(root, "approve", "fair-2b3c").exit_code == 0
    return root


def the_way(
    root: Path, server: Server, *, letter: Letter = SENT, pinned: str = "", kept: tuple[Kept, ...] = KEPT
) -> tuple[Workspace, Ports]:
    """A real account's clone; X is the rehearsal's server."""
    workspace = open_workspace(root)
    account = replace(workspace.school.account, kind="x", id=pinned or workspace.school.account.id)
    school = replace(
        workspace.school,
        account=account,
        letter=letter,
        credentials=replace(workspace.school.credentials, kept=kept),
        mirror=replace(workspace.school.mirror, remote="origin"),
    )
    ports = Ports(
        connect=lambda: signed(server),
        channel="x",
        clock=RehearsalClock(server.url),
        ledger=GitLedger(Git(root), ref=REAL_LEDGER, remote="origin"),
        git=Git(root),
    )
    return replace(workspace, school=school), ports


def signed(server: Server) -> XAccount:
    return XAccount(rehearsed(server), channel="x", reply_settings="mentionedUsers", base_url=server.url)


@pytest.mark.parametrize(
    ("way", "code", "why"),
    [
        ({"letter": Letter(sent=None, late=False)}, 3, "the letter to parents has no date"),
        ({"letter": Letter(sent=date(2026, 11, 24), late=True)}, 3, "which is still to come"),
        ({"kept": ()}, 3, "the register of credentials does not know: password, API keys"),
        ({"kept": make.kept("password", "API keys", changed="2026-01-05")}, 4, "the password was due to be changed"),
        (
            {"pinned": "1700000000000000002"},
            3,
            "the credentials are those of @ThistledownPri (1700000000000000001)",
        ),
        ({}, 0, "Tweeted on the account @ThistledownPri, fair-2b3c"),
    ],
    ids=["no letter", "letter to come", "no register", "old password", "another account", "all is well"],
)
def test_only_the_pinned_account_speaks_and_only_after_the_letter(
    clone: Path, capsys: pytest.CaptureFixture[str], way: dict[str, Any], code: int, why: str
) -> None:
    database = clone / ".schoolgate" / "rehearsal.sqlite3"
    with serve(database, make.school()) as server:
        workspace, ports = the_way(clone, server, **way)
        ended = answer(Output(as_json=False), lambda: go_public(Output(as_json=False), workspace, ports))
        said = len(server.tweets())
    told = capsys.readouterr()
    assert (ended, said) == (code, 0 if code else 1)
    assert why in told.out + told.err
    assert "rehearsal" not in told.out + told.err
    assert (clone / "public" / "current" / "news" / "fair-2b3c" / "index.html").is_file()
    assert git(clone, "for-each-ref", "--format=%(refname)", "refs/schoolgate/rehearsal") == ""


NEVER_JUDGE = [("status",), ("pause", "--reason", "a fault"), ("resolve", "x", "--drop", "--by", "head")]


@pytest.mark.parametrize("words", NEVER_JUDGE, ids=lambda words: words[0])
def test_what_never_judges_needs_no_list_of_pupils(tmp_path: Path, words: tuple[str, ...]) -> None:
    told = invoke(make_workspace(tmp_path, toml=SIGNED), *words)

    assert "no list of pupils" not in told.stderr
    assert "ledger" in told.stderr
