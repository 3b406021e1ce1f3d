"""When is that? Local time as a teacher writes it becomes a moment, or a reason why it cannot."""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_YEARS = range(2000, 2101)


def moment(text: str, zone: ZoneInfo) -> datetime:
    """An aware moment of local time; ValueError says in plain words why there is none.

    Where the clocks go back, the first of the two equal times is meant.
    """
    if not _MOMENT.fullmatch(text):
        raise ValueError("must be a day and a time such as 2026-11-23 10:00")
    try:
        local = datetime.fromisoformat(text).replace(tzinfo=zone)
    except ValueError as error:
        raise ValueError("is no day or time of the calendar") from error
    _within(local)
    if local.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ValueError("does not exist: the clocks go forward in that hour")
    return local


def day(text: str) -> date:
    """A day of the calendar; ValueError says in plain words why there is none."""
    if not _DAY.fullmatch(text):
        raise ValueError("must be a day such as 2026-11-23")
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise ValueError("is no day of the calendar") from error
    _within(found)
    return found


def _within(found: date) -> None:
    if found.year not in _YEARS:
        raise ValueError("must be in the years 2000 to 2100")
