"""When is what? Events for phones: a calendar of all, one for each class, and one for each event's own page.

Made from the manifest's items, like the feeds; times are given in UTC, which every calendar shows as its owner's own.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pelican import signals

from plugins.audiences import slug
from plugins.feeds import put_made
from plugins.model.manifest import MOST_EVENTS, Item
from plugins.model.school import School
from plugins.pages import Pages

if TYPE_CHECKING:
    from icalendar import Event


def write_calendars(
    items: Sequence[Item], school: School, output: Path, pages: Pages | None = None
) -> tuple[PurePosixPath, ...]:
    """Write calendar/all.ics, calendar/<class>.ics and news/<id>/event.ics below `output`; what was written, sorted.

    `pages` are those of the last build, whose calendar is taken where it has the same events.
    """
    events = [item for item in items if item.event][:MOST_EVENTS]
    written = []
    for path, name, chosen in _files(events, school):
        made_of = [(one.post, one.title, one.summary, one.permalink, one.published, one.event) for one in chosen]
        put_made(output, path, (name, made_of), partial(calendar, chosen, school, name=name), pages)
        written.append(path)
    return tuple(sorted(written))


def _files(events: Sequence[Item], school: School) -> Iterator[tuple[PurePosixPath, str, Sequence[Item]]]:
    yield PurePosixPath("calendar/all.ics"), school.site.title, events
    for audience in school.classes:
        chosen = [item for item in events if audience in item.audience]
        if chosen:
            yield PurePosixPath(f"calendar/{slug(audience)}.ics"), f"{school.site.title}: {audience}", chosen
    for item in events:
        yield PurePosixPath(f"news/{item.post}/event.ics"), school.site.title, [item]


def calendar(events: Sequence[Item], school: School, *, name: str) -> bytes:
    """One iCalendar document (RFC 5545) of `events`, which all have one; an event's UID is made of the post's id."""
    from icalendar import Calendar  # noqa: PLC0415 - takes a while to load, and most builds have no new event

    document = Calendar()
    document.add("PRODID", "-//Schoolgate//EN")
    document.add("VERSION", "2.0")
    document.add("X-WR-CALNAME", name)
    for item in events:
        document.add_component(_event(item, school))
    written: bytes = document.to_ical()
    return written


def _event(item: Item, school: School) -> "Event":
    from icalendar import Event  # noqa: PLC0415 - as above

    assert item.event is not None  # noqa: S101 - whoever calls chose the items that have one
    event = Event()
    event.add("UID", f"{item.post}@{urlsplit(school.site.url).netloc}")
    event.add("DTSTAMP", item.published.astimezone(UTC))
    event.add("DTSTART", item.event.start.astimezone(UTC))
    event.add("DTEND", item.event.end.astimezone(UTC))
    event.add("SUMMARY", item.title)
    event.add("DESCRIPTION", item.summary)
    event.add("LOCATION", item.event.place)
    event.add("URL", item.permalink)
    return event


def list_events(generators: Sequence[Any]) -> None:
    """Give every template the articles that tell of an event (EVENTS), the earliest first, and whose each is."""
    context = generators[0].context
    events = [article for article in context["articles"] if article.post.event]
    context["EVENTS"] = sorted(events, key=lambda one: (one.post.event.start, one.slug))
    heard = {name for article in events for name in article.post.audience}
    context["CALENDARS"] = [(name, slug(name)) for name in context["SCHOOL"].classes if name in heard]


def register() -> None:
    """Connect to Pelican."""
    signals.all_generators_finalized.connect(list_events)
