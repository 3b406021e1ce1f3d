from pathlib import Path

import pytest

from tests.commands.inside import document, invoke
from tests.commands.rehearsal import due, snapshot, tweets
from tests.commands.workspace import make_workspace, text, told


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return due(make_workspace(tmp_path_factory.mktemp("pause"), text("fair-2b3c")))


def test_a_pause_stops_every_publisher_until_it_is_lifted(school: Path) -> None:
    assert invoke(school, "pause", "--reason", "the account is handed over").exit_code == 0
    held_back = told(school, "send")
    assert (held_back["exit_code"], tweets(school)) == (4, [])
    assert held_back["waiting"][0]["why"] == "all sending is paused: the account is handed over"
    status = invoke(school, "status")
    assert "PAUSED since Monday 23 November 2026, 10am: the account is handed over." in status.stdout
    assert document(school, "status")["paused"] == "the account is handed over"
    assert "Sending goes on." in invoke(school, "pause", "--lift").stdout
    assert (told(school, "send")["exit_code"], len(tweets(school))) == (0, 1)


def test_lifting_what_is_not_paused_changes_nothing(school: Path) -> None:
    before = snapshot(school).tip
    assert invoke(school, "pause", "--lift").exit_code == 0
    assert snapshot(school).tip == before


@pytest.mark.parametrize("options", [(), ("--reason", "both", "--lift"), ("--reason", "")])
def test_a_pause_without_a_reason_is_wrong_use(school: Path, options: tuple[str, ...]) -> None:
    said = invoke(school, "pause", *options)
    assert (said.exit_code, said.stdout) == (2, "")
    assert "Say why with --reason" in said.stderr


@pytest.mark.parametrize("reason", [" ", "x" * 201])
def test_a_reason_is_a_few_words(school: Path, reason: str) -> None:
    assert invoke(school, "pause", "--reason", reason).exit_code == 1


def test_without_a_ledger_there_is_nothing_to_pause(tmp_path: Path) -> None:
    root = make_workspace(tmp_path)
    said = invoke(root, "pause", "--reason", "snow")
    assert said.exit_code == 3
    assert "a missing ledger is not an empty one" in said.stderr
