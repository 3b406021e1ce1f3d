"""Which settings does a post have, and what may they say? The allow-list; nothing outside it is ever passed on."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from plugins.model.post import Event, Exemption, Field, Kind, People, Photo, PostId, Status, Urgent
from plugins.model.school import School
from plugins.reading import dates, photos
from plugins.reading.faults import Faults
from plugins.reading.frontmatter import Table
from plugins.reading.section import Section

CATEGORIES = ("news", "achievement", "event", "trip", "sport", "notice", "urgent")
_PAGE = ("id", "title", "date", "category", "summary", "tags", "photos", "lang", "status", "exemptions")
POST = (*_PAGE, "tweet", "audience", "event", "urgent", "not_before")
_LONGEST_ID = 80
LONGEST_TITLE = 120
_LONGEST_TARGET = 700
"""Ten photos by their digests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a file is judged against: its kind, the folder content/, and the school's settings."""

    kind: Kind
    content: Path
    school: School

    def moment(self, text: str) -> datetime:
        """A moment of the school's local time."""
        return dates.moment(text, self.school.site.timezone)


def settings(table: Table, around: Surroundings, faults: Faults) -> tuple[dict[str, Any], tuple[Field, ...]]:
    """The settings as arguments of `Post`, and where their words stand; they mean nothing where a fault was told."""
    top = Section(table, POST if around.kind is Kind.POST else _PAGE, faults)
    return values(top, around), tuple(top.fields)


def values(top: Section, around: Surroundings) -> dict[str, Any]:
    """The settings of one section, asked for one by one; an editor's schema is made by listening to this."""
    is_post = around.kind is Kind.POST
    published = top.parsed("date", around.moment, needed=True)
    return {
        "id": PostId(top.parsed("id", _matching(_ID, _LONGEST_ID, _ID_IS), needed=True) or ""),
        "title": top.text("title", LONGEST_TITLE, needed=True),
        "summary": top.text("summary", 300, needed=True),
        "category": top.choice("category", CATEGORIES) if is_post else top.choice("category", ("page",), "page"),
        "tags": top.words("tags", 10, 40),
        "lang": top.parsed("lang", _matching(_LANG, 35, _LANG_IS)) or around.school.site.lang,
        "status": Status(top.choice("status", (Status.READY, Status.DRAFT), Status.READY)),
        "photos": tuple(_photo(section, around) for section in top.sections("photos", 8, _PHOTO)),
        "exemptions": tuple(_exemption(section) for section in top.sections("exemptions", 10, _EXEMPTION)),
        "published": published,
        **(_mirrored(top, around, published) if is_post else _UNMIRRORED),
    }


_UNMIRRORED = {"tweet": "", "audience": (), "event": None, "urgent": None, "not_before": None}


def _mirrored(top: Section, around: Surroundings, published: datetime | None) -> dict[str, Any]:
    """The settings that a page has not."""
    not_before = top.parsed("not_before", around.moment)
    if published and not_before and not_before <= published:
        top.wrong("not_before", "must be later than the date", "write a later time, or take it out")
    return {
        "tweet": top.text("tweet", 1_000, lines=True),
        "audience": _audience(top, around.school.classes),
        "event": _event(top, around),
        "urgent": _urgent(top, around, published),
        "not_before": not_before,
    }


def _audience(top: Section, classes: tuple[str, ...]) -> tuple[str, ...]:
    audience = top.words("audience", len(classes), 40)
    if not set(audience) <= set(classes):
        top.wrong("audience", "names a class that school.toml does not", f"possible are {', '.join(classes)}")
    return audience


def _event(top: Section, around: Surroundings) -> Event | None:
    section = top.section("event", ("reason", "start", "end", "place"))
    if section is None:
        return None
    reason, place = section.text("reason", 300, needed=True), section.text("place", 120, needed=True)
    start = section.parsed("start", around.moment, needed=True)
    end = section.parsed("end", around.moment, needed=True)
    if start is None or end is None:
        return None
    if end <= start:
        section.wrong("end", "must be later than the start", "correct one of the two times")
    return Event(reason=reason, start=start, end=end, place=place)


def _urgent(top: Section, around: Surroundings, published: datetime | None) -> Urgent | None:
    section = top.section("urgent", ("reason", "expires"))
    if section is None:
        return None
    reason = section.text("reason", 300, needed=True)
    expires = section.parsed("expires", around.moment, needed=True)
    if expires is None:
        return None
    if published and expires <= published:
        section.wrong("expires", "must be later than the date", "say until when this is news")
    return Urgent(reason=reason, expires=expires)


_PHOTO = ("file", "alt", "caption", "credit", "people")


def _photo(section: Section, around: Surroundings) -> Photo:
    file, digest = section.parsed("file", lambda name: (name, photos.digest(name, around.content)), needed=True) or (
        "",
        "",
    )
    people = tuple(str(word) for word in People)
    if "people" not in section:
        section.wrong("people", "is missing: who can be seen in this photo?", f"write one of: {', '.join(people)}")
    return Photo(
        file=file,
        alt=section.text("alt", 2_000),
        caption=section.text("caption", 300),
        credit=section.text("credit", 120),
        people=People(section.choice("people", people, people[0])),
        digest=digest,
        line=section.line,
    )


_EXEMPTION = ("rule", "target", "reason", "expires")


def _exemption(section: Section) -> Exemption | None:
    rule = section.parsed("rule", _matching(_RULE, 40, "must be the name of a rule"), needed=True)
    target = section.text("target", _LONGEST_TARGET, needed=True)
    reason = section.text("reason", 300, needed=True)
    expires = section.parsed("expires", dates.day, needed=True)
    if not (rule and expires):
        return None
    return Exemption(rule=rule, target=target, reason=reason, expires=expires)


_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_ID_IS = f"must be small letters and figures joined by hyphens, at most {_LONGEST_ID}"
_LANG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", re.ASCII)
_LANG_IS = "must be a language such as en-GB or cy"
_RULE = re.compile(r"[a-z]+(?:-[a-z]+)*", re.ASCII)


def _matching(pattern: re.Pattern[str], most: int, otherwise: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if len(text) > most or not pattern.fullmatch(text):
            raise ValueError(otherwise)
        return text

    return parse
