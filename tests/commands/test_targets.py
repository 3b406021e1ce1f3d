"""A site that readers find elsewhere: nothing is tweeted before its page is there, and a withdrawal reaches it."""

import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.mirror import live
from tests.commands.inside import invoke
from tests.commands.rehearsal import tweets
from tests.commands.workspace import make_workspace, text

FAIR = "fair-2b3c"
UPLOAD = """#!/bin/sh
rm -rf "$1/new" && cp -rL "$2" "$1/new" && rm -rf "$1/www" && mv "$1/new" "$1/www"
"""


def school_at(url: str, folder: Path) -> Path:
    """A school whose web host is the folder www, which a command of the school's own fills."""
    upload = folder / "upload"
    upload.write_text(UPLOAD)
    upload.chmod(0o755)
    changes = {
        "https://www.thistledown-primary.example": url,
        'live = "loopback"': f'live = "url"\ncommand = ["{upload}", "{folder}"]',
    }
    return make_workspace(folder, text(FAIR), text("choir-1a2b"), toml=changes)


@pytest.fixture
def school(tmp_path: Path) -> Iterator[Path]:
    """A school whose web host answers."""
    (tmp_path / "www").mkdir()
    with live.serve(tmp_path / "www") as url:
        yield school_at(url, tmp_path)


def test_without_the_host_nothing_is_tweeted(tmp_path: Path) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        school = school_at(f"http://127.0.0.1:{nobody.getsockname()[1]}", tmp_path)
        said = invoke(school, "publish")
    assert said.exit_code == 75
    assert f"brought the site to {tmp_path / 'upload'}" in said.stderr
    assert "does not answer" in said.stdout
    assert tweets(school) == []


def test_what_the_host_shows_is_tweeted_and_what_is_withdrawn_leaves_it(school: Path, tmp_path: Path) -> None:
    assert invoke(school, "publish").exit_code == 0
    assert len(tweets(school)) == 2
    assert "News about fair" in (tmp_path / "www/news" / FAIR / "index.html").read_text(encoding="utf-8")
    assert invoke(school, "withdraw", FAIR).exit_code == 0
    assert not [page for page in (tmp_path / "www").rglob("*.html") if "News about fair" in page.read_text("utf-8")]


def test_a_site_that_did_not_get_there_is_told_and_a_withdrawal_says_not_yet(school: Path, tmp_path: Path) -> None:
    assert invoke(school, "publish").exit_code == 0
    shutil.copy2("/bin/false", tmp_path / "upload")
    said = invoke(school, "publish")
    assert (said.exit_code, len(tweets(school))) == (3, 2)
    assert "the site did not get to its place" in said.stderr
    taken = invoke(school, "withdraw", FAIR)
    assert taken.exit_code == 3
    assert "NOT YET: the page is still on the site" in taken.stdout
    assert not [tweet for tweet in tweets(school) if FAIR in tweet]
