from typing import Any

from plugins.model.manifest import Item
from plugins.model.phrases import Phrases, load
from plugins.model.post import Event
from plugins.paper.document import Document, Heading, Notice, Paragraph
from plugins.showing.bulletin import MOST, bulletin
from tests import make
from tests.theme.site import THEME

NOW = make.at("2026-11-23 12:00")


def event(start: str, end: str) -> Event:
    return Event(reason="dates", start=make.at(start), end=make.at(end), place="The hall")


def digest(*items: Item, say: Phrases | None = None, **changes: Any) -> Document:
    return bulletin(items, make.school(), say or Phrases(), **{"now": NOW, "days": 7, **changes})


def notices(document: Document) -> list[Notice]:
    return [block for block in document.blocks if isinstance(block, Notice)]


def test_the_news_of_the_days_that_are_asked_for_and_none_of_the_future() -> None:
    items = [
        make.item(title=title, published=make.at(when))
        for title, when in (("Later", "2026-11-23 13:00"), ("New", "2026-11-20 10:00"), ("Old", "2026-11-15 10:00"))
    ]

    assert [one.title for one in notices(digest(*items))] == ["New"]
    assert [one.title for one in notices(digest(*items, days=14))] == ["New", "Old"]


def test_a_notice_says_day_class_and_address() -> None:
    (notice,) = notices(digest(make.item(audience=("Year 1", "Year 2"))))

    assert notice.note == "Monday 23 November 2026 · Year 1, Year 2"
    assert (notice.text, notice.address) == (make.item().summary, make.item().permalink)


def test_the_dates_that_come_are_told_in_their_order_until_four_weeks_from_now() -> None:
    old = make.at("2026-11-01 10:00")
    items = [
        make.item(title=title, published=old, event=event(start, end))
        for title, start, end in (
            ("Far", "2026-12-22 10:00", "2026-12-22 11:00"),
            ("Fair", "2026-12-04 15:15", "2026-12-04 16:30"),
            ("Camp", "2026-11-22 10:00", "2026-11-24 11:00"),
            ("Past", "2026-11-22 10:00", "2026-11-22 11:00"),
        )
    ]

    document = digest(*items)

    assert [type(block) for block in document.blocks] == [Paragraph, Heading, Notice, Notice, Paragraph]
    assert [one.title for one in notices(document)] == ["Camp", "Fair"]
    assert [one.note for one in notices(document)] == [
        "Sunday 22 November 2026, 10am to Tuesday 24 November 2026, 11am · The hall",
        "Friday 4 December 2026, 3.15pm to 4.30pm · The hall",
    ]


def test_a_week_without_news_says_so_and_a_full_one_has_a_limit() -> None:
    assert digest().blocks[0] == Paragraph(text="No news yet.")
    assert len(notices(digest(*[make.item()] * (MOST + 5)))) == MOST


def test_it_ends_with_how_to_reach_the_school_in_the_schools_language() -> None:
    last = digest(say=load(THEME, "cy")).blocks[-1]

    assert isinstance(last, Paragraph)
    assert "nid yw'n ateb" in last.text
    assert "01632 960123" in last.text
