"""Until when are a post's words true? News that says "today" is wrong tomorrow and must not go late."""

import re
from datetime import date, datetime, time, timedelta

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEK = 7
_YEARS = 8  # a leap day comes back within eight years at the latest

_TODAY = re.compile(r"\b(?:today|tonight|yesterday|this (?:morning|lunchtime|afternoon|evening))\b", re.IGNORECASE)
_TOMORROW = re.compile(r"\btomorrow\b", re.IGNORECASE)
_WEEKDAY = re.compile(rf"(?<!\bevery )\b({'|'.join(_DAYS)})\b", re.IGNORECASE)
_DATED = re.compile(
    rf",? (?:the )?(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{'|'.join(_MONTHS)})", re.IGNORECASE
)


def last_moment(text: str, published: datetime) -> datetime | None:
    """The last second at which all of the text's words about days are true; None when it has none.

    Days are those of `published`'s own zone. Today, tonight, yesterday and this morning end with the day of
    publication, tomorrow with the day after it, the name of a weekday with the next such day (the day of publication
    included), and with its own date where one follows ("Friday 11 December"). The earliest of them counts, because
    after it one of the words is wrong. "On Friday we went" cannot be told from "on Friday we go": both end on Friday.
    "Fridays" and "every Friday" name no single day.
    """
    day = published.date()
    ends = [_end_of_weekday(match, text, day) for match in _WEEKDAY.finditer(text)]
    if _TODAY.search(text):
        ends.append(day)
    if _TOMORROW.search(text):
        ends.append(day + timedelta(days=1))
    return datetime.combine(min(ends), time(23, 59, 59), published.tzinfo) if ends else None


def _end_of_weekday(match: re.Match[str], text: str, published: date) -> date:
    """The date that follows a weekday's name, or the next such day."""
    dated = _DATED.match(text, match.end())
    named = _next_date(int(dated["day"]), _MONTHS.index(dated["month"].lower()) + 1, published) if dated else None
    ahead = (_DAYS.index(match[1].lower()) - published.weekday()) % _WEEK
    return named or published + timedelta(days=ahead)


def _next_date(day: int, month: int, published: date) -> date | None:
    """The first such date from the day of publication on; None for 31 November."""
    for year in range(published.year, published.year + _YEARS + 1):
        try:
            named = date(year, month, day)
        except ValueError:
            continue
        if named >= published:
            return named
    return None
