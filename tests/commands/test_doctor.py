import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from plugins.account.duty import Duty
from plugins.clone.ports import OwnAccount, Ports, open_ports
from plugins.clone.workspace import open_workspace
from plugins.commands.doctor import look_at_the_account
from plugins.model.account import Me
from tests import make
from tests.approval.forge import REPOSITORY, TOKEN, Forge, serve
from tests.approval.people import person
from tests.commands.inside import document, invoke
from tests.commands.workspace import make_workspace

NONE = 'backend = "none"'


def approving(backend: str, **head: str) -> dict[str, str]:
    """A school.toml in which the head approves."""
    rows = "".join(f'{key} = "{value}"\n' for key, value in head.items())
    return {f"{NONE} # allowed for the rehearsal account only\n": f"{backend}\n[[approval.approvers]]\n{rows}"}


def signing(folder: Path) -> dict[str, str]:
    return approving('backend = "signature"', role="head", key=person(folder, "head").key)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_workspace(tmp_path_factory.mktemp("doctor"))


def looked(root: Path, **env: str | None) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in document(root, "doctor", env=env)["duties"]}


def test_everything_is_one_line_with_what_to_do(root: Path) -> None:
    said = invoke(root, "doctor")
    assert said.exit_code == 4
    lines = said.stdout.splitlines()
    assert lines[0].startswith("Thistledown Primary School, account = rehearsal: ")
    assert any(line.startswith("[+] in order +   git: git version ") for line in lines)
    assert "[+] in order +   account: the secrets are those of @ThistledownPri" in lines
    for number, line in enumerate(lines):
        if line.startswith(("[!]", "[X]")):
            assert lines[number + 1].startswith("    fix: "), line


def test_a_new_clone_lacks_a_ledger_a_roll_and_a_proof(root: Path) -> None:
    found = looked(root)
    assert {name for name in ("ledger", "roll", "approvals", "letter to parents") if found[name]["light"] == "amber"}
    assert (found["git"]["light"], found["clock"]["light"]) == ("green", "green")


def test_what_is_there_is_green_and_a_pause_is_told(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, toml=signing(tmp_path))
    roll = tmp_path / "roll.csv"
    roll.write_text("Forename,Surname\nBrimsy,Quillfeather\n", encoding="utf-8")
    assert invoke(root, "ledger", "init").exit_code == 0
    assert "pause" not in looked(root)
    assert invoke(root, "pause", "--reason", "snow").exit_code == 0
    found = looked(root, SCHOOLGATE_ROLL_FILE=str(roll))
    assert {found[name]["light"] for name in ("ledger", "roll", "approvals")} == {"green"}
    assert found["roll"]["says"] == "1 pupil, kept outside the repository"
    assert found["pause"]["light"] == "amber"


def test_a_list_in_its_hashed_form_is_not_told_as_an_empty_one(root: Path, tmp_path: Path) -> None:
    roll, hashes, key = tmp_path / "roll.csv", tmp_path / "roll.hashes", tmp_path / "roll.key"
    roll.write_text("Forename,Surname\nBrimsy,Quillfeather\n", encoding="utf-8")
    made = invoke(root, "roll", "hash", str(hashes), "--new-key", str(key), env={"SCHOOLGATE_ROLL_FILE": str(roll)})
    assert made.exit_code == 0
    secret = key.read_text(encoding="utf-8").strip()
    found = looked(root, SCHOOLGATE_ROLL_FILE=str(hashes), SCHOOLGATE_ROLL_KEY=secret)
    assert (found["roll"]["light"], found["roll"]["says"]) == (
        "green",
        "keyed hashes of the pupils' names, and their key",
    )


def test_one_look_that_fails_hides_no_other(root: Path) -> None:
    inside = root / "roll.csv"
    inside.write_text("Forename,Surname\nBrimsy,Quillfeather\n", encoding="utf-8")
    found = looked(root, SCHOOLGATE_ROLL_FILE=str(inside))
    inside.unlink()
    assert (found["roll"]["light"], "inside this repository" in found["roll"]["says"]) == ("red", True)
    assert found["account"]["light"] == "green"


def test_without_ssh_keygen_no_signature_can_be_checked(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, toml=signing(tmp_path))
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "git").symlink_to(shutil.which("git") or "")
    found = looked(root, PATH=str(programs))
    assert (found["approvals"]["light"], found["approvals"]["fix"]) == ("red", "apt install openssh-client")


@pytest.fixture
def forge() -> Iterator[Forge]:
    with serve(Forge(about={"private": False, "default_branch": "main"})) as made:
        yield made


def test_the_rules_of_the_repository_are_asked_where_reviews_count(tmp_path: Path, forge: Forge) -> None:
    root = make_workspace(
        tmp_path, toml=approving(f'backend = "github"\nrepository = "{REPOSITORY}"', role="head", id="22")
    )
    env = {"GITHUB_API_URL": forge.url, "SCHOOLGATE_GITHUB_TOKEN": TOKEN}
    found = looked(root, **env)
    assert (found["the repository is private"]["light"], found["nobody rewrites main"]["light"]) == ("amber", "amber")
    forge.about["private"] = True
    assert looked(root, **env)["the repository is private"]["light"] == "green"
    forge.status = 503
    assert looked(root, **env)["approvals"]["light"] == "red"


class Other:
    """The account that somebody else's secrets open, on a machine whose clock is wrong."""

    def __init__(self, me: Me) -> None:
        self._me = me

    def me(self) -> Me:
        return self._me


def test_other_secrets_and_a_wrong_clock_are_overdue(root: Path) -> None:
    with open_ports(open_workspace(root)) as ports:
        pinned = make.school().account
        me = Me(id=pinned.id, handle=pinned.handle.upper(), at=ports.clock.now())
        for changed, lights in (
            (me, ["green", "green"]),
            (replace(me, id="9", handle="Somebody"), ["red", "green"]),
            (replace(me, at=me.at + timedelta(seconds=121)), ["green", "red"]),
        ):
            assert [one.light.name.lower() for one in _account(root, ports, Other(changed))] == lights


def _account(root: Path, ports: Ports, account: Any) -> list[Duty]:
    def connect() -> OwnAccount:
        other: OwnAccount = account
        return other

    return list(look_at_the_account(open_workspace(root), replace(ports, connect=connect)))
