"""What does a tweet cost? X's prices of August 2026, in US dollars, for accounts that pay per use."""

from decimal import Decimal

from plugins.model.tweet import Tweet
from plugins.tweet.links import find_links

READ = Decimal("0.001")
"""One of the account's own tweets, read."""

_PLAIN = Decimal("0.015")
_WITH_LINK = Decimal("0.200")
_ALT_TEXT = Decimal("0.005")


def cost(tweet: Tweet, photos: int) -> Decimal:
    """The price of sending a tweet once with that many photos, each with its alt text.

    Anything that looks like an address counts as a link, a bare domain too: the estimate is never too low.
    """
    linked = "://" in tweet.text or bool(find_links(tweet.text))
    return (_WITH_LINK if linked else _PLAIN) + photos * _ALT_TEXT
