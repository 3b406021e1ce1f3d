"""The JSON Feed, held to version 1.1 of jsonfeed.org and to what RSS says."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from plugins.jsonfeed import json_feed, write_json_feed
from plugins.model.manifest import Item
from plugins.model.tweet import Media
from tests import make

SITE = "https://www.thistledown-primary.example"
POPPIES = Media(file=PurePosixPath("photos/poppies.jpg"), alt='Poppies & "pebbles"', type="image/jpeg", bytes=51_234)


def read(*items: Item, **changes: Any) -> Any:
    return json.loads(json_feed(items, make.school(**changes)))


def test_a_feed_tells_of_itself_what_the_format_asks_for() -> None:
    feed = read()

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["title"], feed["language"], feed["items"]) == ("Thistledown Primary School", "en-GB", [])
    assert (feed["home_page_url"], feed["feed_url"]) == (f"{SITE}/", f"{SITE}/feeds/feed.json")


def test_a_hub_is_named_where_the_school_has_one() -> None:
    assert "hubs" not in read()
    assert read(feed_hub="https://hub.example/")["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]


def test_an_entry_is_the_post_with_absolute_addresses() -> None:
    item = make.item(html='<p><a href="/about/">Miles</a></p>', tags=("books", "achievement"), lang="cy")

    (entry,) = read(item)["items"]

    assert (entry["id"], entry["url"]) == (item.post, item.permalink)
    assert (entry["title"], entry["summary"], entry["language"]) == (item.title, item.summary, "cy")
    assert entry["content_html"] == f'<p><a href="{SITE}/about/">Miles</a></p>'
    assert entry["tags"] == ["achievement", "books"]
    assert datetime.fromisoformat(entry["date_published"]) == item.published
    assert "image" not in entry


def test_photos_are_attachments_and_the_first_is_the_image() -> None:
    (entry,) = read(make.item(media=(POPPIES, replace(POPPIES, file=PurePosixPath("photos/b.jpg")))))["items"]

    assert entry["image"] == f"{SITE}/photos/poppies.jpg"
    assert [one["url"] for one in entry["attachments"]] == [f"{SITE}/photos/poppies.jpg", f"{SITE}/photos/b.jpg"]
    assert entry["attachments"][0]["mime_type"] == "image/jpeg"
    assert entry["attachments"][0]["title"] == POPPIES.alt


def test_no_more_entries_than_the_school_says(tmp_path: Path) -> None:
    written = write_json_feed([make.item()] * 3, make.school(feed_entries=2), tmp_path)

    assert len(json.loads((tmp_path / written).read_bytes())["items"]) == 2
