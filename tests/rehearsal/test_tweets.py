from typing import Any

import pytest

from plugins.rehearsal.server import Server
from plugins.rehearsal.tweets import DUPLICATE
from tests.rehearsal.client import LINK, Client

DAY_S = 86_400


def test_what_is_said_stands_on_the_account_word_for_word(x: Client, account: Server) -> None:
    number = x.said(f"Tea & cake <3\n\n{LINK}")

    (tweet,) = account.tweets()
    assert (tweet.id, tweet.text, tweet.urls) == (number, f"Tea & cake <3\n\n{LINK}", (LINK,))
    assert tweet.created_at.isoformat() == "2026-11-23T10:00:00+00:00"


def test_letters_in_two_parts_are_joined_as_x_joins_them(x: Client, account: Server) -> None:
    x.said("Cafe\u0301")

    assert account.tweets()[0].text == "Caf\u00e9"


def test_the_same_words_twice_are_refused_in_x_s_words(x: Client, account: Server) -> None:
    x.said("Once")

    again = x.say("Once")

    assert (again.status_code, again.json()["detail"], again.json()["title"]) == (403, DUPLICATE, "Forbidden")
    assert len(account.tweets()) == 1


def test_the_same_words_may_be_said_after_a_day(x: Client, account: Server) -> None:
    x.said("Once")
    account.advance(DAY_S + 1)

    assert x.say("Once").status_code == 201


def test_the_notice_of_repeated_words_can_be_shortened_and_switched_off(x: Client, account: Server) -> None:
    account.repeat_after(60)
    x.said("Once")
    assert x.say("Once").status_code == 403
    account.advance(60)
    x.said("Once")
    account.repeat_after(0)
    x.said("Once")
    account.repeat_after(None)
    assert x.say("Once").status_code == 403


def test_the_same_words_may_be_said_after_they_were_deleted(x: Client) -> None:
    x.ask("DELETE", f"/2/tweets/{x.said('Once')}")

    assert x.say("Once").status_code == 201


def test_photos_alone_may_be_said_twice(x: Client, account: Server) -> None:
    for _ in range(2):
        assert x.say("", media={"media_ids": [x.photo()]}).status_code == 201
    assert len(account.tweets()) == 2


def test_280_is_the_most_and_a_link_counts_23(x: Client) -> None:
    link = "https://www.gov.uk/" + "a" * 100

    assert x.say("a" * 280).status_code == 201
    assert x.say("a" * 256 + " " + link).status_code == 201
    assert x.say("b" * 281).json()["detail"] == "Your Tweet text is too long."


@pytest.mark.parametrize(
    "name",
    [
        "reply",
        "quote_tweet_id",
        "card_uri",
        "community_id",
        "direct_message_deep_link",
        "edit_options",
        "for_super_followers_only",
        "geo",
        "nullcast",
        "paid_partnership",
        "poll",
        "share_with_followers",
    ],
)
def test_what_an_ordinary_account_may_not_do_is_403(x: Client, account: Server, name: str) -> None:
    assert x.say("Plain", **{name: {}}).status_code == 403
    assert account.tweets() == ()


@pytest.mark.parametrize(
    "document",
    [
        {"text": "x", "status": "x"},
        {"text": "   "},
        {},
        {"text": 7},
        {"text": "a" * 25_001},
        {"text": "\ud800"},
        {"text": "x", "reply_settings": "nobody"},
        {"text": "x", "reply_settings": []},
        {"text": "x", "made_with_ai": "yes"},
        {"text": "x", "media": []},
        {"text": "x", "media": {"media_ids": ["1"], "tagged_user_ids": ["2"]}},
        {"text": "x", "media": {"media_ids": "1"}},
        {"text": "x", "media": {"media_ids": []}},
        {"text": "x", "media": {"media_ids": ["1", "2", "3", "4", "5"]}},
        {"text": "x", "media": {"media_ids": [1]}},
        {"text": "x", "media": {"media_ids": ["9223372036854775808"]}},
        {"text": "x", "media": {"media_ids": ["0" * 20 + "9" * 20]}},
        {"text": "x", "media": {"media_ids": ["17"]}},
        ["text"],
    ],
)
def test_what_x_would_not_understand_is_400_and_nothing_is_said(x: Client, account: Server, document: Any) -> None:
    assert x.post("/2/tweets", document).status_code == 400
    assert account.tweets() == ()


def test_the_same_photo_cannot_be_attached_twice(x: Client) -> None:
    number = x.photo()

    assert x.say("Twice", media={"media_ids": [number, number]}).status_code == 400


def test_a_photo_of_yesterday_has_expired(x: Client, account: Server) -> None:
    number = x.photo()
    account.advance(DAY_S)

    refused = x.say("Late", media={"media_ids": [number]})

    assert refused.json()["errors"][0]["message"] == "Your media IDs are invalid."


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b'{"text": "x"', "application/json", 400),
        (b'{"text": "\xff"}', "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b'{"text": "x"}', "text/plain", 415),
    ],
)
def test_a_body_that_is_no_json_is_refused(x: Client, body: bytes, kind: str, status: int) -> None:
    answer = x.ask("POST", "/2/tweets", data=body, headers={"Content-Type": kind})

    assert answer.status_code == status


def test_deleting_takes_a_tweet_away_and_may_be_repeated(x: Client, account: Server) -> None:
    number = x.said("Taken back")

    answers = [x.ask("DELETE", f"/2/tweets/{number}").json() for _ in range(2)]

    assert answers == [{"data": {"deleted": True}}] * 2
    assert account.tweets() == ()


def test_deleting_what_never_was_is_404(x: Client) -> None:
    answer = x.ask("DELETE", "/2/tweets/17")

    assert (answer.status_code, answer.json()["resource_id"]) == (404, "17")


def test_two_tweets_of_one_moment_have_ids_of_their_own(x: Client) -> None:
    assert int(x.said("First")) < int(x.said("Second"))
