import json
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.calendar import write_calendars
from plugins.mirror.tombstone import replace_file
from plugins.mirror.unpublish import Removed, unpublish
from plugins.model.post import Event, PostId
from tests import make

URL = "https://trust.example/school"
GONE = Removed(photos=(), shared=())


def body(html: str) -> str:
    return f"<!DOCTYPE html>\n<html><head><title>T</title></head><body><main>{html}</main></body></html>"


def left(tmp_path: Path, html: str) -> str:
    """What is left between <body> and </body> of another page when the fair is withdrawn."""
    page = tmp_path / "index.html"
    replace_file(page, body(html))
    assert unpublish(tmp_path, "news/fair/", URL) == GONE
    return page.read_text(encoding="utf-8").partition("<body>")[2].partition("</body>")[0]


@pytest.mark.parametrize(
    "href",
    [
        "/school/news/fair/",
        "/school/news/fair",
        "/school/news/fair/index.html",
        "/school/news/fair/#content",
        "https://trust.example/school/news/fair/",
    ],
)
def test_a_listing_goes_by_whatever_address_it_leads_there(tmp_path: Path, href: str) -> None:
    assert left(tmp_path, f'<ul><li>A</li><li><a href="{href}">Fair</a> words</li></ul>') == (
        "<main><ul><li>A</li></ul></main>"
    )


@pytest.mark.parametrize("href", ["/school/news/fairy/", "/news/fair/", "https://elsewhere.example/school/news/fair/"])
def test_other_addresses_stay(tmp_path: Path, href: str) -> None:
    html = f'<ul><li><a href="{href}">Fair</a></li></ul>'
    assert left(tmp_path, html) == f"<main>{html}</main>"


def test_the_smallest_part_that_stands_for_one_thing_goes(tmp_path: Path) -> None:
    card = '<article><img src="x"><div><h2><a href="/school/news/fair/">Fair</a></h2><p>Words</p></div></article>'
    assert left(tmp_path, f"<section><h2>News</h2>{card}<article>B</article>{card}</section>") == (
        "<main><section><h2>News</h2><article>B</article></section></main>"
    )


def test_a_listing_inside_a_listing_goes_with_it(tmp_path: Path) -> None:
    link = '<a href="/school/news/fair/">F</a>'
    assert left(tmp_path, f"<ul><li>{link}<ul><li>{link}</li></ul></li><li>B</li></ul>") == (
        "<main><ul><li>B</li></ul></main>"
    )


def test_lines_of_every_kind_are_counted_right(tmp_path: Path) -> None:
    strange = "a\u2028b\x0bc\x85d\re\n\n"
    link = '<li>\n<a\nhref="/school/news/fair/">F</a>\n</li>'
    assert left(tmp_path, f"{strange}<ul>{link}<li>{strange}</li></ul>").count("<li>") == 1


def test_a_link_outside_of_any_list_takes_the_whole_part_with_it(tmp_path: Path) -> None:
    assert left(tmp_path, '<p>Read <a href="/school/news/fair/">Fair</a></p><p>B</p>') == ""


def test_without_any_part_the_nearest_element_goes(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    replace_file(page, '<p>A</p><p>Read <a href="/school/news/fair/">Fair</a> now</p><p>B</p>')
    unpublish(tmp_path, "news/fair/", URL)
    assert page.read_text(encoding="utf-8") == "<p>A</p><p>Read  now</p><p>B</p>"


def test_an_element_without_its_end_goes_as_far_as_what_is_around_it(tmp_path: Path) -> None:
    assert (
        left(tmp_path, '<ul><li>A</li><li><a href="/school/news/fair/">F</ul></p>B')
        == "<main><ul><li>A</li></ul></p>B</main>"
    )
    page = tmp_path / "index.html"
    replace_file(page, '<p>A</p><section><a href="/school/news/fair/">F')
    unpublish(tmp_path, "news/fair/", URL)
    assert page.read_text(encoding="utf-8") == "<p>A</p>"


def test_what_another_post_says_in_its_own_words_stays(tmp_path: Path) -> None:
    html = '<article><div class="wide post-body"><p>As at <a href="/school/news/fair/">the fair</a></p></div></article>'
    assert left(tmp_path, html) == f"<main>{html}</main>"


RSS = """<rss><channel><title>T</title>
    <item><title>A</title><link>https://trust.example/school/news/choir/</link>
      <description>&lt;a href="https://trust.example/school/news/fair/"&gt;</description></item>
    <item><title>B</title>
      <link>https://trust.example/school/news/fair/</link></item>
</channel></rss>"""
ATOM = """<feed><link href="https://trust.example/school/" rel="alternate"/>
  <entry><link rel="alternate" type="text/html" href="https://trust.example/school/news/fair/"/></entry>
  <entry><link href='https://trust.example/school/news/fairy/'/></entry>
</feed>"""
MAP = "<urlset><url><loc>https://trust.example/school/news/fair/</loc></url><url><loc>https://trust.example/b/</loc></url></urlset>"


def test_feeds_and_sitemap_lose_that_one_entry(tmp_path: Path) -> None:
    for name, words in (("feeds/rss.xml", RSS), ("feeds/atom.xml", ATOM), ("sitemap.xml", MAP)):
        replace_file(tmp_path / name, words)
    unpublish(tmp_path, "news/fair/", URL)
    rss, atom, urls = ((tmp_path / name).read_text() for name in ("feeds/rss.xml", "feeds/atom.xml", "sitemap.xml"))
    assert ("<title>A</title>" in rss, "<title>B</title>" in rss) == (True, False)
    assert (atom.count("<entry>"), "fairy" in atom) == (1, True)
    assert urls == "<urlset><url><loc>https://trust.example/b/</loc></url></urlset>"


def test_its_pictures_go_unless_something_else_shows_them(tmp_path: Path) -> None:
    own = '<img src="/school/photos/a-1600.jpg" srcset="/school/photos/a-480.jpg 480w, /school/photos/b-480.jpg 480w">'
    replace_file(tmp_path / "news/fair/index.html", body(own))
    replace_file(tmp_path / "news/choir/index.html", body('<img src="/school/photos/b-480.jpg">'))
    for name in ("a-1600", "a-480", "b-480", "c-480"):
        replace_file(tmp_path / f"photos/{name}.jpg", name)
    removed = unpublish(tmp_path, "news/fair/", URL)
    assert removed == Removed(photos=("photos/a-1600.jpg", "photos/a-480.jpg"), shared=("photos/b-480.jpg",))
    assert sorted(path.name for path in (tmp_path / "photos").iterdir()) == ["b-480.jpg", "c-480.jpg"]
    assert not (tmp_path / "news/fair/index.html").exists()
    assert unpublish(tmp_path, "news/fair/", URL) == GONE


def test_a_feed_that_shows_the_same_picture_keeps_it(tmp_path: Path) -> None:
    replace_file(tmp_path / "news/fair/index.html", body('<img src="/school/photos/a.jpg">'))
    replace_file(tmp_path / "feeds/rss.xml", f'{RSS}<!-- "{URL}/photos/a.jpg" -->')
    assert unpublish(tmp_path, "news/fair/", URL).shared == ("photos/a.jpg",)


def test_a_page_that_does_not_know_the_post_is_not_touched(tmp_path: Path) -> None:
    page = tmp_path / "about/index.html"
    replace_file(page, body("<p>About</p>"))
    before = page.stat().st_ino
    unpublish(tmp_path, "news/fair/", URL)
    assert page.stat().st_ino == before


def test_a_json_feed_loses_the_entry_and_no_other(tmp_path: Path) -> None:
    feed = tmp_path / "feeds" / "feed.json"
    entries = [{"url": f"{URL}/news/{name}/", "title": name} for name in ("fair", "fairy")]
    replace_file(feed, json.dumps({"title": "T", "items": entries}))
    unpublish(tmp_path, "news/fair/", URL)
    assert json.loads(feed.read_text(encoding="utf-8")) == {"title": "T", "items": entries[1:]}


def test_other_json_is_left_alone(tmp_path: Path) -> None:
    for number, text in enumerate(('{"items": 1}', "[]", "{", '{"items": [{}]}')):
        replace_file(tmp_path / f"{number}.json", text)
        unpublish(tmp_path, "news/fair/", URL)
        assert (tmp_path / f"{number}.json").read_text(encoding="utf-8") == text


def test_a_calendar_loses_the_event_and_no_other_and_its_own_file_goes(tmp_path: Path) -> None:
    school = make.school(site=replace(make.school().site, url=URL))
    event = Event(reason="r", start=make.at("2026-12-04 15:15"), end=make.at("2026-12-04 16:30"), place="The hall")
    items = [
        make.item(post=PostId(name), permalink=f"{URL}/news/{name}/", summary="Words " * 30, event=event)
        for name in ("fair", "fairy")
    ]
    write_calendars(items, school, tmp_path)
    unpublish(tmp_path, "news/fair/", URL)
    left = (tmp_path / "calendar/all.ics").read_bytes()
    assert (left.count(b"BEGIN:VEVENT"), b"UID:fairy@" in left, left[-15:]) == (1, True, b"END:VCALENDAR\r\n")
    assert not (tmp_path / "news/fair/event.ics").exists()
    assert (tmp_path / "news/fairy/event.ics").exists()
