"""What may a build contain? Written by whoever judged and approved, obeyed by the gate."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from plugins.model.case import Judged
from plugins.model.post import ContentHash, PostId


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a build may contain: `approved` hashes, judged for the moment `now`; `ledger` is the snapshot's commit.

    `said` has the public address of each post's tweet, where there is one; `search` asks for an index of all posts.
    `judged` are the very posts that were judged, to be built as they are; None where the gate must read and judge.
    """

    now: datetime
    ledger: str
    approved: frozenset[ContentHash]
    said: Mapping[PostId, str] = field(default_factory=dict)
    search: bool = False
    judged: tuple[Judged, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """What to build, from the folder `content` into the folder `site`; `cache` has the pictures.

    `last` is the folder of the last finished build, whose pages count where they are sealed with the key in `key_file`.
    """

    order: Order
    content: Path
    site: Path
    cache: Path
    last: Path
    key_file: Path
