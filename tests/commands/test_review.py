"""The comment of a pull request tells about what was changed in it alone, and draws it where it can be drawn."""

from pathlib import Path

import pytest

from tests.commands.inside import document
from tests.commands.workspace import commit, make_workspace, text, write

CHILD = text("thanks-4d5e", summary="Ring 07700 900123 for tickets.")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One post stands, one was added since and one that the policy forbids."""
    root = make_workspace(tmp_path_factory.mktemp("review"), text("fair-2b3c"))
    write(root, text("walk-3c4d"), CHILD)
    commit(root)
    return root


def test_only_what_was_changed_is_told_and_forbidden_words_are_not_repeated(root: Path) -> None:
    told = document(root, "review", "--since", "HEAD~1")
    assert told["exit_code"] == 1
    assert "walk-3c4d.md" in told["comment"]
    assert "fair-2b3c" not in told["comment"]
    assert "07700" not in told["comment"]
    assert "pictures" not in told


def test_pictures_are_of_what_was_changed_and_is_not_forbidden(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = tmp_path / "chromium"
    fake.write_text('#!/bin/sh\nfor word; do case $word in --screenshot=*) : > "${word#*=}" ;; esac; done\n')
    fake.chmod(0o755)
    monkeypatch.setattr("plugins.commands.review.browser", lambda: str(fake))
    told = document(root, "review", "--since", "HEAD~1", "--pictures", str(tmp_path / "out"))
    assert told["pictures"] == str(tmp_path / "out" / "preview.html")
    assert {file.name for file in (tmp_path / "out").glob("*.png")} == {"tweet-walk-3c4d.png", "page-walk-3c4d.png"}


def test_without_a_browser_the_comment_is_written_all_the_same(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plugins.commands.review.browser", lambda: "")
    told = document(root, "review", "--since", "HEAD~1", "--pictures", str(tmp_path / "out"))
    assert (told["pictures"], told["exit_code"]) == ("", 1)
    assert "walk-3c4d.md" in told["comment"]
