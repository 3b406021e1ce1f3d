"""Values for tests, each complete and harmless; a test names only what it is about."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from plugins.detect.memory import Memory
from plugins.detect.seal import Cache
from plugins.model.credentials import Kept
from plugins.model.manifest import Item
from plugins.model.post import ContentHash, Field, Kind, People, Photo, Post, PostId, Status
from plugins.model.school import School
from plugins.model.settings import parse
from plugins.model.tweet import Tweet

LONDON = ZoneInfo("Europe/London")
SCHOOL_TOML = Path(__file__).parent.parent / "school.toml"


def school(**changes: Any) -> School:
    """The school of school.toml, with some of its settings replaced."""
    return replace(parse(SCHOOL_TOML.read_text(encoding="utf-8")), **changes)


def cache(folder: Path) -> Cache:
    """A cache in this folder; its key lies beside it."""
    return Cache(folder=folder, key_file=folder.with_name(f"{folder.name}.key"))


def memory(folder: Path) -> Memory:
    """The detectors' memory in this folder."""
    return Memory(cache(folder))


def at(text: str) -> datetime:
    """London time: at("2026-11-23 10:00") is a Monday in term."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def post(**changes: Any) -> Post:
    """A post that keeps the policy."""
    values: dict[str, Any] = {
        "id": PostId("reading-miles-7f3k"),
        "kind": Kind.POST,
        "source": "news/reading-miles.md",
        "title": "Reading miles",
        "summary": "Together we have read enough pages to reach Edinburgh.",
        "tweet": "",
        "category": "achievement",
        "tags": (),
        "audience": ("Whole school",),
        "lang": "en-GB",
        "status": Status.READY,
        "published": at("2026-11-23 10:00"),
        "not_before": None,
        "event": None,
        "urgent": None,
        "photos": (),
        "exemptions": (),
        "html": "<p>That is 1.6 million pages since September.</p>",
        "text": "That is 1.6 million pages since September.",
        "links": (),
        "content_hash": ContentHash("a" * 64),
        **changes,
    }
    places = enumerate(("title", "summary", "tweet", "date", "body"), start=2)
    fields = tuple(Field(name=name, text=str(values.get(name, "")), line=line) for line, name in places)
    return Post(**{"fields": fields, **values})


def photo(**changes: Any) -> Photo:
    """A photo that keeps the policy."""
    values: dict[str, Any] = {
        "file": "pebbles.jpg",
        "alt": "Pebbles painted with red poppies in a ring on grass",
        "caption": "",
        "credit": "School",
        "people": People.NONE,
        "digest": "b" * 64,
        "line": 9,
        **changes,
    }
    return Photo(**values)


def item(**changes: Any) -> Item:
    """A published post as the manifest lists it."""
    origin = post()
    permalink = f"https://www.thistledown-primary.example/{origin.path}"
    values: dict[str, Any] = {
        "post": origin.id,
        "source": f"content/{origin.source}",
        "permalink": permalink,
        "content_hash": origin.content_hash,
        "title": origin.title,
        "summary": origin.summary,
        "html": origin.html,
        "category": origin.category,
        "tags": origin.tags,
        "audience": origin.audience,
        "lang": origin.lang,
        "published": origin.published,
        "not_before": None,
        "event": None,
        "urgent": None,
        "media": (),
        **changes,
    }
    text = f"{values['summary']}\n\n{values['permalink']}"
    said = Tweet(post=values["post"], text=text, weight=80, permalink=values["permalink"])
    return Item(**{"tweet": said, **values})


def kept(*names: str, changed: str = "2026-11-02") -> tuple[Kept, ...]:
    """Things of the register of credentials, all changed on one day."""
    day = date.fromisoformat(changed)
    return tuple(Kept(name=name, holder="deputy head", successor="head", changed=day) for name in names)
