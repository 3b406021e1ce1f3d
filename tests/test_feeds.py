"""The feeds, read by an independent parser, a schema written from RFC 4287, and the rules of RSS 2.0."""

from dataclasses import replace
from email.utils import parsedate_to_datetime
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import feedparser
import pytest
from lxml import etree  # type: ignore[import-untyped] # lxml has no type information

from plugins.feeds import atom, rss, write_feeds
from plugins.model.errors import BuildFailed
from plugins.model.manifest import Item
from plugins.model.post import PostId
from plugins.model.tweet import Media
from tests import make

SITE = "https://www.thistledown-primary.example"
NOW = make.at("2026-11-23 12:00")
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent / "atom.rng"))
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
POPPIES = Media(file=PurePosixPath("photos/poppies.jpg"), alt='Poppies & "pebbles"', type="image/jpeg", bytes=51_234)
HARE = Media(file=PurePosixPath("photos/hare.jpg"), alt="A willow hare", type="image/jpeg", bytes=40_001)


def as_rss(*items: Item, **changes: Any) -> bytes:
    return rss(items, make.school(**changes), now=NOW, self_url=f"{SITE}/feeds/rss.xml")


def as_atom(*items: Item, **changes: Any) -> bytes:
    return atom(items, make.school(**changes), now=NOW, self_url=f"{SITE}/feeds/atom.xml")


def several(count: int) -> list[Item]:
    """Posts of one day, newest first, each with an id and an address of its own."""
    return [
        make.item(
            post=PostId(f"post-{number}"),
            permalink=f"{SITE}/news/post-{number}/",
            title=f"Post {number}",
            published=make.at(f"2026-11-20 {number % 24:02}:00"),
        )
        for number in range(count, 0, -1)
    ]


def faults_of_rss(feed: bytes) -> list[str]:
    """What RSS 2.0 and its best practices forbid, as far as a feed of ours could do it."""
    (channel,) = etree.fromstring(feed)
    items = channel.findall("item")
    guids = [item.findtext("guid") for item in items]
    addresses = [channel.findtext("link"), *(item.findtext("link") for item in items)]
    addresses += [found.get("url") for found in channel.iter("enclosure")]
    dates = [channel.findtext("lastBuildDate"), *(item.findtext("pubDate") for item in items)]
    single = ("title", "link", "description", "guid", "pubDate", CONTENT)
    itself = channel.findall("{http://www.w3.org/2005/Atom}link[@rel='self']")
    checks = {
        "the channel has title, link, description and language": all(
            (channel.findtext(name) or "").strip() for name in ("title", "link", "description", "language")
        ),
        "the channel links to itself, once": [link.get("type") for link in itself] == ["application/rss+xml"],
        "guids differ": len(set(guids)) == len(guids),
        "guids say that they are no addresses": all(
            found.get("isPermaLink") == "false" for found in channel.iter("guid")
        ),
        "each element of an item stands once": all(len(item.findall(name)) == 1 for item in items for name in single),
        "an item has one enclosure at most": all(len(item.findall("enclosure")) <= 1 for item in items),
        "enclosures have length and type": all(
            found.get("length").isdecimal() and "/" in found.get("type") for found in channel.iter("enclosure")
        ),
        "addresses are absolute": all(urlsplit(address or "").scheme == "https" for address in addresses),
        "dates are of RFC 822 with a zone": all(parsedate_to_datetime(date or "").tzinfo for date in dates),
    }
    return [rule for rule, kept in checks.items() if not kept]


@pytest.mark.parametrize(
    "items", [(), several(1), several(25), [make.item(media=(POPPIES, HARE), tags=("art", "trip"))]]
)
def test_both_feeds_keep_their_rules(items: list[Item]) -> None:
    SCHEMA.assertValid(etree.fromstring(as_atom(*items)))

    assert faults_of_rss(as_rss(*items)) == []


def test_the_rules_of_rss_find_a_second_guid_a_relative_address_and_a_date_without_zone() -> None:
    feed = as_rss(*several(1)).replace(b"</item>", b"<guid>x</guid><enclosure url='/x' length='1' type='a/b'/></item>")

    assert faults_of_rss(feed.replace(b" +0000", b" -0000")) == [
        "guids say that they are no addresses",
        "each element of an item stands once",
        "addresses are absolute",
        "dates are of RFC 822 with a zone",
    ]


def test_a_parser_reads_back_what_the_manifest_says() -> None:
    item = make.item(title="Poppies", tags=("art",), media=(POPPIES, HARE))
    for feed in (as_rss(item), as_atom(item)):
        read = feedparser.parse(feed)
        (entry,) = read.entries

        assert not read.bozo
        assert read.feed.title == "Thistledown Primary School"
        assert read.feed.subtitle == "Curious, kind and brave"
        assert read.feed.link == f"{SITE}/"
        assert read.feed.generator == "Schoolgate"
        assert read.feed.language == "en-GB"
        assert (entry.title, entry.link, entry.summary) == ("Poppies", item.permalink, item.summary)
        assert [tag.term for tag in entry.tags] == ["achievement", "art"]
        assert entry.published_parsed[:5] == (2026, 11, 23, 10, 0)
        assert entry.content[0].value.startswith(item.html)
        assert entry.enclosures[0].href == f"{SITE}/photos/poppies.jpg"
        assert entry.enclosures[0].length == "51234"


def test_rss_has_one_enclosure_and_atom_has_all() -> None:
    item = make.item(media=(POPPIES, HARE))

    assert len(feedparser.parse(as_rss(item)).entries[0].enclosures) == 1
    assert [found.title for found in feedparser.parse(as_atom(item)).entries[0].enclosures] == [POPPIES.alt, HARE.alt]


def test_every_photo_stands_in_the_content_with_its_alternative_text() -> None:
    for feed in (as_rss(make.item(media=(POPPIES, HARE))), as_atom(make.item(media=(POPPIES, HARE)))):
        content = etree.HTML(feedparser.parse(feed, sanitize_html=False).entries[0].content[0].value)

        assert [image.get("alt") for image in content.iter("img")] == [POPPIES.alt, HARE.alt]


def test_links_of_the_body_become_absolute_and_its_words_stay() -> None:
    html = '<p>Tea &amp; cake &#163;1 <br> <a href="/dates/?a=1&amp;b=2">dates</a> <a href="#tea">tea</a></p>'
    html += '<p id="tea"><img src="x.jpg" alt=""/> <a href="mailto:office@thistledown-primary.example">write</a></p>'

    content = etree.fromstring(as_rss(make.item(html=f"{html}<!-- not this -->"))).findtext(f"channel/item/{CONTENT}")

    page = f"{SITE}/news/reading-miles-7f3k/"
    assert content == (
        f'<p>Tea &amp; cake &#163;1 <br> <a href="{SITE}/dates/?a=1&amp;b=2">dates</a> <a href="{page}#tea">tea</a></p>'
        f'<p id="tea"><img src="{page}x.jpg" alt="">'
        ' <a href="mailto:office@thistledown-primary.example">write</a></p>'
    )


def test_two_runs_are_equal_to_the_byte_whatever_the_time() -> None:
    items, school, url = several(3), make.school(), f"{SITE}/feeds/rss.xml"

    assert rss(items, school, now=NOW, self_url=url) == rss(
        items, school, now=make.at("2027-03-01 09:00"), self_url=url
    )
    assert as_atom(*items) == as_atom(*items)


def test_the_feed_is_as_old_as_its_newest_post_and_dates_keep_the_schools_zone() -> None:
    summer = make.item(published=make.at("2026-07-01 10:25"))

    assert b"<lastBuildDate>Wed, 01 Jul 2026 10:25:00 +0100</lastBuildDate>" in as_rss(summer)
    assert as_atom(summer).count(b"2026-07-01T10:25:00+01:00") == 3


def test_a_feed_without_posts_is_dated_by_the_build() -> None:
    assert b"<lastBuildDate>Mon, 23 Nov 2026 12:00:00 +0000</lastBuildDate>" in as_rss()
    assert feedparser.parse(as_atom()).entries == []


def test_the_newest_entries_come_first_and_no_more_than_the_setting_says() -> None:
    for feed in (as_rss(*several(25), feed_entries=3), as_atom(*several(25), feed_entries=3)):
        assert [entry.title for entry in feedparser.parse(feed).entries] == ["Post 25", "Post 24", "Post 23"]


def test_an_entry_stays_the_same_when_title_file_and_address_change() -> None:
    post = make.item()
    renamed = replace(post, title="Pages and pages", source="content/news/pages.md", permalink=f"{SITE}/elsewhere/")

    assert feedparser.parse(as_rss(post)).entries[0].id == "reading-miles-7f3k"
    assert feedparser.parse(as_rss(renamed)).entries[0].id == "reading-miles-7f3k"
    assert feedparser.parse(as_atom(post)).entries[0].id == feedparser.parse(as_atom(renamed)).entries[0].id


@pytest.mark.parametrize(
    "words", ["A ]]> B", "Fish & chips <b>", "Well done 🌻👩🏽‍🌾", "نهار سعيد", "&amp; &lt;script&gt;"]
)
def test_hostile_words_arrive_as_words(words: str) -> None:
    item = make.item(title=words, summary=words, tags=(words,))
    for feed in (as_rss(item), as_atom(item)):
        assert etree.fromstring(feed).xpath("//*[local-name()='title'][text()=$words]", words=words)

    summary = etree.fromstring(as_rss(item)).find("channel/item/description").text
    assert etree.HTML(f"<p>{summary}</p>").xpath("string()") == words
    assert etree.fromstring(as_atom(item)).xpath("//*[local-name()='summary'][text()=$words]", words=words)
    assert faults_of_rss(as_rss(item)) == []
    SCHEMA.assertValid(etree.fromstring(as_atom(item)))


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1b", "\x85", "\ud800", "\ufdd0", "\ufffe", "\uffff"])
@pytest.mark.parametrize("field", ["title", "summary", "html", "category"])
def test_a_character_that_no_feed_may_carry_stops_the_build(character: str, field: str) -> None:
    item = make.item(**{field: f"A{character}B"})
    for feed in (as_rss, as_atom):
        with pytest.raises(BuildFailed, match=r"content/news/reading-miles\.md") as refused:
            feed(item)

        assert character not in refused.value.what


def test_a_character_in_a_tag_or_an_alternative_text_counts_too() -> None:
    for item in (make.item(tags=("a\x07",)), make.item(media=(replace(HARE, alt="a\x07"),))):
        with pytest.raises(BuildFailed):
            as_rss(item)


def test_an_address_that_cannot_be_read_stops_the_build() -> None:
    with pytest.raises(BuildFailed, match="leads nowhere"):
        as_rss(make.item(html='<a href="http://[::1">x</a>'))


def test_written_are_both_feeds_and_one_for_each_category(tmp_path: Path) -> None:
    trip, badge = make.item(category="trip", title="Seaside"), make.item(title="Badges")
    written = write_feeds([trip, badge], make.school(), tmp_path, now=NOW)

    assert [str(path) for path in written] == [
        "feeds/achievement.xml", "feeds/atom.xml", "feeds/audience/whole-school.xml", "feeds/rss.xml", "feeds/trip.xml",
    ]  # fmt: skip
    assert sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.*")) == [Path(path) for path in written]
    read = feedparser.parse((tmp_path / "feeds/trip.xml").read_bytes())
    assert [entry.title for entry in read.entries] == ["Seaside"]
    assert read.feed.title == "Thistledown Primary School: trip"
    assert [link.href for link in read.feed.links if link.rel == "self"] == [f"{SITE}/feeds/trip.xml"]
    assert faults_of_rss((tmp_path / "feeds/trip.xml").read_bytes()) == []


def test_a_class_that_has_news_has_a_feed_of_its_own(tmp_path: Path) -> None:
    write_feeds([make.item(), make.item(title="Badges", audience=("Year 4",))], make.school(), tmp_path, now=NOW)

    read = feedparser.parse((tmp_path / "feeds/audience/year-4.xml").read_bytes())
    assert [entry.title for entry in read.entries] == ["Badges"]
    assert read.feed.title == "Thistledown Primary School: Year 4"
    assert faults_of_rss((tmp_path / "feeds/audience/year-4.xml").read_bytes()) == []
    assert not (tmp_path / "feeds/audience/year-5.xml").exists()


def test_a_file_shared_with_the_last_build_is_replaced_and_not_written_in_place(tmp_path: Path) -> None:
    write_feeds([make.item()], make.school(), tmp_path, now=NOW)
    last = tmp_path / "last.xml"
    last.hardlink_to(tmp_path / "feeds/rss.xml")
    before = last.read_bytes()

    write_feeds([make.item(title="Corrected")], make.school(), tmp_path, now=NOW)

    assert last.read_bytes() == before
    assert b"Corrected" in (tmp_path / "feeds/rss.xml").read_bytes()


@pytest.mark.parametrize("category", ["../trip", "rss", "atom", "", "Trip", "a/b"])
def test_a_category_that_would_write_elsewhere_or_over_a_feed_stops_the_build(category: str, tmp_path: Path) -> None:
    with pytest.raises(BuildFailed, match="category"):
        write_feeds([make.item(category=category)], make.school(), tmp_path, now=NOW)
