"""What may a build contain? Written by who approves, obeyed by the gate."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from plugins.model.post import ContentHash, PostId


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a build may contain: `approved` hashes, judged for the moment `now`; `ledger` is the snapshot's commit.

    `said` has the public address of each post's tweet, where there is one; `search` asks for an index of all posts.
    """

    now: datetime
    ledger: str
    approved: frozenset[ContentHash]
    said: Mapping[PostId, str] = field(default_factory=dict)
    search: bool = False
