"""Is this still what was approved? One digest over everything of a post that a reader can see."""

import hashlib
import json
from dataclasses import asdict, replace
from datetime import date

from plugins.model.post import ContentHash, Post

_SEEN = (
    "title", "summary", "tweet", "category", "tags", "audience", "lang", "published", "not_before", "event", "urgent",
    "html", "exemptions",
)  # fmt: skip


def content_hash(post: Post) -> ContentHash:
    """SHA-256 over canonical JSON; the source's path, the status and where things stand do not count."""
    whole = asdict(replace(post, fields=(), links=()))  # the bulk of a post, and copies of what is seen
    seen = {name: whole[name] for name in _SEEN}
    seen["photos"] = [{name: value for name, value in photo.items() if name != "line"} for photo in whole["photos"]]
    text = json.dumps(seen, sort_keys=True, separators=(",", ":"), ensure_ascii=True, default=_plain)
    return ContentHash(hashlib.sha256(text.encode()).hexdigest())


def _plain(value: date) -> str:
    return value.isoformat()
