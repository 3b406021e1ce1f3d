"""What does a person decide where the account could not tell? And: stop everything, or go on."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from plugins.mirror.revision import speaking
from plugins.model.entry import Change, Entry, Pause, Snapshot, State
from plugins.model.errors import LostRace, Refused
from plugins.model.ledger import Ledger
from plugins.model.post import PostId

_TWEET = re.compile(
    r"https://(?:www\.|mobile\.)?(?:x|twitter)\.com/(\w{1,15})/status/([0-9]{1,20})(?:[/?#].*)?", re.ASCII
)
_TRIES = 8
_LONGEST_REASON = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What `approver` says about a held post: SENT (with `tweet_id`), RETRY (it was not said) or SKIPPED (drop it)."""

    state: State
    approver: str
    at: datetime
    tweet_id: str = ""


_REASONS = {
    State.SENT: "a person saw it on the account",
    State.RETRY: "a person says that it was not said",
    State.SKIPPED: "a person dropped it",
}


def tweet_id(url: str, handle: str) -> str:
    """The id in a tweet's address; Refused unless it is a tweet of the account `handle`."""
    found = _TWEET.fullmatch(url.strip())
    if found is None or found[1].casefold() != handle.casefold():
        raise Refused(
            f"that is not the address of a tweet of @{handle}",
            fix=f"copy the tweet's address from the account: https://x.com/{handle}/status/…",
        )
    return found[2]


def resolve(ledger: Ledger, post: PostId, channel: str, decision: Decision) -> Entry:
    """Settle one held post; Refused for any other, LostRace where the ledger moved meanwhile."""
    snapshot = ledger.read()
    entry = speaking(snapshot.entries, post, channel)
    if entry is None or entry.state is not State.HELD:
        raise Refused(f"this post is not held: {_stands(entry)}", fix="publish.py status shows which posts are held")
    for other in snapshot.entries.values():
        if decision.tweet_id and other.tweet_id == decision.tweet_id and other.channel == channel and other != entry:
            raise Refused(f"that tweet is the one of {other.post}", fix=f"find the tweet that says {post}")
    settled = replace(
        entry,
        state=decision.state,
        at=decision.at,
        how="person",
        approver=decision.approver,
        tweet_id=decision.tweet_id,
        reason=_REASONS[decision.state],
        tries=0,
    )
    ledger.advance(snapshot, Change(summary=f"{settled.state} {post} on {channel}, by a person", entries=(settled,)))
    return settled


def pause(ledger: Ledger, reason: str, at: datetime) -> None:
    """Stop all sending, on every machine, until lifted."""
    if not 0 < len(reason.strip()) <= _LONGEST_REASON:
        raise Refused(
            f"a pause needs a reason of at most {_LONGEST_REASON} characters",
            fix='publish.py pause --reason "…", without names',
        )
    _write(ledger, lambda _: Change(summary="Pause", pause=Pause(reason=reason.strip(), at=at)))


def lift(ledger: Ledger) -> None:
    """Let sending go on; where nothing is paused, nothing is written."""
    _write(ledger, lambda snapshot: Change(summary="Lift the pause", lift=True) if snapshot.pause else None)


def _write(ledger: Ledger, change_for: Callable[[Snapshot], Change | None]) -> None:
    for _ in range(_TRIES):
        snapshot = ledger.read()
        change = change_for(snapshot)
        if change is None:
            return
        try:
            ledger.advance(snapshot, change)
        except LostRace:
            continue
        return
    raise LostRace("others keep writing to the ledger", fix="run the same command again")


def _stands(entry: Entry | None) -> str:
    return f"its state is {entry.state}" if entry else "the ledger does not know it"
