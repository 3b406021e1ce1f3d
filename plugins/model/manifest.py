"""What did the build make? The one list from which feed and mirror are both made."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from plugins.model.post import ContentHash, Event, Post, PostId, Urgent
from plugins.model.tweet import Media, Tweet

SCHEMA = 1
MOST_EVENTS = 500
"""Of one calendar, the newest: some years of a school."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One published post: its page, its feed entry and its tweet. `html` is the sanitised body."""

    post: PostId
    source: str
    permalink: str
    content_hash: ContentHash
    title: str
    summary: str
    html: str
    category: str
    tags: tuple[str, ...]
    audience: tuple[str, ...]
    lang: str
    published: datetime
    not_before: datetime | None
    event: Event | None
    urgent: Urgent | None
    tweet: Tweet
    media: tuple[Media, ...]


def item_of(post: Post, tweet: Tweet, media: tuple[Media, ...] = ()) -> Item:
    """A post with its tweet and the pictures that go with it, as every list holds it."""
    return Item(
        post=post.id,
        source=f"content/{post.source}",
        permalink=tweet.permalink,
        content_hash=post.content_hash,
        title=post.title,
        summary=post.summary,
        html=post.html,
        category=post.category,
        tags=post.tags,
        audience=post.audience,
        lang=post.lang,
        published=post.published,
        not_before=post.not_before,
        event=post.event,
        urgent=post.urgent,
        tweet=tweet,
        media=media,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A finished build: `now` and `ledger` (the snapshot's commit) are inputs of its bytes.

    `items` are the published posts, newest first; `judged` pairs every source the gate judged with the SHA-256 of its
    bytes; `files` are all files of the built site, sorted.
    """

    now: datetime
    ledger: str
    items: tuple[Item, ...]
    judged: tuple[tuple[str, str], ...]
    files: tuple[PurePosixPath, ...]
