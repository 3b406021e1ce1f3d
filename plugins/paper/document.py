"""What stands in a letter or a report? Title and blocks as frozen values; whoever draws them decides how."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The title of a part."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Some sentences."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list; one line or more each."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A table of words and figures; every row is as long as `head`."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something to read more about: `note` is its day and kind, `address` the public address of its page.

    On paper the address is a square to scan.
    """

    title: str
    note: str
    text: str
    address: str


Block = Notice | Heading | Paragraph | Bullets | Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One letter or report. `sender` stands above it, `day` is when it was made, `lang` such as en-GB."""

    title: str
    sender: str
    day: date
    lang: str
    blocks: tuple[Block, ...]
