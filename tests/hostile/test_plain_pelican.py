"""The attacks are real: Pelican alone, with none of our guards, gives every one of them to the public with exit 0."""

import os
import subprocess
import sys
from collections.abc import Mapping

import pytest

from tests.commands.workspace import tree

SECRET = "Kanarienvogel-5c1f"
POSTS = {
    "environ.md": "Title: A\nDate: 2026-11-20\n\n[a]({attach}../../../../../../../../../../proc/self/environ)\n",
    "outside.md": "Title: B\nDate: 2026-11-20\nSave_as: ../out-evil/x.html\n\nB\n",
    "content.md": "Title: C\nDate: 2026-11-20\n_content: <script>alert('content')</script>\n\nHarmless\n",
    "script.md": "Title: D<script>alert('title')</script>\nDate: 2026-11-20\n\n<script>alert('body')</script>\n",
    "image.md": "Title: E\nDate: 2026-11-20\n\n![x](https://evil.example/pixel.gif)\n",
    "link.md": "Title: F\nDate: 2026-11-20\n\n[x](javascript:alert(7))\n",
    "draft.md": "Title: G\nDate: 2026-11-20\nStatus: draft\n\nNot yet\n",
    "page.html": "<html><head><title>H</title><meta name='date' content='2026-11-20'></head>"
    "<body><script>alert('html')</script></body></html>",
    "broken.md": "Date: never\n\nNo title\n",
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Everything that Pelican left in the folder, beside what it was given."""
    folder = tmp_path_factory.mktemp("plain")
    content = folder / "content"
    content.mkdir()
    for name, words in POSTS.items():
        (content / name).write_text(words, encoding="utf-8")
    (folder / "private.md").write_text("Title: I\nDate: 2026-11-20\n\nA private page\n", encoding="utf-8")
    (content / "symlink.md").symlink_to("../private.md")
    (folder / "pelicanconf.py").write_text('PLUGINS = []\nSITEURL = "https://x.example"\n', encoding="utf-8")
    command = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", "out", "-t", "simple"]
    environment = {"PATH": os.environ["PATH"], "SECRET": SECRET}
    said = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert said.returncode == 0, said.stderr
    return {name: data for name, data in tree(folder).items() if name.startswith("out")}


def test_the_environment_of_the_process_is_published(published: Mapping[str, bytes]) -> None:
    assert [name for name, data in published.items() if SECRET.encode() in data]


def test_a_file_is_written_outside_the_output(published: Mapping[str, bytes]) -> None:
    assert "out-evil/x.html" in published


def test_a_link_is_followed(published: Mapping[str, bytes]) -> None:
    assert [name for name, data in published.items() if b"A private page" in data]


def test_a_draft_is_a_page(published: Mapping[str, bytes]) -> None:
    assert [name for name, data in published.items() if b"Not yet" in data]


def test_a_post_that_cannot_be_read_is_passed_over_in_silence(published: Mapping[str, bytes]) -> None:
    assert not [name for name, data in published.items() if b"No title" in data]


@pytest.mark.parametrize(
    "live",
    [
        "<script>alert('content')</script>",
        "<script>alert('title')</script>",
        "<script>alert('body')</script>",
        "<script>alert('html')</script>",
        'src="https://evil.example/pixel.gif"',
        "javascript:alert(7)",
    ],
)
def test_it_is_live_on_a_page(published: Mapping[str, bytes], live: str) -> None:
    assert [name for name, data in published.items() if name.endswith(".html") and live.encode() in data]
