"""What will a reader see? One photo as the built site carries it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A cleaned photo: `src`, `sources` and `avif` (address, width in pixels; widest last) are relative to the site.

    `src` is the widest of `sources`, in the form that every program shows; `avif` are the same pictures, smaller.
    """

    src: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str
    sources: tuple[tuple[str, int], ...]
    avif: tuple[tuple[str, int], ...]
    type: str
    bytes: int
