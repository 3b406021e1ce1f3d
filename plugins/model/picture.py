"""What will a reader see? One photo as the built site carries it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A cleaned photo: `src` and `sources` (address, width in pixels; widest last) are relative to the site."""

    src: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str
    sources: tuple[tuple[str, int], ...]
    type: str
    bytes: int
