from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.post import Event, Urgent
from plugins.tweet.window import Opening, is_open, next_open, opening
from tests import make

HOURS = make.school().hours
MATCH = Event(reason="A fixture", start=make.at("2026-11-28 10:00"), end=make.at("2026-11-28 12:00"), place="School")
TRIP = Event(reason="Residential", start=make.at("2026-11-27 09:00"), end=make.at("2026-11-29 15:00"), place="Hills")
CLOSED = Urgent(reason="Heating", expires=make.at("2026-11-24 07:30"))
EVERY_SECOND = st.datetimes(
    datetime(2026, 1, 1),  # noqa: DTZ001 - hypothesis wants naive bounds
    datetime(2028, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


def ask(now: str, **changes: Any) -> Opening:
    return opening(make.item(**changes), make.at(now), HOURS)


def told(now: str, **changes: Any) -> str:
    answer = ask(now, **changes)
    return f"{'open' if answer.open else 'shut'}: {answer.why}"


@pytest.mark.parametrize(
    ("now", "answer"),
    [
        ("2026-11-23 07:59:59", "shut: waits until Monday 08:00"),
        ("2026-11-23 08:00:00", "open: inside school hours"),
        ("2026-11-23 18:00:00", "open: inside school hours"),
        ("2026-11-23 18:00:01", "shut: waits until Tuesday 08:00"),
        ("2026-11-28 12:00:00", "shut: waits until Monday 08:00"),
    ],
)
def test_usual_news_goes_inside_school_hours_both_ends_included(now: str, answer: str) -> None:
    assert told(now) == answer


def test_the_answer_says_from_when_in_local_time() -> None:
    waiting = ask("2026-10-23 18:30")  # the clocks go back in that weekend
    assert waiting.at == make.at("2026-10-26 08:00")
    assert waiting.at.isoformat() == "2026-10-26T08:00:00+00:00"
    assert ask("2026-11-23 10:00").at == make.at("2026-11-23 10:00")


def test_news_with_a_date_of_its_own_waits_for_it_and_then_for_the_hours() -> None:
    assert told("2026-11-23 10:00", not_before=make.at("2026-11-24 06:00")) == "shut: waits until Tuesday 08:00"
    assert (
        told("2026-11-23 10:00", not_before=make.at("2026-12-25 09:00")) == "shut: waits until Friday 25 December 09:00"
    )
    assert told("2026-11-24 10:00", not_before=make.at("2026-11-24 06:00")) == "open: inside school hours"


def test_the_hour_that_comes_twice_is_not_mistaken_for_the_first() -> None:
    second = make.at("2026-10-25 01:15").replace(fold=1)
    item = make.item(urgent=CLOSED, not_before=make.at("2026-10-25 01:30"))
    assert opening(item, second, HOURS).open


def test_urgent_news_goes_at_any_hour_until_it_expires() -> None:
    assert told("2026-11-23 23:30", urgent=CLOSED) == "open: urgent news goes at any hour"
    assert told("2026-11-24 07:30", urgent=CLOSED) == "open: urgent news goes at any hour"
    assert told("2026-11-24 07:31", urgent=CLOSED) == "shut: its last moment, Tuesday 24 November 07:30, has passed"
    assert ask("2026-11-24 10:00", urgent=CLOSED).at is None


def test_urgent_news_that_says_today_does_not_go_on_the_next_day() -> None:
    answer = told("2026-11-24 00:00:01", urgent=CLOSED, title="Closed today")
    assert answer == "shut: its last moment, Monday 23 November 23:59, has passed"


@pytest.mark.parametrize(
    ("now", "answer"),
    [
        ("2026-11-27 17:00", "open: inside school hours"),
        ("2026-11-27 20:00", "shut: waits until Saturday 08:00"),
        ("2026-11-28 07:59:59", "shut: waits until Saturday 08:00"),
        ("2026-11-28 08:00", "open: a day of its event, until 22:00"),
        ("2026-11-28 22:00", "open: a day of its event, until 22:00"),
        ("2026-11-28 22:00:01", "shut: waits until Monday 08:00"),
        ("2026-11-30 10:00", "open: inside school hours"),
        ("2026-11-30 18:01", "shut: waits until Tuesday 08:00"),
    ],
)
def test_an_event_may_be_tweeted_all_through_its_day(now: str, answer: str) -> None:
    assert told(now, event=MATCH) == answer


@pytest.mark.parametrize("now", ["2026-11-27 21:00", "2026-11-28 21:00", "2026-11-29 21:00"])
def test_a_residential_may_be_tweeted_on_each_of_its_days(now: str) -> None:
    assert ask(now, event=TRIP).open


def test_what_was_dated_early_on_the_day_itself_goes_early() -> None:
    early = {"event": MATCH, "published": make.at("2026-11-28 06:30")}
    assert told("2026-11-28 06:29", **early) == "shut: waits until Saturday 06:30"
    assert told("2026-11-28 06:30", **early) == "open: a day of its event, until 22:00"


def test_between_the_days_of_a_residential_the_night_is_quiet() -> None:
    assert ask("2026-11-28 22:30", event=TRIP).at == make.at("2026-11-29 08:00")


def test_news_whose_words_have_become_wrong_never_goes() -> None:
    stale = ask("2026-11-24 08:00", summary="School is open today")
    assert stale == Opening(open=False, at=None, why="its last moment, Monday 23 November 23:59, has passed")


def test_news_that_could_only_go_when_it_is_wrong_is_told_at_once() -> None:
    late = ask("2026-11-23 18:30", summary="What a day we had today")
    assert late.at is None
    assert late.why == "its last moment, Monday 23 November 23:59, is before the time when it may go"


def test_a_day_in_the_pages_address_is_no_word_of_the_tweet() -> None:
    assert ask("2026-11-26 10:00", permalink="https://school.uk/news/monday-club-7f3k/").open


@given(EVERY_SECOND, st.sampled_from([None, MATCH, TRIP]), st.sampled_from([None, CLOSED]))
def test_open_means_from_now_on_and_shut_means_later_or_never(
    now: datetime, event: Event | None, urgent: Urgent | None
) -> None:
    answer = opening(make.item(event=event, urgent=urgent), now, HOURS)
    assert answer.open == (answer.at == now)
    assert answer.at is None or answer.at >= now
    assert answer.at is None or opening(make.item(event=event, urgent=urgent), answer.at, HOURS).open


@given(EVERY_SECOND)
def test_usual_news_goes_exactly_when_the_window_is_open(now: datetime) -> None:
    answer = opening(make.item(), now, HOURS)
    assert answer.open is is_open(now, HOURS)
    assert answer.at == next_open(now, HOURS)
