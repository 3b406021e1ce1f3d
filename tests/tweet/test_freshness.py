from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.tweet.freshness import last_moment
from tests import make

MONDAY = make.at("2026-11-23 10:00")


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("School is closed TODAY", "2026-11-23"),
        ("Tonight's concert is full", "2026-11-23"),
        ("Look what we made this morning", "2026-11-23"),
        ("Yesterday we planted bulbs", "2026-11-23"),
        ("School will be closed tomorrow", "2026-11-24"),
        ("The fair is on Friday", "2026-11-27"),
        ("Open on Monday", "2026-11-23"),
        ("On Sunday we sang", "2026-11-29"),
        ("Concert on Friday 11 December", "2026-12-11"),
        ("Concert on Friday, the 11th of Dec, at 2pm", "2026-12-11"),
        ("Friday 3 classes sing", "2026-11-27"),
        ("The fair is on Friday 31 November", "2026-11-27"),
        ("On Friday 20 November we sang", "2027-11-20"),
        ("Closed tomorrow, open again on Wednesday", "2026-11-24"),
        ("Today we practised for Friday", "2026-11-23"),
        ("Thursday 29 February", "2028-02-29"),
    ],
)
def test_the_last_moment_is_the_end_of_the_earliest_day_named(text: str, end: str) -> None:
    assert last_moment(text, MONDAY) == make.at(f"{end} 23:59:59")


@pytest.mark.parametrize(
    "text",
    ["", "We have read 1.6 million pages", "Chess club meets on Fridays", "Swimming is every Friday", "Mondayish"],
)
def test_words_that_name_no_single_day_stay_true(text: str) -> None:
    assert last_moment(text, MONDAY) is None


def test_the_day_ends_by_the_local_clock_after_the_clocks_change() -> None:
    end = last_moment("See you on Sunday", make.at("2026-10-24 10:00"))
    assert end is not None
    assert (end.isoformat(), end.utcoffset()) == ("2026-10-25T23:59:59+00:00", timedelta(0))


@given(st.sampled_from(["today", "tomorrow", "Tuesday", "Friday", "words"]), st.text("abc .", max_size=10))
def test_a_last_moment_is_never_before_the_post_and_a_second_word_never_makes_it_later(word: str, more: str) -> None:
    one, two = last_moment(word, MONDAY), last_moment(f"{word} {more} Sunday", MONDAY)
    assert two is not None
    assert MONDAY <= two <= (one or two)
