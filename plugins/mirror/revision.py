"""Which entry speaks for a post? Its last: what is said again on purpose is <post id>.r2; the ledger keeps both."""

from collections.abc import Mapping

from plugins.model.entry import Entry, State
from plugins.model.post import PostId

CORRECTED = "corrected"
"""How an entry ends whose post stays: its tweet was taken back, to be said again as the next entry."""

WITHDRAWN = "withdrawn"
"""How an entry ends whose post was taken back altogether."""

_Entries = Mapping[tuple[PostId, str], Entry]


def original(post: PostId) -> PostId:
    """The post that an entry is about: fair-2b3c of fair-2b3c.r2."""
    return PostId(post.partition(".")[0])


def following(post: PostId) -> PostId:
    """The entry after this one: fair-2b3c.r2 after fair-2b3c, then .r3."""
    return PostId(f"{original(post)}.r{number(post) + 1}")


def is_withdrawn(entry: Entry) -> bool:
    """Whether a post was taken back, or is on the way there."""
    return entry.state in {State.WITHDRAWING, State.SKIPPED} and entry.how == WITHDRAWN


def speaking(entries: _Entries, post: PostId, channel: str) -> Entry | None:
    """The last entry of a post on a channel; None where the ledger has none."""
    found = entries.get((original(post), channel))
    while found and (after := entries.get((following(found.post), channel))):
        found = after
    return found


def corrected(entries: _Entries, entry: Entry | None) -> Entry | None:
    """The entry that this one takes the place of; None for one that says its post for the first time."""
    if entry is None or number(entry.post) == 1:
        return None
    first, before = original(entry.post), number(entry.post) - 1
    return entries.get((PostId(f"{first}.r{before}") if before > 1 else first, entry.channel))


def number(post: PostId) -> int:
    """Which entry of its post this is, from 1."""
    return int(post.partition(".r")[2] or 1)
