from pathlib import Path

import pytest

from plugins.model.post import Event, Exemption, Kind, People, Post, Status, Urgent
from tests import make
from tests.reading.school import notes, put, reading, source

PHOTO = "\n  - file: pebbles.jpg\n    alt: Pebbles\n    caption: A ring\n    credit: School\n    people: none"


def post(content: Path, name: str = "news/a.md", **changes: str | None) -> Post:
    found = reading(content, source(**changes), name)
    assert found.post is not None, found.faults
    return found.post


def test_a_post_with_every_setting_is_read(content: Path) -> None:
    put(content, "photos/pebbles.jpg", b"picture")
    found = post(
        content,
        tweet="|\n  One line\n  and another",
        tags="[reading, books]",
        audience="[Year 3, Whole school]",
        photos=PHOTO,
        event="{reason: a fixture, start: 2026-11-24 15:30, end: 2026-11-24 17:00, place: our field}",
        urgent="{reason: the boiler, expires: 2026-11-23 18:00}",
        not_before="2026-11-24T08:00",
        lang="cy",
        status="draft",
        exemptions="[{rule: child-name, target: summary, reason: a saint, expires: 2027-07-31}]",
    )
    assert (found.tweet, found.tags, found.audience) == (
        "One line\nand another",
        ("reading", "books"),
        ("Year 3", "Whole school"),
    )
    assert (found.lang, found.status, found.published) == ("cy", Status.DRAFT, make.at("2026-11-23 10:00"))
    assert found.not_before == make.at("2026-11-24 08:00")
    assert found.event == Event(
        reason="a fixture", start=make.at("2026-11-24 15:30"), end=make.at("2026-11-24 17:00"), place="our field"
    )
    assert found.urgent == Urgent(reason="the boiler", expires=make.at("2026-11-23 18:00"))
    assert [(photo.file, photo.people, photo.line, len(photo.digest)) for photo in found.photos] == [
        ("pebbles.jpg", People.NONE, 13, 64)
    ]
    assert [(exemption.rule, str(exemption.expires)) for exemption in found.exemptions] == [
        ("child-name", "2027-07-31")
    ]
    assert isinstance(found.exemptions[0], Exemption)
    assert (found.line_of("photos[0].alt"), found.line_of("date"), found.line_of("event.place")) == (14, 4, 18)


def test_one_exemption_covers_ten_photos_by_their_digests(content: Path) -> None:
    named = ", ".join(digit * 64 for digit in "0123456789")
    found = post(content, exemptions=f"[{{rule: photo-face, target: '{named}', reason: a, expires: 2027-07-31}}]")
    assert found.exemptions[0].target == named


def test_what_is_left_out_has_its_default(content: Path) -> None:
    found = post(content)
    assert (found.kind, found.lang, found.status) == (Kind.POST, "en-GB", Status.READY)
    assert (found.tweet, found.tags, found.audience, found.photos, found.exemptions) == ("", (), (), (), ())
    assert (found.event, found.urgent, found.not_before) == (None, None, None)


def test_a_page_needs_no_category(content: Path) -> None:
    found = post(content, "pages/term-dates.md", category=None)
    assert (found.kind, found.category, found.path) == (Kind.PAGE, "page", "reading-miles-7f3k/")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("tweet", "x"), ("event", "{}"), ("urgent", "{}"), ("not_before", "2026-12-01 10:00"), ("audience", "[Year 3]"),
    ],
)  # fmt: skip
def test_a_page_is_never_mirrored(content: Path, key: str, value: str) -> None:
    found = reading(content, source(category=None, **{key: value}), "pages/a.md")
    assert notes(found) == [(6, f"`{key}` is not a setting of a post")]


@pytest.mark.parametrize("key", ["id", "title", "date", "category", "summary"])
def test_what_a_post_needs_is_missed(content: Path, key: str) -> None:
    assert notes(reading(content, source(**{key: None}))) == [(2, f"`{key}` is missing")]


@pytest.mark.parametrize(
    ("key", "value", "note"),
    [
        ("id", "Reading", "must be small letters"),
        ("id", "a--b", "must be small letters"),
        ("id", "a" * 81, "must be small letters"),
        ("title", "x" * 121, "longer than 120"),
        ("title", "<script>alert(1)", "HTML"),
        ("summary", "x" * 301, "longer than 300"),
        ("summary", '"a\\nb"', "more than one line"),
        ("tweet", "x" * 1001, "longer than 1,000"),
        ("category", "gossip", "possible here"),
        ("category", "page", "possible here"),
        ("status", "approved", "possible here"),
        ("lang", "English!", "a language"),
        ("tags", "[a, b, c, d, e, f, g, h, i, j, k]", "more than 10"),
        ("tags", f"[{'x' * 41}]", "longer than 40"),
        ("audience", "[Year 7]", "a class that school.toml does not"),
        ("date", "1970-01-01 00:00", "2000 to 2100"),
        ("not_before", "2026-11-23 09:00", "later than the date"),
        ("event", "{reason: x, place: y, start: 2026-11-24 10:00, end: 2026-11-24 10:00}", "later than the start"),
        ("event", "{reason: x, place: y, start: 2026-11-24 10:00}", "`event.end` is missing"),
        ("urgent", "{reason: x, expires: 2026-11-23 10:00}", "later than the date"),
        ("urgent", "{reason: x}", "`urgent.expires` is missing"),
        ("exemptions", "[{rule: child-name, target: x, reason: y, expires: 2027-07-31 10:00}]", "a day such as"),
        ("exemptions", "[{rule: Child Name, target: x, reason: y, expires: 2027-07-31}]", "name of a rule"),
        ("photos", "[{file: none.jpg, people: none}]", "is not there"),
        ("photos", "[{people: none}]", "`photos[0].file` is missing"),
        ("approved", "yes", "not a setting"),
        ("template", "x", "not a setting"),
        ("save_as", "../x", "not a setting"),
        ("_content", "x", "not a setting"),
    ],
)
def test_what_no_post_may_say_is_refused(content: Path, key: str, value: str, note: str) -> None:
    found = reading(content, source(**{key: value}))
    assert found.post is None
    assert [note in told for _, told in notes(found)] == [True], found.faults


def test_who_is_in_a_photo_must_be_declared(content: Path) -> None:
    put(content, "photos/a.jpg")
    (fault,) = reading(content, source(photos="[{file: a.jpg}]")).faults
    assert (fault.note, fault.remedy) == (
        "`photos[0].people` is missing: who can be seen in this photo?",
        "write one of: none, backs-and-hands, adults-with-consent",
    )


def test_a_ninth_photo_is_too_many(content: Path) -> None:
    put(content, "photos/a.jpg")
    photos = "[" + "{file: a.jpg, people: none}, " * 9 + "]"
    assert notes(reading(content, source(photos=photos))) == [(7, "`photos` has more than 8 entries")]


def test_urgent_news_may_have_any_category(content: Path) -> None:
    assert post(content, category="notice", urgent="{reason: x, expires: 2026-11-24 10:00}").category == "notice"
