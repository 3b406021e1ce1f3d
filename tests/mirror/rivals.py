"""How do others say a post once? The two usual designs, as fair as they can be, to be tried with the same faults.

Both remember in the same ledger, by compare-and-swap, check that the page is live, and know a definite no of X from
doubt. Neither looks at the account: that is what is measured.
"""

import math
from collections.abc import Sequence
from dataclasses import replace

from plugins.mirror.claim import record
from plugins.mirror.outbox import entry_as
from plugins.mirror.publisher import Publisher, Summary
from plugins.model.entry import Change, Entry, State
from plugins.model.errors import CertainlyNotSent
from plugins.model.manifest import Item


def post_then_record(items: Sequence[Item], publisher: Publisher) -> Summary:
    """Say it, then write down that it was said: who dies in between, or hears nothing, says it again."""
    for item in items:
        entry = _unsaid(item, publisher)
        if entry:
            tweet_id = _post(item, publisher)
            record(publisher.ledger, entry, replace(entry, tweet_id=tweet_id))
    return Summary()


def record_then_post(items: Sequence[Item], publisher: Publisher) -> Summary:
    """Write down that it was said, then say it, and strike it out on a definite no: what is lost is never missed."""
    for item in items:
        entry = _unsaid(item, publisher)
        if entry:
            snapshot = publisher.ledger.read()
            publisher.ledger.advance(snapshot, Change(summary="said", entries=(entry,)))
            try:
                _post(item, publisher)
            except CertainlyNotSent:
                back = Change(summary="not said", entries=(replace(entry, state=State.RETRY),))
                publisher.ledger.advance(publisher.ledger.read(), back)
                raise
    return Summary()


def _unsaid(item: Item, publisher: Publisher) -> Entry | None:
    """The entry that says that it was said; None where it is there already."""
    scene = publisher.scene(publisher.ledger.read(), 1)
    known = scene.entry(item)
    if known and known.state is State.SENT:
        return None
    publisher.live(item)
    return entry_as(State.SENT, item, scene)


def _post(item: Item, publisher: Publisher) -> str:
    media = [publisher.account.upload(publisher.site / one.file, one) for one in item.media]
    return publisher.account.post(item.tweet.text, media, deadline=math.inf)
