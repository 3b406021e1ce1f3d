"""When may the account speak? The school's window, without an opinion about exceptions."""

from datetime import UTC, datetime, timedelta

from plugins.model.school import Hours

_WEEK = 7


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
