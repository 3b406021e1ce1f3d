"""How are times and numbers said? In words a parent reads at a glance, the same on every page and in every message."""

from datetime import date, datetime

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_NOON = 12


def count(number: int, thing: str) -> str:
    """1 post, 2 posts."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def day(moment: date) -> str:
    """Friday 20 November 2026."""
    return f"{DAYS[moment.weekday()]} {moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def clock(moment: datetime) -> str:
    """3.20pm, 8am, noon's 12pm; in the moment's own zone."""
    minutes = f".{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % _NOON or _NOON}{minutes}{'am' if moment.hour < _NOON else 'pm'}"


def day_and_clock(moment: datetime) -> str:
    """Friday 20 November 2026, 3.20pm."""
    return f"{day(moment)}, {clock(moment)}"
