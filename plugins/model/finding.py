"""What was seen, and what is said about it? Detections measure, findings judge."""

from dataclasses import dataclass
from enum import IntEnum


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """Where in the school's content: `path` relative to the repository, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Detection:
    """A measurement without an opinion, made by `detect` or by the reader.

    `kind` is one of the constants below; `note` and `remedy` are for a person and never quote what was found;
    `confidence` runs from 0 to 1; `target` is the field it stands in, where an exemption may name it.
    """

    kind: str
    place: Place
    note: str = ""
    remedy: str = ""
    confidence: float = 1.0
    target: str = ""


FORMAT = "format"
UNREAD = "unread"
FULL_NAME = "full-name"
NEAR_NAME = "near-name"
FIRST_NAME = "first-name"
WORD_NAME = "word-name"
SURNAME = "surname"
LIKELY_NAME = "likely-name"
POSSIBLE_NAME = "possible-name"
PHOTO_METADATA = "photo-metadata"
FACE = "face"
TURNED_FACE = "turned-face"
WRITTEN = "written"
WRITTEN_NAME = "written-name"
WRITTEN_FULL_NAME = "written-full-name"
OUTPUT = "output"
INDIVIDUAL_CHILD = "individual-child"
WHEREABOUTS = "whereabouts"
NEGATIVE_TONE = "negative-tone"
REPLY_DEBATE = "reply-debate"
EXEMPTION_MISUSE = "exemption-misuse"
CONTACT_DETAIL = "contact-detail"
FACE_DESCRIBED = "face-described"


class Severity(IntEnum):
    """NOTE tells, ASK waits for an approver's yes, BLOCK is never published."""

    NOTE = 1
    ASK = 2
    BLOCK = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One rule's opinion about one place. Never quotes a name, a face or a secret: CI logs are public.

    `target` is what an exemption names: a field of the post (title, photos[0].alt), a photo (photos[0]), or a photo's
    digest, where those very bytes alone may be lifted; only a `liftable` BLOCK becomes a question by one.
    """

    rule: str
    clause: str
    severity: Severity
    place: Place
    message: str
    remedy: str
    target: str = ""
    liftable: bool = False

    def __str__(self) -> str:
        return f"{self.place}: {self.severity.name} {self.rule} ({self.clause}) {self.message}"
