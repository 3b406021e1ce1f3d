"""A reviewer sees tweet and page as pictures, drawn by the browser of this machine."""

import shutil
from pathlib import Path

import pytest
from PIL import Image

from plugins.model.errors import CouldNotRun
from plugins.showing import browser
from plugins.showing.card import WIDTH
from plugins.showing.pictures import Shown, pictures
from tests import make

SITE = """<!DOCTYPE html>
<html lang="en-GB"><title>Post</title>
<meta property="og:image" content="https://www.thistledown-primary.example/cards/a.png">
<body style="background: #00ff00"><h1>Post</h1>
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A built site of one post, with its card."""
    folder = tmp_path / "site"
    page = folder / make.item().permalink.partition(".example/")[2] / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text(SITE, encoding="utf-8")
    (folder / "cards").mkdir()
    Image.new("RGB", (1200, 630), "#ff0000").save(folder / "cards" / "a.png")
    return folder


SHOWN = [Shown(item=make.item(), when="Would be tweeted")]


@pytest.mark.browser
@pytest.mark.skipif(not browser.browser(), reason="no chromium is installed")
def test_tweet_and_page_are_drawn_and_stand_in_one_file_that_needs_nothing_else(site: Path, tmp_path: Path) -> None:
    page = pictures(browser.browser(), site, SHOWN, make.school(), tmp_path / "out")
    post = make.item().post
    tweet, seen = (Image.open(tmp_path / "out" / f"{kind}-{post}.png").convert("RGB") for kind in ("tweet", "page"))
    assert tweet.width == WIDTH
    colours = {colour for _, colour in tweet.getcolors(1 << 20) or []}
    assert (255, 0, 0) in colours  # the page's own card, where there is no photo
    assert seen.getpixel((10, 900)) == (0, 255, 0)
    words = page.read_text(encoding="utf-8")
    assert words.count('src="data:image/png;base64,') == 2
    assert "http" not in words.replace("http-equiv", "")


def program(folder: Path, words: str) -> str:
    file = folder / "chromium"
    file.write_text(f"#!/bin/sh\n{words}\n", encoding="ascii")
    file.chmod(0o755)
    return str(file)


@pytest.mark.parametrize(("words", "told"), [("exit 1", "did not draw"), ("exit 0", "drew nothing")])
def test_a_browser_that_fails_is_told_with_what_to_do(site: Path, tmp_path: Path, words: str, told: str) -> None:
    with pytest.raises(CouldNotRun, match=told) as raised:
        pictures(program(tmp_path, words), site, SHOWN, make.school(), tmp_path / "out")
    assert "leave --pictures out" in raised.value.fix


def test_a_browser_gets_no_secret_of_this_machine(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCHOOLGATE_X_ACCESS_SECRET", "canary-of-the-account")
    monkeypatch.setattr(browser, "_LIMIT_S", 20)
    told = tmp_path / "told"
    with pytest.raises(CouldNotRun):
        pictures(program(tmp_path, f'env > "{told}"'), site, SHOWN, make.school(), tmp_path / "out")
    assert "HOME=" in told.read_text(encoding="utf-8")
    assert "canary" not in told.read_text(encoding="utf-8")


def test_where_there_is_no_browser_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert browser.browser() == ""
    found = program(tmp_path, "exit 0")
    assert browser.browser() == found == shutil.which("chromium")
