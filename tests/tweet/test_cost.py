from decimal import Decimal

import pytest

from plugins.model.tweet import Tweet
from plugins.tweet.compose import compose
from plugins.tweet.cost import cost
from tests import make


def test_a_tweet_with_its_permalink_and_two_photos_costs_21_cents() -> None:
    tweet = compose(make.post(), "https://www.fernbridge.sch.uk")
    assert cost(tweet, 0) == Decimal("0.200")
    assert cost(tweet, 2) == Decimal("0.210")


@pytest.mark.parametrize(
    ("text", "price"), [("Good morning", "0.015"), ("See gov.uk", "0.200"), ("http://127.0.0.1/", "0.200")]
)
def test_whatever_looks_like_an_address_costs_as_a_link(text: str, price: str) -> None:
    assert cost(Tweet(post=make.post().id, text=text, weight=1, permalink=""), 0) == Decimal(price)
