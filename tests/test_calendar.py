"""The calendars, read as a phone reads them."""

from datetime import UTC
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from icalendar import Calendar

from plugins.calendar import calendar, list_events, write_calendars
from plugins.model.manifest import MOST_EVENTS, Item
from plugins.model.post import Event, PostId
from tests import make

FAIR = Event(reason="dates", start=make.at("2027-06-04 15:15"), end=make.at("2027-06-04 16:30"), place="Hall; stage")


def item(name: str = "fair-1a2b", **changes: Any) -> Item:
    return make.item(**{"post": PostId(name), "event": FAIR, "audience": ("Year 4",), **changes})


def read(*events: Item) -> list[Any]:
    return list(Calendar.from_ical(calendar(events, make.school(), name="Dates")).walk("VEVENT"))


def test_an_event_has_all_that_a_phone_shows_and_the_hour_of_summer_is_right() -> None:
    (event,) = read(item(title="Fair, and more", summary="A line.\nAnother " + "word " * 30))

    assert event["UID"] == "fair-1a2b@www.thistledown-primary.example"
    assert (event.start, event.end) == (FAIR.start, FAIR.end)
    assert event.start.astimezone(UTC).hour == 14
    assert (event["SUMMARY"], event["LOCATION"]) == ("Fair, and more", "Hall; stage")
    assert event["DESCRIPTION"].startswith("A line.\nAnother word")
    assert event["URL"] == item().permalink


def test_there_is_a_calendar_of_all_one_for_each_class_and_one_for_each_event(tmp_path: Path) -> None:
    written = write_calendars([item(), item("walk-3c4d", audience=("Year 5",)), make.item()], make.school(), tmp_path)

    assert [str(path) for path in written] == [
        "calendar/all.ics", "calendar/year-4.ics", "calendar/year-5.ics",
        "news/fair-1a2b/event.ics", "news/walk-3c4d/event.ics",
    ]  # fmt: skip
    assert (tmp_path / "calendar/all.ics").read_bytes().count(b"BEGIN:VEVENT") == 2
    assert (tmp_path / "calendar/year-5.ics").read_bytes().count(b"BEGIN:VEVENT") == 1


def test_a_school_without_events_has_an_empty_calendar_and_one_with_many_has_a_limit(tmp_path: Path) -> None:
    write_calendars([], make.school(), tmp_path)
    assert b"VEVENT" not in (tmp_path / "calendar/all.ics").read_bytes()

    many = [item(f"fair-{number:04}") for number in range(MOST_EVENTS + 1)]
    write_calendars(many, make.school(), tmp_path)
    assert (tmp_path / "calendar/all.ics").read_bytes().count(b"BEGIN:VEVENT") == MOST_EVENTS


def test_the_same_events_give_the_same_bytes() -> None:
    assert calendar([item()], make.school(), name="A") == calendar([item()], make.school(), name="A")


def test_templates_get_the_events_in_their_order_and_the_classes_that_have_some() -> None:
    posts = [make.post(id=PostId(name), event=FAIR, audience=("Year 4",)) for name in ("b-1111", "a-1111")]
    articles = [SimpleNamespace(post=post, slug=post.id) for post in (*posts, make.post())]
    context: dict[str, Any] = {"articles": articles, "SCHOOL": make.school()}

    list_events([SimpleNamespace(context=context)])

    assert [one.slug for one in context["EVENTS"]] == ["a-1111", "b-1111"]
    assert context["CALENDARS"] == [("Year 4", "year-4")]
