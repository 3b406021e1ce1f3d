"""When may the account speak? The school's window, without an opinion about exceptions."""

from datetime import UTC, datetime, timedelta

from plugins.model.school import Hours

_WEEK = 7
_MONTH = timedelta(days=31)


def is_open(moment: datetime, hours: Hours) -> bool:
    """Whether an aware moment lies inside the window: on one of the days, both ends included to the second."""
    local = moment.astimezone(hours.timezone)
    return local.weekday() in hours.days and hours.opens <= local.time().replace(microsecond=0) <= hours.closes


def next_open(moment: datetime, hours: Hours) -> datetime:
    """The moment itself when the window is open, else its next opening, in the school's own zone.

    An opening time that the clocks skip in spring is moved on by as much as they are.
    """
    local = moment.astimezone(hours.timezone)
    if is_open(local, hours):
        return local
    days = (local.date() + timedelta(days=ahead) for ahead in range(_WEEK + 1))
    openings = (datetime.combine(day, hours.opens, hours.timezone) for day in days if day.weekday() in hours.days)
    exact = (opening.astimezone(UTC) for opening in openings)
    return next(opening for opening in exact if opening >= local.astimezone(UTC)).astimezone(hours.timezone)


def open_time(since: datetime, until: datetime, hours: Hours) -> timedelta:
    """For how long the window was open between two aware moments; a month back at most, for it is long enough."""
    start, end = max(since, until - _MONTH).astimezone(hours.timezone), until.astimezone(hours.timezone)
    total = timedelta()
    for ahead in range((end.date() - start.date()).days + 1):
        day = start.date() + timedelta(days=ahead)
        if day.weekday() in hours.days:
            opens, closes = (
                datetime.combine(day, at, hours.timezone).astimezone(UTC) for at in (hours.opens, hours.closes)
            )
            total += max(timedelta(), min(end.astimezone(UTC), closes) - max(start.astimezone(UTC), opens))
    return total
