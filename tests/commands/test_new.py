import subprocess
from pathlib import Path

import pytest

from plugins.reading.reader import read_all
from tests import make
from tests.commands.inside import document, invoke
from tests.commands.workspace import make_workspace, tree


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_workspace(tmp_path_factory.mktemp("new"))


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Sports day", "sports-day"),
        ("Dydd Gŵyl Dewi â'r tŷ bach", "dydd-gwyl-dewi-ar-ty-bach"),
        ("🎉🎉🎉", "post"),
        ("../../../etc/passwd", "etc-passwd"),
        ("/absolute\\path: [yes] #1", "absolute-path-yes-1"),
    ],
)
def test_a_post_begins_as_a_draft_that_reads_back(school: Path, title: str, slug: str) -> None:
    path = document(school, "new", title)["path"]
    assert path.startswith("content/news/2")
    assert path.endswith(f"-{slug}.md")
    found = {reading.path: reading.post for reading in read_all(school / "content", make.school())}
    post = found[path]
    assert post is not None
    assert (post.title, post.status, post.id[:-5]) == (title, "draft", slug)
    assert document(school, "check")["plan"]["drafts"] != []


@pytest.mark.parametrize("title", ["", "   ", "two\nlines", "<script>", "x" * 121, "{static}/x", "a\x1b[31mred"])
def test_a_title_that_could_not_be_read_back_is_refused_and_nothing_is_written(school: Path, title: str) -> None:
    before = tree(school / "content")
    said = invoke(school, "new", title)
    assert (said.exit_code, tree(school / "content")) == (1, before)
    assert said.stderr.startswith("error: this title cannot be used\n    fix: ")


def test_two_posts_of_one_title_and_day_are_not_one(school: Path) -> None:
    assert invoke(school, "new", "Twice").exit_code == 0
    before = tree(school / "content")
    said = invoke(school, "new", "Twice")
    assert (said.exit_code, tree(school / "content")) == (1, before)
    assert "is there already" in said.stderr


def test_make_hands_a_title_on_as_it_was_written(tmp_path: Path) -> None:
    title = 'The "Big Draw" & Year 2\'s $(shell id) `id` for $5 -- 100% fun'
    (tmp_path / "python").write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n', encoding="utf-8")
    (tmp_path / "python").chmod(0o755)
    said = subprocess.run(
        ["make", "--no-print-directory", "--old-file=.venv/.ready", "new", f"BIN={tmp_path}", f"TITLE={title}"],
        cwd=make.SCHOOL_TOML.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.splitlines() == ["publish.py", "new", "--", title]
