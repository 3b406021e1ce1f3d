"""What will be said on the account? A tweet, composed and weighed, before anyone sends it."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from plugins.model.post import PostId


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """One picture of a tweet: `file` is relative to the built site, `bytes` its length, `type` its MIME type."""

    file: PurePosixPath
    alt: str
    type: str
    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tweet:
    """The exact text to be sent (NFC), its weight by twitter-text v3 (limit 280), and its permalink."""

    post: PostId
    text: str
    weight: int
    permalink: str
