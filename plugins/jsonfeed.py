"""What does a feed reader get that speaks JSON? The same entries as RSS and Atom, as JSON Feed 1.1 (jsonfeed.org)."""

import json
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from plugins.feeds import content, put
from plugins.model.manifest import Item
from plugins.model.school import School

PATH = PurePosixPath("feeds/feed.json")


def write_json_feed(items: Sequence[Item], school: School, output: Path) -> PurePosixPath:
    """Write feeds/feed.json below `output`: the newest `school.feed_entries` of `items`, in their order; its path."""
    put(output / PATH, json_feed(items, school))
    return PATH


def json_feed(items: Sequence[Item], school: School) -> bytes:
    """The document; an entry's id is the post's, which outlives file, title and address."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": school.site.title,
        "home_page_url": f"{school.site.url}/",
        "feed_url": f"{school.site.url}/{PATH}",
        "description": school.site.tagline,
        "language": school.site.lang,
        "authors": [{"name": school.name, "url": f"{school.site.url}/"}],
        **({"hubs": [{"type": "WebSub", "url": school.feed_hub}]} if school.feed_hub else {}),
        "items": [_entry(item, school) for item in items[: school.feed_entries]],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1).encode()


def _entry(item: Item, school: School) -> dict[str, object]:
    photos = [(f"{school.site.url}/{photo.file}", photo) for photo in item.media]
    pictures = [
        {"url": address, "mime_type": photo.type, "title": photo.alt, "size_in_bytes": photo.bytes}
        for address, photo in photos
    ]
    return {
        "id": item.post,
        "url": item.permalink,
        "title": item.title,
        "summary": item.summary,
        "content_html": content(item, school),
        "date_published": item.published.astimezone(school.site.timezone).isoformat(),
        "language": item.lang,
        "tags": list(dict.fromkeys((item.category, *item.tags))),
        **({"image": photos[0][0], "attachments": pictures} if photos else {}),
    }
