"""What did this build make? Pictures, cards, feeds and calendars are added, then everything is written down.

The manifest is the one list from which the feeds and the mirror are both made; it stands beside the site, never in it.
"""

import os
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from pelican import signals

from plugins.calendar import write_calendars
from plugins.cards import CARDS, copy_cards
from plugins.feeds import write_feeds
from plugins.gate import judged_posts
from plugins.jsonfeed import write_json_feed
from plugins.model.manifest import Item, Manifest, item_of
from plugins.model.manifest_json import dump
from plugins.model.order import Order
from plugins.model.post import Post
from plugins.model.school import School
from plugins.model.tweet import Media, Tweet
from plugins.pages import KEPT, Pages
from plugins.photos import copy_into, pictures
from plugins.search import write_search
from plugins.wellknown import write_wellknown


class _Pelican(Protocol):
    settings: dict[str, Any]


def demand_the_gate(pelican: _Pelican) -> None:
    """GateMissing before the first byte when nothing was judged."""
    judged_posts(pelican.settings)


def finish(pelican: _Pelican) -> None:
    """Complete the site; `publish.py` also wants to know what was made."""
    settings = pelican.settings
    school: School = settings["SCHOOL"]
    output = Path(settings["OUTPUT_PATH"])
    judged = judged_posts(settings)
    posts = [one.post for one in judged if one.post]
    shown = [picture for post in posts for picture in pictures(post, settings)]
    copy_into(shown, settings["SCHOOLGATE_CACHE"], output)
    news = [(one.post, one.case.tweet) for one in judged if one.post and one.case.tweet]
    news.sort(key=lambda one: (one[0].published, one[0].id), reverse=True)
    items = tuple(_item(post, tweet, settings) for post, tweet in news)
    order: Order | None = settings.get("SCHOOLGATE_ORDER")
    now = order.now if order else datetime.now(UTC)
    pages: Pages | None = settings.get(KEPT)
    write_feeds(items, school, output, now=now, pages=pages)
    write_json_feed(items, school, output)
    write_calendars(items, school, output, pages)
    if order and order.search:
        write_search(items, school, output)
    copy_cards(settings[CARDS], settings["SCHOOLGATE_CACHE"], output)
    write_wellknown(school, output, now=now)
    if pages:
        pages.save(output.parent)
    if order is None:
        return
    manifest = Manifest(
        now=order.now,
        ledger=order.ledger,
        items=items,
        judged=tuple((one.case.path, one.digest) for one in judged),
        files=_files(output),
    )
    (output.parent / "manifest.json").write_text(dump(manifest), encoding="utf-8")


def _item(post: Post, tweet: Tweet, settings: dict[str, Any]) -> Item:
    media = tuple(
        Media(file=PurePosixPath(picture.src), alt=picture.alt, type=picture.type, bytes=picture.bytes)
        for picture in pictures(post, settings)[:_PHOTOS_A_TWEET]
    )
    return item_of(post, tweet, media)


_PHOTOS_A_TWEET = 4


def _files(output: Path) -> tuple[PurePosixPath, ...]:
    found = (f"{folder}/{name}" for folder, _, names in os.walk(output) for name in names)
    return tuple(sorted(PurePosixPath(path[len(f"{output}/") :]) for path in found))


def register() -> None:
    """Connect to Pelican."""
    signals.get_writer.connect(demand_the_gate)
    signals.finalized.connect(finish)
