from pathlib import Path

from tests.commands.inside import document, invoke
from tests.commands.rehearsal import snapshot, tweets
from tests.commands.workspace import ledger, make_workspace, text


def test_the_ledger_begins_once_and_says_nothing(tmp_path: Path) -> None:
    posts = (text("harvest-1a2b", date="2026-10-14 10:00"), text("fair-2b3c"))
    root = make_workspace(tmp_path, *posts)
    said = invoke(root, "ledger", "init", "--announce", "1")
    assert said.exit_code == 0
    assert said.stdout.endswith(
        "The ledger begins.\n    here before, never to be tweeted: 1 post\n    still to be tweeted: 1 post\n"
    )
    assert {(entry.post, str(entry.state)) for entry in snapshot(root).entries.values()} == {
        ("harvest-1a2b", "SKIPPED")
    }
    assert set(snapshot(root).approvals) == {"harvest-1a2b", "fair-2b3c", "about"}
    assert (tweets(root), (root / "public").exists()) == ([], False)
    tip = ledger(root)
    again = document(root, "ledger", "init")
    assert (again["exit_code"], ledger(root)) == (1, tip)
    assert again["error"]["what"].startswith("there is a ledger at refs/schoolgate/rehearsal already")


def test_a_negative_number_of_announcements_is_refused(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, text("fair-2b3c"))
    assert (invoke(root, "ledger", "init", "--announce", "-1").exit_code, ledger(root)) == (1, "")
