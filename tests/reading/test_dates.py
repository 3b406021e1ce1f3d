from datetime import UTC, date

import pytest

from plugins.reading import dates
from tests import make


@pytest.mark.parametrize("text", ["2026-11-23 10:00", "2026-11-23T10:00", "2026-11-23 10:00:00"])
def test_a_moment_is_local_time(text: str) -> None:
    assert dates.moment(text, make.LONDON) == make.at("2026-11-23 10:00")


def test_in_summer_local_time_is_an_hour_ahead() -> None:
    assert dates.moment("2026-06-01 10:00", make.LONDON).astimezone(UTC).hour == 9


def test_of_two_equal_times_the_first_is_meant() -> None:
    assert dates.moment("2026-10-25 01:30", make.LONDON).astimezone(UTC).hour == 0


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2027-03-28 01:30", "clocks go forward"),
        ("1970-01-01 10:00", "2000 to 2100"),
        ("2101-01-01 00:00", "2000 to 2100"),
        ("9999-12-31 23:59", "2000 to 2100"),
        ("0001-01-01 00:00", "2000 to 2100"),
        ("2026-02-30 10:00", "calendar"),
        ("2026-11-23 24:00", "calendar"),
        ("2026-11-23 10:00+00:00", "such as 2026-11-23 10:00"),
        ("2026-11-23T10:00Z", "such as"),
        ("2026-11-23", "such as"),
        ("tomorrow", "such as"),
        ("\u0662026-11-23 10:00", "such as"),
        ("9" * 5000, "such as"),
    ],
)
def test_what_is_no_moment_is_refused(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        dates.moment(text, make.LONDON)


def test_a_day_is_a_day() -> None:
    assert dates.day("2027-07-31") == date(2027, 7, 31)


@pytest.mark.parametrize(
    ("text", "why"), [("2027-07-32", "calendar"), ("1999-12-31", "2000"), ("soon", "such as"), ("20270731", "such as")]
)
def test_what_is_no_day_is_refused(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        dates.day(text)
