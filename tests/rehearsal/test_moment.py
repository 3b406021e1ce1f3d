from datetime import UTC, datetime
from pathlib import Path

import pytest

from plugins.rehearsal.server import serve
from tests import make

MONDAY_TEN = make.at("2026-11-23 10:00")


def test_a_rehearsal_may_begin_whenever_a_test_wants(tmp_path: Path) -> None:
    with serve(tmp_path / "r.sqlite3", make.school(), start=make.at("2026-11-22 03:00"), frozen=True) as server:
        assert server.now() == make.at("2026-11-22 03:00")


@pytest.mark.parametrize(
    ("left", "found"),
    [
        ("2026-11-23 07:59:59", "2026-11-23 08:00"),
        ("2026-11-23 18:00:00", "2026-11-23 18:00"),
        ("2026-11-23 18:00:01", "2026-11-24 08:00"),
        ("2026-11-27 19:00", "2026-11-30 08:00"),
        ("2026-10-24 12:00", "2026-10-26 08:00"),
    ],
)
def test_outside_of_hours_a_server_starts_in_the_next_open_hour(tmp_path: Path, left: str, found: str) -> None:
    with serve(tmp_path / "r.sqlite3", make.school(), start=make.at(left), frozen=True):
        pass
    with serve(tmp_path / "r.sqlite3", make.school()) as server:
        assert server.now() == make.at(found)


def test_without_any_wish_the_time_is_open_and_not_in_the_past(tmp_path: Path) -> None:
    before = datetime.now(UTC)

    with serve(tmp_path / "r.sqlite3", make.school()) as server:
        present = server.now()

    assert present >= before
    assert present.astimezone(make.LONDON).weekday() in make.school().hours.days


def test_a_clock_that_is_later_already_is_not_put_back(tmp_path: Path) -> None:
    database = tmp_path / "r.sqlite3"
    with (
        serve(database, make.school(), start=MONDAY_TEN) as first,
        serve(database, make.school(), start=make.at("2026-11-20 10:00")) as second,
    ):
        times = [server.now() for server in (first, second, first, second)]

    assert times == sorted(times)
    assert times[0] >= MONDAY_TEN


def test_moving_the_clock_of_one_server_moves_the_other_s(tmp_path: Path) -> None:
    database = tmp_path / "r.sqlite3"
    with (
        serve(database, make.school(), start=MONDAY_TEN, frozen=True) as first,
        serve(database, make.school()) as second,
    ):
        first.advance(90)
        assert second.now() == first.now() == make.at("2026-11-23 10:01:30")
