"""What did a teacher write? One post, or one page, as a value that knows nothing of Pelican."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

PostId = NewType("PostId", str)
"""Lower-case words joined by hyphens, at most 80 characters; given once by the tool, never changed."""

ContentHash = NewType("ContentHash", str)
"""64 lower-case hexadecimal digits: SHA-256 over everything of a post that a reader can see."""


class Kind(StrEnum):
    """A post is dated news and is mirrored; a page stands for itself and never is."""

    POST = "post"
    PAGE = "page"


class Status(StrEnum):
    """Drafts are seen in `preview` only."""

    DRAFT = "draft"
    READY = "ready"


class People(StrEnum):
    """What the author declares about people in a photo."""

    NONE = "none"
    BACKS_AND_HANDS = "backs-and-hands"
    ADULTS_WITH_CONSENT = "adults-with-consent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """Words of a post and where they stand: `line` and `column` count from 1 in the source file."""

    name: str
    text: str
    line: int
    column: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A photo named by a post; `file` is relative to content/photos, `digest` is SHA-256 of its bytes."""

    file: str
    alt: str
    caption: str
    credit: str
    people: People
    digest: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Why, when and where a school event happens; all times are aware."""

    reason: str
    start: datetime
    end: datetime
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgent:
    """Why news cannot wait, and when it stops being news."""

    reason: str
    expires: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """A rule that an approver is asked to lift for one target (a word's place or a photo's digest)."""

    rule: str
    target: str
    reason: str
    expires: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Where a link or an image of the body leads, as written, and the line it stands on."""

    target: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One Markdown file, read and rendered.

    `source` is relative to content/, with forward slashes; `html` is the sanitised body and `text`
    the same as plain words; `fields` holds every place where words can hide, raw source included.
    """

    id: PostId
    kind: Kind
    source: str
    title: str
    summary: str
    tweet: str
    category: str
    tags: tuple[str, ...]
    audience: tuple[str, ...]
    lang: str
    status: Status
    published: datetime
    not_before: datetime | None
    event: Event | None
    urgent: Urgent | None
    photos: tuple[Photo, ...]
    exemptions: tuple[Exemption, ...]
    html: str
    text: str
    links: tuple[Link, ...]
    fields: tuple[Field, ...]
    content_hash: ContentHash

    @property
    def path(self) -> str:
        """The address below the site's own, made from the id so that a rename breaks no link."""
        return f"news/{self.id}/" if self.kind is Kind.POST else f"{self.id}/"

    def line_of(self, field: str) -> int:
        """The line where a field stands; 1 when the post has no such field."""
        return next((f.line for f in self.fields if f.name == field), 1)
