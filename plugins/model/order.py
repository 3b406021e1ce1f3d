"""What may a build contain? Written by who approves, obeyed by the gate."""

from dataclasses import dataclass
from datetime import datetime

from plugins.model.post import ContentHash


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a build may contain: `approved` hashes, judged for the moment `now`; `ledger` is the snapshot's commit."""

    now: datetime
    ledger: str
    approved: frozenset[ContentHash]
