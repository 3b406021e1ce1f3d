"""Does a finished calendar tell the judged events and no others? It is read without the library that wrote it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from plugins.model.manifest import MOST_EVENTS, Item

_LINE = re.compile(r"([A-Z-]+)(?:;VALUE=URI)?:(.*)")
_ESCAPED = re.compile(r"\\(.)")
_OUTSIDE = frozenset({"BEGIN", "END", "PRODID", "VERSION", "X-WR-CALNAME"})
_INSIDE = frozenset({"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "LOCATION", "URL"})
_FRAMES = frozenset({("BEGIN", "VCALENDAR"), ("BEGIN", "VEVENT"), ("END", "VEVENT"), ("END", "VCALENDAR")})


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """One event; times are aware."""

    uid: str
    title: str
    summary: str
    place: str
    link: str
    start: datetime
    end: datetime


def wrong(path: str, data: bytes, items: Sequence[Item], url: str) -> str:
    """What is wrong with the calendar at `path` of the site at `url` with these `items`; empty when nothing is."""
    try:
        name, found = parse(data)
    except ValueError as error:
        return str(error)
    audience = name.rpartition(": ")[2]
    chosen = (
        item
        for item in items
        if path in ("calendar/all.ics", f"news/{item.post}/event.ics")
        or (path.startswith("calendar/") and audience in item.audience)
    )
    told = tuple(_told(chosen, urlsplit(url).netloc))[:MOST_EVENTS]
    return "" if found == told else "other events or words than the build's list has"


def _told(items: Iterator[Item], host: str) -> Iterator[CalendarEvent]:
    for item in items:
        if item.event:
            yield CalendarEvent(
                uid=f"{item.post}@{host}",
                title=item.title,
                summary=item.summary,
                place=item.event.place,
                link=item.permalink,
                start=item.event.start,
                end=item.event.end,
            )


def parse(data: bytes) -> tuple[str, tuple[CalendarEvent, ...]]:
    """A calendar's name and its events in their order; ValueError says why it is none that a phone should be given."""
    name, events, fields = "", [], dict[str, str]()
    text = re.sub(r"\r\n[ \t]", "", data.decode("utf-8"))
    for line in text.removesuffix("\r\n").split("\r\n"):
        found = _LINE.fullmatch(line)
        if not found:
            raise ValueError("a line that is none of a calendar")
        key, value = found[1], _ESCAPED.sub(lambda sign: "\n" if sign[1] in "nN" else sign[1], found[2])
        if key not in _OUTSIDE | _INSIDE or (key in ("BEGIN", "END") and (key, value) not in _FRAMES) or key in fields:
            raise ValueError("something that no calendar of ours has")
        if (key, value) == ("END", "VEVENT"):
            events.append(_event(fields))
            fields = {}
        elif key in _INSIDE:
            fields[key] = value
        elif key == "X-WR-CALNAME":
            name = value
    return name, tuple(events)


def _event(fields: dict[str, str]) -> CalendarEvent:
    if fields.keys() != _INSIDE:
        raise ValueError("an event that is not whole")
    return CalendarEvent(
        uid=fields["UID"],
        title=fields["SUMMARY"],
        summary=fields["DESCRIPTION"],
        place=fields["LOCATION"],
        link=fields["URL"],
        start=_moment(fields["DTSTART"]),
        end=_moment(fields["DTEND"]),
    )


def _moment(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError as error:
        raise ValueError("a time that is none") from error
