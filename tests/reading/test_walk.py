import unicodedata
from pathlib import Path

import pytest

from plugins.reading import walk
from tests.reading.school import put


@pytest.mark.parametrize(
    "path",
    [
        "news/reading-miles.md",
        "pages/term-dates.md",
        "Reading miles.md",
        "news/dŵr.md",
        "photos/a/b.jpg",
        "a/b, c & d (2).md",
    ],
)
def test_posts_pages_and_photos_are_fine(path: str) -> None:
    assert walk.refusal(tuple(path.split("/"))) is None


@pytest.mark.parametrize(
    ("path", "note"),
    [
        ("news/a.html", "end in .md"),
        ("news/a.rst", "end in .md"),
        ("news/a.MD", "end in .md"),
        ("news/a", "end in .md"),
        ("photos/a.md", "photos alone"),
        ("photos/A.JPG", "photos alone"),
        ("photos", "photos alone"),
        ("Photos/a.jpg", "small letters"),
        ("PAGES/a.md", "small letters"),
        (".hidden.md", "hidden"),
        (".git/a.md", "hidden"),
        ("con.md", "hidden, reserved"),
        ("news/LPT1.md", "hidden, reserved"),
        ("a\nb.md", "strange"),
        ("a\u202eb.md", "strange"),
        ("a\u200bb.md", "strange"),
        ("a\udcffb.md", "strange"),
        ("a\x00b.md", "strange"),
        ("a./b.md", "strange"),
        ("../a.md", "strange"),
        ("", "strange"),
        ("a" * 200 + ".md", "strange"),
    ],
)
def test_any_other_name_is_refused(path: str, note: str) -> None:
    reason = walk.refusal(tuple(path.split("/")))
    assert reason is not None
    assert note in reason[0]


def test_no_parts_are_no_file() -> None:
    assert walk.refusal(()) is not None


def test_everything_is_found_and_no_link_followed(content: Path) -> None:
    put(content, "news/a.md")
    put(content, "photos/2026/a.jpg")
    (content / ".git").mkdir()
    (content / "loop").symlink_to(content)
    (content / "empty").mkdir()
    found = [file.relative_to(content).as_posix() for file in walk.below(content)]
    assert found == [".git", "loop", "news/a.md", "photos/2026/a.jpg"]


def test_a_folder_too_deep_is_itself_found(content: Path) -> None:
    put(content, "a/" * 200 + "b.md")
    assert [file.relative_to(content).as_posix() for file in walk.below(content)] == ["/".join("a" * 9)]


def test_a_folder_that_cannot_be_listed_is_itself_found(tmp_path: Path) -> None:
    assert list(walk.below(tmp_path / "gone")) == [tmp_path / "gone"]


def test_a_path_is_shown_without_what_cannot_be_seen() -> None:
    assert walk.shown(("news", "a\nb\u202e\udcff.md")) == "content/news/a?b??.md"


def test_names_that_differ_in_capitals_or_accents_are_twins() -> None:
    composed, taken_apart = unicodedata.normalize("NFC", "dŵr.md"), unicodedata.normalize("NFD", "dŵr.md")
    paths = [("a", "B.md"), ("a", "b.md"), ("c.md",), ("N", "x.md"), ("n", "y.md"), (composed,), (taken_apart,)]
    assert walk.alike(paths) == {("a", "B.md"), ("a", "b.md"), ("N",), ("n",), (composed,), (taken_apart,)}
