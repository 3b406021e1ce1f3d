"""What is a yes about, and what comes back? One post as it will be published, or a list that the school goes by."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from plugins.model.case import Judged
from plugins.model.plain import to_plain
from plugins.model.post import ContentHash, Post
from plugins.model.trust import Trust
from plugins.reading.closure import FILE

ROSTER = "_approvers"
"""The id of the list of approvers as a subject; no post can have it."""
CLOSURES = "_closures"
"""The id of the fixed words of closures as a subject."""
FOLLOWS = "_follows"
"""The id of the list of accounts to follow as a subject."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A question of the policy that only an approver's yes answers: its rule, and what it is about."""

    rule: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """All that a yes binds.

    `content` is the content hash, which covers the photos; `files` pairs each file, relative to the repository, with
    the SHA-256 of its bytes, the source first; `tweet` is the exact text; `not_before` and `not_after` bound the time.
    `wording` is set where the post is a closure in the fixed words, whose file has this SHA-256.
    """

    id: str
    content: ContentHash
    files: tuple[tuple[str, str], ...]
    tweet: str = ""
    not_before: datetime | None = None
    not_after: datetime | None = None
    asks: tuple[Ask, ...] = ()
    wording: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Whose yes it is and where it can be found; where there is none, `why` tells what is missing."""

    approver: str = ""
    evidence: str = ""
    why: str = ""


Backend = Callable[[Subject, datetime], Answer]
"""Whether somebody whose word counts at that moment said yes; it raises where it cannot be asked."""


def of_post(one: Judged, post: Post, wording: str) -> Subject:
    """A judged post or page, with every question that is open; `wording` as in Subject."""
    asks = {Ask(rule=finding.rule, target=finding.target) for finding in one.asks}
    photos = {f"content/photos/{photo.file}": photo.digest for photo in post.photos}
    return Subject(
        id=post.id,
        content=post.content_hash,
        files=((one.case.path, one.digest), *sorted(photos.items())),
        tweet=one.case.tweet.text if one.case.tweet else "",
        not_before=post.not_before,
        not_after=post.urgent.expires if post.urgent else None,
        asks=tuple(sorted(asks, key=lambda ask: (ask.rule, ask.target))),
        wording=wording,
    )


def of_wording(digest: str) -> Subject:
    """The fixed words of closures, by the SHA-256 of their file."""
    return Subject(id=CLOSURES, content=ContentHash(digest), files=((FILE, digest),))


def of_follows(content: bytes) -> Subject:
    """The list of accounts to follow, by the bytes of follows.toml."""
    digest = hashlib.sha256(content).hexdigest()
    return Subject(id=FOLLOWS, content=ContentHash(digest), files=(("follows.toml", digest),))


def of_list(wanted: Trust, settings: bytes) -> Subject:
    """The list that school.toml, whose bytes are `settings`, asks for."""
    text = json.dumps(to_plain(wanted), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return Subject(
        id=ROSTER,
        content=ContentHash(hashlib.sha256(text.encode()).hexdigest()),
        files=(("school.toml", hashlib.sha256(settings).hexdigest()),),
    )
