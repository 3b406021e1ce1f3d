"""Was it said? One look at the account's own timeline settles every open claim that it can settle."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from plugins.model.account import Shown, Timeline
from plugins.model.entry import Entry, State
from plugins.model.school import Mirror
from plugins.tweet.compose import text_hash

BETWEEN_LOOKS_S = 60
DUPLICATE = "X says that it has the same words already"
_UNSEEN = "nobody can say whether it was said; the account's timeline did not show it"
_DAY = timedelta(days=1)


def find(tweets: Sequence[Shown], permalink: str, words: str) -> Shown | None:
    """The tweet that links to a post's page, else the one that says the post's words (`words`: their hash)."""
    linked = (tweet for tweet in tweets if any(_plain(url) == _plain(permalink) for url in tweet.urls))
    worded = (tweet for tweet in tweets if text_hash(tweet.text) == words)
    return next(linked, None) or next(worded, None)


def claimed(entry: Entry) -> datetime:
    """When a post was claimed, by X's clock."""
    return entry.claimed_at or entry.at


def since(moments: Sequence[datetime]) -> datetime:
    """From when a look must see the timeline so that none of these posts can hide behind it."""
    return min(moments).astimezone(UTC) - _DAY


def after_look(entry: Entry, look: Timeline, mirror: Mirror) -> Entry | None:
    """What a look makes of an open claim; None where it changes nothing.

    The doubt ends with the second of two empty looks at least `BETWEEN_LOOKS_S` apart, both of them after the last
    moment at which an accepted tweet could still have been invisible. An earlier empty look is noted and proves
    nothing. All times are X's.
    """
    shown = find(look.tweets, entry.permalink, entry.text_hash)
    if shown:
        return replace(entry, state=State.SENT, at=look.at, how="timeline", tweet_id=shown.id, reason="")
    certain = claimed(entry) + timedelta(seconds=mirror.deadline_s + mirror.visible_s)
    first = entry.empty_look
    if first is None or first < certain <= look.at:
        return replace(entry, at=look.at, empty_look=look.at)
    if first < certain or look.at < first + timedelta(seconds=BETWEEN_LOOKS_S):
        return None
    if mirror.on_unknown == "retry" and entry.reason != DUPLICATE:
        return replace(entry, state=State.RETRY, at=look.at, reason="the account's timeline did not show it")
    return replace(entry, state=State.HELD, at=look.at, reason=entry.reason or _UNSEEN)


def _plain(url: str) -> tuple[str, str, str, str]:
    """An address without what changes nothing: letter case of scheme and host, and a final slash."""
    parts = urlsplit(url)
    return parts.scheme.lower(), parts.netloc.lower(), parts.path.rstrip("/"), parts.query
