"""A commit's own posts and photos are judged, and nothing else decides about it."""

from pathlib import Path
from typing import Any

import pytest

from tests.commands.inside import document
from tests.commands.workspace import make_photo, make_workspace, photos, text, write

LATE = "2026-11-20 19:00"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fine post, a forbidden one, a forbidden draft, and one with a photo."""
    root = make_workspace(
        tmp_path_factory.mktemp("some"),
        text("fine-1a2b"),
        text("late-1a2b", date=LATE),
        text("wall-1a2b", photos=photos()),
    )
    write(root, text("draft-1a2b", date=LATE, status="draft"))
    make_photo(root, "loose.jpg", colour="navy")
    return root


def told(root: Path, *paths: str) -> tuple[int, list[tuple[str, str]]]:
    found: dict[str, Any] = document(root, "check", *paths)
    return found["exit_code"], [(one["path"], one["rule"]) for one in found["findings"]]


def test_a_post_is_not_stopped_by_another(root: Path) -> None:
    assert told(root, "content/news/fine-1a2b.md") == (0, [])
    assert told(root, "./content/news/wall-1a2b.md", "content/news/fine-1a2b.md") == (0, [])


@pytest.mark.parametrize("name", ["late", "draft"])
def test_a_forbidden_post_and_a_forbidden_draft_do_not_enter_history(root: Path, name: str) -> None:
    path = f"content/news/{name}-1a2b.md"
    assert told(root, path, "content/news/fine-1a2b.md") == (1, [(path, "hours")])


def test_a_photo_is_judged_with_the_post_that_shows_it(root: Path) -> None:
    assert told(root, "content/photos/leaves.jpg") == (0, [])
    (root / "content" / "photos" / "leaves.jpg").write_bytes(b"GIF89a")
    code, found = told(root, "content/photos/leaves.jpg")
    make_photo(root)
    assert (code, found) == (1, [("content/news/wall-1a2b.md", "format")])


def test_a_photo_that_no_post_shows_does_not_enter_history_and_one_that_is_deleted_does_no_harm(root: Path) -> None:
    assert told(root, "content/photos/loose.jpg") == (1, [("content/photos/loose.jpg", "format")])
    assert told(root, "content/photos/gone.jpg", "content/news/gone.md") == (0, [])


def test_a_file_whose_name_names_a_child_is_told_by_its_number(root: Path, tmp_path: Path) -> None:
    (tmp_path / "roll.csv").write_text("first,last\nJonty,Quillfeather\n", encoding="utf-8")
    file = root / "content" / "news" / "jonty-quillfeather.md"
    file.write_text(text("fine-9z9z"), encoding="utf-8")
    said = document(
        root, "check", f"content/news/{file.name}", env={"SCHOOLGATE_ROLL_FILE": str(tmp_path / "roll.csv")}
    )
    file.unlink()
    assert said["exit_code"] == 1
    assert {one["path"] for one in said["findings"]} == {"content/(file 1 in the order of names)"}
