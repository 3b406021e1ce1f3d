from pathlib import Path

import pytest

from tests.commands.inside import document, invoke
from tests.commands.rehearsal import due, tweets, twin
from tests.commands.workspace import make_workspace, text, write

FAIR = text("fair-2b3c")


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return due(make_workspace(tmp_path_factory.mktemp("ready"), FAIR))


def test_before_the_first_build_there_is_nothing_to_send(tmp_path: Path) -> None:
    told = document(make_workspace(tmp_path, FAIR), "send")
    assert (told["exit_code"], told["error"]["what"]) == (1, "there is no finished build")


def test_what_was_changed_after_the_build_is_not_sent(ready: Path, tmp_path: Path) -> None:
    root = twin(ready, tmp_path)
    write(root, text("fair-2b3c", body="In the hall."), text("choir-3c4d"))
    told = document(root, "send")
    assert (told["exit_code"], tweets(root)) == (1, [])
    changed = "content/news/choir-3c4d.md, content/news/fair-2b3c.md"
    assert told["error"]["what"] == f"these were changed after the last build: {changed}"


def test_the_first_send_of_a_rehearsal_begins_its_ledger(tmp_path: Path) -> None:
    posts = (text(f"day-{n}-1a2b", date=f"2026-11-{n} 10:00") for n in range(16, 21))
    root = make_workspace(tmp_path, *posts)
    assert invoke(root, "build").exit_code == 0
    assert not (root / "public").exists()
    (root / "public").mkdir()
    (root / "public" / "current").symlink_to(root / ".schoolgate" / "build" / "site")
    said = invoke(root, "send")
    assert (said.exit_code, len(tweets(root))) == (0, 3)
    assert "· first run: only the newest 3 posts are to be tweeted, all older ones count as said\n" in said.stderr
    assert "· day-18-1a2b: tweeted\n" in said.stderr


def test_a_page_that_is_not_deployed_is_not_said(ready: Path, tmp_path: Path) -> None:
    root = twin(ready, tmp_path)
    (root / "public" / "current").unlink()
    (root / "public" / "current").mkdir()
    said = invoke(root, "send")
    assert (said.exit_code, tweets(root)) == (75, [])
    assert "    fair-2b3c waits: the page of fair-2b3c answers 404\n" in said.stdout
