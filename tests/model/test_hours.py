from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.hours import is_open, next_open, open_time
from tests import make

HOURS = make.school().hours


@pytest.mark.parametrize(
    "moment",
    ["2026-11-23 08:00", "2026-11-23 18:00", "2026-11-23 18:00:00.400", "2026-11-27 12:00", "2026-12-25 12:00"],
)
def test_the_window_includes_both_ends_and_bank_holidays(moment: str) -> None:
    assert is_open(make.at(moment), HOURS)
    assert next_open(make.at(moment), HOURS) == make.at(moment)


@pytest.mark.parametrize(
    ("moment", "opening"),
    [
        ("2026-11-23 07:59:59", "2026-11-23 08:00"),
        ("2026-11-23 18:00:01", "2026-11-24 08:00"),
        ("2026-11-27 18:01", "2026-11-30 08:00"),
        ("2026-11-28 12:00", "2026-11-30 08:00"),
        ("2026-11-29 23:59", "2026-11-30 08:00"),
        ("2026-03-27 19:00", "2026-03-30 08:00"),  # the clocks go forward in that weekend
        ("2026-10-23 19:00", "2026-10-26 08:00"),  # and back in this one
    ],
)
def test_outside_the_window_the_next_opening_is_named(moment: str, opening: str) -> None:
    assert not is_open(make.at(moment), HOURS)
    assert next_open(make.at(moment), HOURS) == make.at(opening)


def test_the_window_is_local_whatever_zone_the_moment_is_written_in() -> None:
    assert is_open(datetime(2026, 7, 1, 7, 0, tzinfo=UTC), HOURS)
    assert not is_open(datetime(2026, 12, 1, 7, 0, tzinfo=UTC), HOURS)


def test_an_opening_time_that_the_clocks_skip_moves_on_with_them() -> None:
    sundays = replace(HOURS, days=(6,), opens=time(1, 30))
    opening = next_open(make.at("2026-03-28 12:00"), sundays)
    assert (opening.date(), opening.time()) == (date(2026, 3, 29), time(2, 30))


@given(st.datetimes(min_value=datetime(2024, 1, 1), max_value=datetime(2030, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - hypothesis wants naive bounds
def test_the_next_opening_is_open_not_earlier_and_within_a_long_weekend(moment: datetime) -> None:
    opening = next_open(moment, HOURS)
    assert is_open(opening, HOURS)
    assert moment <= opening <= moment + timedelta(days=3)


@pytest.mark.parametrize(
    ("since", "until", "hours"),
    [
        ("2026-11-23 10:00", "2026-11-23 10:00", 0.0),
        ("2026-11-23 11:00", "2026-11-23 10:00", 0.0),
        ("2026-11-23 10:00", "2026-11-23 11:30", 1.5),
        ("2026-11-23 06:00", "2026-11-23 09:00", 1.0),
        ("2026-11-23 17:00", "2026-11-24 09:00", 2.0),
        ("2026-11-20 17:00", "2026-11-23 08:30", 1.5),  # a weekend between
        ("2026-11-21 10:00", "2026-11-22 18:00", 0.0),
        ("2026-10-23 17:00", "2026-10-26 09:00", 2.0),  # the clocks go back between
    ],
)
def test_how_long_the_window_was_open(since: str, until: str, hours: float) -> None:
    assert open_time(make.at(since), make.at(until), make.school().hours) == timedelta(hours=hours)
