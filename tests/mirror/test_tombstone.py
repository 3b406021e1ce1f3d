import os
from dataclasses import replace
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree as ET

import pytest

from plugins.mirror.tombstone import Grave, list_gone, mark, replace_file
from plugins.model.phrases import Phrases, load
from tests import make

SCHOOL = make.school()
ENGLISH = Phrases()
THEME = Path(__file__).parents[2] / "theme"
CHOIR = Grave(path="news/choir/", urn="urn:uuid:1", at=make.at("2026-11-23 10:00"))
FAIR = Grave(path="news/fair/", urn="urn:uuid:2", at=make.at("2026-11-24 10:00"))
FEED = '<feed xmlns="http://www.w3.org/2005/Atom">\n  <entry><title>A</title></entry>\n</feed>\n'
DELETED = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"


def site(folder: Path) -> Path:
    replace_file(folder / "feeds/atom.xml", FEED)
    replace_file(folder / "theme/school.css", "")
    replace_file(folder / "theme/thistle.svg", "")
    replace_file(folder / "news/fair/index.html", "A secret")
    return folder


def told(folder: Path) -> list[tuple[str, str]]:
    feed = ET.fromstring((folder / "feeds/atom.xml").read_text(encoding="utf-8"))  # noqa: S314 - made just now
    return [(element.attrib["ref"], element.attrib["when"]) for element in feed.iter(DELETED)]


def test_each_withdrawn_post_has_a_page_that_says_so_and_nothing_else(tmp_path: Path) -> None:
    assert mark(site(tmp_path), [FAIR, CHOIR], SCHOOL, ENGLISH) == (
        PurePosixPath("news/choir/index.html"),
        PurePosixPath("news/fair/index.html"),
    )
    for name in ("choir", "fair"):
        page = (tmp_path / "news" / name / "index.html").read_text(encoding="utf-8")
        assert "<h1>This post was withdrawn</h1>" in page
        assert '<meta name="robots" content="noindex, noarchive">' in page
        assert '<link rel="stylesheet" href="/theme/school.css">' in page
        assert '<link rel="icon" href="/theme/thistle.svg">' in page
        assert "secret" not in page


def test_it_speaks_the_schools_language_and_says_whom_to_ring(tmp_path: Path) -> None:
    welsh = make.school()
    welsh = replace(welsh, site=replace(welsh.site, lang="cy"))
    mark(site(tmp_path), [CHOIR], welsh, load(THEME, "cy"))
    page = (tmp_path / "news/choir/index.html").read_text(encoding="utf-8")
    assert '<html lang="cy" dir="ltr">' in page
    assert "<h1>Cafodd y neges hon ei thynnu&#x27;n ôl</h1>" in page
    assert f'<a href="tel:01632960123" dir="ltr">{SCHOOL.phone}</a>' in page
    assert "withdrawn" not in page


def test_feed_readers_are_told_once_newest_first(tmp_path: Path) -> None:
    for _ in range(2):
        mark(site(tmp_path), [CHOIR, FAIR], SCHOOL, ENGLISH)
        mark(tmp_path, [CHOIR, FAIR], SCHOOL, ENGLISH)
    assert told(tmp_path) == [("urn:uuid:2", "2026-11-24T10:00:00+00:00"), ("urn:uuid:1", "2026-11-23T10:00:00+00:00")]
    mark(tmp_path, [CHOIR, FAIR], make.school(feed_entries=1), ENGLISH)
    assert [ref for ref, _ in told(tmp_path)] == ["urn:uuid:2"]


def test_without_withdrawn_posts_nothing_changes(tmp_path: Path) -> None:
    assert mark(site(tmp_path), [], SCHOOL, ENGLISH) == ()
    assert (tmp_path / "feeds/atom.xml").read_text(encoding="utf-8") == FEED
    list_gone(tmp_path, [], "")
    assert not (tmp_path / "gone.txt").exists()


def test_a_site_without_feed_or_style_gets_its_pages_all_the_same(tmp_path: Path) -> None:
    mark(tmp_path, [CHOIR], SCHOOL, ENGLISH)
    page = (tmp_path / "news/choir/index.html").read_text(encoding="utf-8")
    assert "stylesheet" not in page
    assert not (tmp_path / "feeds").exists()


def test_the_web_server_is_given_the_addresses(tmp_path: Path) -> None:
    list_gone(tmp_path, [FAIR, CHOIR], "/school")
    assert (tmp_path / "gone.txt").read_text(encoding="utf-8") == "/school/news/choir/\n/school/news/fair/\n"


def test_the_old_bytes_stay_where_other_names_lead_to_them(tmp_path: Path) -> None:
    replace_file(tmp_path / "a", "old")
    os.link(tmp_path / "a", tmp_path / "b")
    replace_file(tmp_path / "a", "new")
    assert ((tmp_path / "a").read_text(), (tmp_path / "b").read_text()) == ("new", "old")


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(OSError, match="a"):
        replace_file(tmp_path / "a", "new")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
