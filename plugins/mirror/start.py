"""Where does the memory begin? What the site shows already is never poured out onto the account."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from plugins.model.entry import Approval, Change, Entry, Roster, Snapshot, State
from plugins.model.errors import Refused
from plugins.model.ledger import Ledger
from plugins.model.manifest import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """How to begin: the newest `announce` posts are still to be said.

    `approvals` are of all that stands; `roster` tells whose word counts from now on, where a yes must be proven.
    """

    channel: str
    at: datetime
    announce: int
    approvals: Sequence[Approval]
    roster: Roster | None = None


def init(items: Sequence[Item], ledger: Ledger, start: Start) -> Snapshot:
    """Start a ledger with one commit; Refused where there is one already."""
    if start.announce < 0:
        raise Refused("the number of posts to announce cannot be below zero", fix="publish.py ledger init --announce 0")
    entries = archive(items, start)
    summary = f"Start with {len(entries)} posts said before"
    approvals = tuple(start.approvals)
    return ledger.create(Change(summary=summary, entries=entries, approvals=approvals, roster=start.roster))


def archive(items: Sequence[Item], start: Start) -> tuple[Entry, ...]:
    """What counts as said before: all but the newest `announce` posts."""
    newest = sorted(items, key=lambda item: (item.published, item.post), reverse=True)
    return tuple(_baseline(item, start) for item in newest[start.announce :])


def _baseline(item: Item, start: Start) -> Entry:
    return Entry(
        post=item.post,
        channel=start.channel,
        state=State.SKIPPED,
        at=start.at,
        content_hash=item.content_hash,
        permalink=item.permalink,
        how="baseline",
        reason="it was on the site before the account's ledger began",
    )
