from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from plugins.mirror.settle import DUPLICATE, after_look, claimed, find, since
from plugins.model.account import Shown, Timeline
from plugins.model.entry import Entry, State
from plugins.tweet.compose import text_hash
from tests.mirror.fakes import MONDAY, entry, news, school

CHOIR = news("choir")
MIRROR = school().mirror
RETRY = school(on_unknown="retry").mirror
OPEN = entry("choir", State.SENDING, claimed_at=MONDAY, nonce="n", text_hash=text_hash(CHOIR.tweet.text))
CERTAIN = MONDAY + timedelta(seconds=720)


def tweet(number: int = 7, text: str = "Hello", urls: tuple[str, ...] = ()) -> Shown:
    return Shown(id=str(number), text=text, urls=urls, created_at=MONDAY)


def look(moment: datetime, *tweets: Shown) -> Timeline:
    return Timeline(tweets=tweets, at=moment)


@pytest.mark.parametrize(
    "url",
    [
        CHOIR.permalink,
        CHOIR.permalink.removesuffix("/"),
        CHOIR.permalink.replace("https://www.thistledown", "HTTPS://WWW.Thistledown"),
    ],
)
def test_a_tweet_is_known_by_the_address_it_links_to(url: str) -> None:
    assert find([tweet(1), tweet(2, urls=("https://example.org/", url))], CHOIR.permalink, "") == tweet(
        2, urls=("https://example.org/", url)
    )


@pytest.mark.parametrize(
    "url",
    [
        "https://www.thistledown-primary.example/news/choir-2/",
        "https://www.thistledown-primary.example/news/",
        "https://www.thistledown-primary.example/news/choir/?page=2",
        "http://www.thistledown-primary.example/news/choir/",
    ],
)
def test_another_address_is_another_post(url: str) -> None:
    assert find([tweet(urls=(url,))], CHOIR.permalink, "") is None


def test_a_tweet_whose_links_are_hidden_is_known_by_its_words() -> None:
    shortened = tweet(text="All about  the CHOIR. https://t.co/abc")
    assert find([tweet(1), shortened], CHOIR.permalink, text_hash(CHOIR.tweet.text)) == shortened


def test_what_the_timeline_shows_was_said() -> None:
    after = after_look(OPEN, look(MONDAY, tweet(42, urls=(CHOIR.permalink,))), MIRROR)
    assert after == replace(OPEN, state=State.SENT, how="timeline", tweet_id="42")


def test_a_first_empty_look_is_noted() -> None:
    early = MONDAY + timedelta(seconds=1)
    assert after_look(OPEN, look(early), MIRROR) == replace(OPEN, at=early, empty_look=early)


def test_further_early_looks_prove_nothing() -> None:
    seen = replace(OPEN, empty_look=MONDAY)
    assert after_look(seen, look(CERTAIN - timedelta(seconds=1)), MIRROR) is None


def test_the_first_look_after_the_last_possible_moment_still_decides_nothing() -> None:
    early = replace(OPEN, empty_look=MONDAY)
    assert after_look(early, look(CERTAIN), MIRROR) == replace(OPEN, at=CERTAIN, empty_look=CERTAIN)


def test_two_looks_within_a_minute_count_once() -> None:
    once = replace(OPEN, empty_look=CERTAIN)
    assert after_look(once, look(CERTAIN + timedelta(seconds=59)), MIRROR) is None


def test_the_second_look_hands_the_doubt_to_a_person() -> None:
    once = replace(OPEN, empty_look=CERTAIN)
    after = after_look(once, look(CERTAIN + timedelta(seconds=60)), MIRROR)
    assert after is not None
    assert (after.state, after.reason != "") == (State.HELD, True)


def test_a_school_that_chose_so_tries_again() -> None:
    once = replace(OPEN, empty_look=CERTAIN)
    after = after_look(once, look(CERTAIN + timedelta(seconds=60)), RETRY)
    assert after is not None
    assert after.state is State.RETRY


def test_a_duplicate_that_nobody_sees_is_held_whatever_was_chosen() -> None:
    once = replace(OPEN, empty_look=CERTAIN, reason=DUPLICATE)
    after = after_look(once, look(CERTAIN + timedelta(seconds=60)), RETRY)
    assert after is not None
    assert (after.state, after.reason) == (State.HELD, DUPLICATE)


def test_a_claim_without_xs_time_counts_from_when_it_was_written() -> None:
    old: Entry = replace(OPEN, claimed_at=None, at=MONDAY - timedelta(days=1))
    assert claimed(old) == old.at
    assert claimed(OPEN) == MONDAY


def test_a_look_reaches_a_day_behind_the_oldest_of_its_posts() -> None:
    older = datetime(2026, 11, 20, 9, tzinfo=UTC)
    assert since([MONDAY, older]) == datetime(2026, 11, 19, 9, tzinfo=UTC)
