"""Do site, feed and account still say the same? A pure comparison; nothing is read or changed here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from plugins.mirror.revision import is_withdrawn, number, original
from plugins.mirror.settle import find
from plugins.model.account import Form, Shown
from plugins.model.entry import Entry, State
from plugins.model.manifest import Item
from plugins.model.post import PostId
from plugins.tweet.compose import text_hash

ADOPTED = "adopted"
"""How a tweet made by hand came onto the ledger."""


class Verdict(StrEnum):
    """How one post or one tweet stands; everything but the first two is a difference that a person should know."""

    IN_STEP = "in step"
    NOT_MIRRORED = "not to be tweeted"
    MISSING = "missing on the account"
    DOUBT = "in doubt"
    DELETED_THERE = "deleted there"
    EDITED_HERE = "edited here"
    TEXT_DIFFERS = "text differs"
    BY_HAND = "posted by hand"
    REPLY = "reply by hand"
    QUOTE = "quote by hand"
    REPOST = "repost by hand"
    PAGE_MISSING = "page missing"
    NOT_IN_FEED = "not in the feed"
    ONLY_IN_FEED = "only in the feed"
    STILL_THERE = "withdrawn, still there"


SETTLED = frozenset({Verdict.IN_STEP, Verdict.NOT_MIRRORED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the comparison; `why` in words for a person, `at` of the post or tweet."""

    verdict: Verdict
    why: str
    post: PostId | None = None
    tweet: Shown | None = None
    at: datetime | None = None

    @property
    def differs(self) -> bool:
        """Whether a person should look."""
        return self.verdict not in SETTLED


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """What each side says.

    `items` are the last build's, newest first; `pages` what is wrong with a post's page, for those where something is;
    `feed` the addresses in the deployed feed, `entries_most` how many it holds; `entries` the ledger's of this account;
    `tweets` the account's, newest first.
    """

    items: Sequence[Item]
    pages: Mapping[PostId, str]
    feed: Sequence[str]
    feed_most: int
    entries: Sequence[Entry]
    tweets: Sequence[Shown]


def compare(sides: Sides) -> tuple[Row, ...]:
    """Every post of the site, every entry without one, every tweet without one; posts in the order of the site."""
    taken: set[str] = set()
    rows = [row for item in sides.items for row in _post(item, sides, taken)]
    built = {item.post for item in sides.items}
    for entry in sorted(sides.entries, key=lambda entry: entry.post):
        if original(entry.post) not in built:
            rows += _without_page(entry, sides, taken)
    known = {item.permalink for item in sides.items}
    for address in sides.feed:
        if address not in known:
            rows.append(Row(verdict=Verdict.ONLY_IN_FEED, why=f"the feed shows {address}, which the site has not"))
    rows += [_by_hand(tweet, sides.items) for tweet in sides.tweets if tweet.id not in taken]
    return tuple(rows)


def _post(item: Item, sides: Sides, taken: set[str]) -> Iterator[Row]:
    if wrong := sides.pages.get(item.post):
        yield Row(verdict=Verdict.PAGE_MISSING, why=wrong, post=item.post, at=item.published)
    if item in sides.items[: sides.feed_most] and item.permalink not in sides.feed:
        why = "it is among the newest, and the deployed feed does not show it; the next make publish mends it"
        yield Row(verdict=Verdict.NOT_IN_FEED, why=why, post=item.post, at=item.published)
    entry = max(
        (one for one in sides.entries if original(one.post) == item.post),
        key=lambda one: number(one.post),
        default=None,
    )
    tweet = _tweet_of(entry, item, sides, taken)
    if tweet:
        taken.add(tweet.id)
    verdict, why = _verdict(item, entry, tweet)
    yield Row(verdict=verdict, why=why, post=item.post, tweet=tweet, at=item.published)


def _tweet_of(entry: Entry | None, item: Item, sides: Sides, taken: set[str]) -> Shown | None:
    if entry and entry.tweet_id:
        return next((tweet for tweet in sides.tweets if tweet.id == entry.tweet_id), None)
    free = [tweet for tweet in sides.tweets if tweet.id not in taken and tweet.form is Form.POST]
    return find(free, item.permalink, text_hash(item.tweet.text))


def _verdict(item: Item, entry: Entry | None, tweet: Shown | None) -> tuple[Verdict, str]:
    if entry is None or entry.state is State.RETRY:
        return _unsaid(entry, tweet)
    if entry.state in {State.SENDING, State.HELD, State.WITHDRAWING}:
        return Verdict.DOUBT, f"{entry.reason or 'not settled yet'}; publish.py status says what to do"
    if entry.state is State.SKIPPED:
        return Verdict.NOT_MIRRORED, entry.reason or "it is not to be tweeted"
    if tweet is None:
        return Verdict.DELETED_THERE, "it was tweeted, and the account does not show it any more; it is not said again"
    return _words(item, entry, tweet)


def _unsaid(entry: Entry | None, tweet: Shown | None) -> tuple[Verdict, str]:
    if tweet:
        return Verdict.BY_HAND, "its tweet was made by hand; the next make publish takes it as it is"
    if entry and number(entry.post) > 1:
        return Verdict.MISSING, "its tweet was taken back; it is said once more when its correction is approved"
    return Verdict.MISSING, "not tweeted yet; make publish does it when its turn comes"


def _words(item: Item, entry: Entry, tweet: Shown) -> tuple[Verdict, str]:
    shown = text_hash(tweet.text)
    if shown == text_hash(item.tweet.text):
        return Verdict.IN_STEP, "page and tweet say the same"
    if shown == entry.text_hash:
        why = "the post was edited since; the tweet shows the older text, and is not said again by itself"
        return Verdict.EDITED_HERE, f"{why} (publish.py resend {item.post} does)"
    return Verdict.TEXT_DIFFERS, "the tweet's words are not those that were sent"


def _without_page(entry: Entry, sides: Sides, taken: set[str]) -> Iterator[Row]:
    """An entry whose post the site does not have: withdrawn, in doubt, or its page was lost."""
    shown = [
        tweet for tweet in sides.tweets if tweet.id == entry.tweet_id or find([tweet], entry.permalink, entry.text_hash)
    ]
    taken.update(tweet.id for tweet in shown)
    if is_withdrawn(entry):
        for tweet in shown:
            why = f"delete it: publish.py withdraw {original(entry.post)}"
            yield Row(verdict=Verdict.STILL_THERE, why=why, post=entry.post, tweet=tweet, at=tweet.created_at)
    if entry.state in {State.SENDING, State.HELD, State.WITHDRAWING}:
        why = f"{entry.reason or 'not settled yet'}; publish.py status says what to do"
        yield Row(verdict=Verdict.DOUBT, why=why, post=entry.post, at=entry.at)
    elif shown and not is_withdrawn(entry) and entry.how != ADOPTED:
        why = "it was tweeted, and the site has no such post any more"
        yield Row(verdict=Verdict.PAGE_MISSING, why=why, post=entry.post, tweet=shown[0], at=shown[0].created_at)
    elif shown and not is_withdrawn(entry):
        why = "made by hand and taken over; its post is still a draft"
        yield Row(verdict=Verdict.NOT_MIRRORED, why=why, post=entry.post, tweet=shown[0], at=shown[0].created_at)


_HAND = {
    Form.POST: (Verdict.BY_HAND, "the site does not have it"),
    Form.REPLY: (Verdict.REPLY, "the account answers nobody (R7)"),
    Form.QUOTE: (Verdict.QUOTE, "the account quotes nobody (R7)"),
    Form.REPOST: (Verdict.REPOST, "the account says the school's own news alone (R7)"),
}


def _by_hand(tweet: Shown, items: Sequence[Item]) -> Row:
    verdict, why = _HAND[tweet.form]
    twin = next((item for item in items if find([tweet], item.permalink, text_hash(item.tweet.text))), None)
    if twin and tweet.form is Form.POST:
        why = "it says a post that has a tweet already"
    return Row(verdict=verdict, why=why, post=twin.post if twin else None, tweet=tweet, at=tweet.created_at)
