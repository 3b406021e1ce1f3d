"""Does the library that the real account is driven with find everything in its place?"""

import base64
from collections.abc import Iterator
from typing import Any

import pytest
import requests
import tweepy

from plugins.rehearsal.faults import Do, Fault
from plugins.rehearsal.server import Server
from tests.rehearsal.client import LINK, OWN, picture


class Loopback(requests.Session):
    """X's host becomes the rehearsal's before the request is signed."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url
        self.trust_env = False

    def request(self, method: Any, url: Any, *args: Any, **more: Any) -> requests.Response:
        more["timeout"] = 5
        return super().request(method, url.replace("https://api.twitter.com", self.url), *args, **more)


@pytest.fixture
def client(account: Server) -> Iterator[Any]:
    words = account.credentials
    found = tweepy.Client(
        consumer_key=words.consumer_key,
        consumer_secret=words.consumer_secret,
        access_token=words.access_token,
        access_token_secret=words.access_token_secret,
    )
    with Loopback(account.url) as session:
        found.session = session
        yield found


def test_a_post_with_a_photo_goes_the_whole_way(client: Any, account: Server) -> None:
    document = {"media": base64.b64encode(picture()).decode(), "media_category": "tweet_image"}
    media = client.request("POST", "/2/media/upload", json=document, user_auth=True).json()["data"]["id"]
    alt = {"id": media, "metadata": {"alt_text": {"text": "A green square"}}}
    client.request("POST", "/2/media/metadata", json=alt, user_auth=True)

    made = client.create_tweet(text=f"Tea & cake {LINK}", media_ids=[media], reply_settings="mentionedUsers")
    seen = client.get_users_tweets(OWN, tweet_fields=["entities", "created_at"], max_results=5, user_auth=True)

    (tweet,) = seen.data
    assert str(tweet.id) == made.data["id"] == account.tweets()[0].id
    assert tweet.entities["urls"][0]["expanded_url"] == LINK
    assert tweet.created_at == account.now()
    assert client.delete_tweet(tweet.id).data == {"deleted": True}


def test_the_account_and_its_people_are_read(client: Any) -> None:
    assert client.get_me().data.id == int(OWN)
    pages = tweepy.Paginator(client.get_users_followers, OWN, max_results=3, user_auth=True)
    assert len(list(pages.flatten())) == 7
    assert len(client.get_blocked().data) == 1


def test_refusals_become_the_library_s_own_errors(client: Any, account: Server) -> None:
    client.create_tweet(text="Once")

    with pytest.raises(tweepy.Forbidden, match="duplicate content"):
        client.create_tweet(text="Once")
    account.script(Fault(on="POST /2/tweets", do=Do.STATUS, status=429, reset_in=900))
    with pytest.raises(tweepy.TooManyRequests) as caught:
        client.create_tweet(text="Twice")
    assert caught.value.reset_time == int(account.now().timestamp()) + 900


@pytest.mark.parametrize(
    ("fault", "escapes"),
    [
        (Fault(on="POST /2/tweets", do=Do.GARBAGE, made=True), requests.JSONDecodeError),
        (Fault(on="POST /2/tweets", do=Do.ACCEPT_THEN_CUT), requests.ConnectionError),
        (Fault(on="POST /2/tweets", do=Do.LIST_ERROR), AttributeError),
        (Fault(on="POST /2/tweets", do=Do.STATUS, status=402), tweepy.HTTPException),
        (Fault(on="POST /2/tweets", do=Do.STATUS, status=503, made=True), tweepy.TwitterServerError),
    ],
)
def test_what_was_measured_to_escape_from_the_library_escapes(
    client: Any, account: Server, fault: Fault, escapes: type[Exception]
) -> None:
    account.script(fault)

    with pytest.raises(escapes):
        client.create_tweet(text="Garbled")
    assert len(account.tweets()) == fault.carried_out
