"""What does X make of a text? Escaped, with every link shortened, and a list of where they stand."""

import hashlib
import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

from plugins.tweet.links import find_links

_ADDRESS = re.compile(r"https?://[^\s<>\"'\u201c\u201d]+", re.IGNORECASE)
_AFTER = ".,;:!?)]}\u2026\u2019"
_SHOWN = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One link, where it stands in the text as it was sent, and the whole address it leads to."""

    start: int
    end: int
    address: str


def find(text: str) -> tuple[Link, ...]:
    """The links of a text in NFC, from left to right.

    Unlike X this takes every address with a protocol, whether or not its domain exists: a school rehearses with
    addresses that nobody can have (https://school.example) or on loopback.
    """
    found = [_written(match) for match in _ADDRESS.finditer(text)]
    written = tuple(found)
    for start, end in find_links(text):
        if not any(start < link.end and link.start < end for link in written):
            found.append(Link(start=start, end=end, address=f"http://{text[start:end]}"))
    return tuple(sorted(found, key=lambda link: link.start))


def shorten(text: str, seed: int, pictures: Iterable[tuple[str, str]]) -> tuple[str, list[dict[str, object]]]:
    """The text as X gives it back, and `entities.urls` (`start` and `end` count in that text).

    `pictures` are (address of the picture's page, media key); X adds one link for all of them at the end.
    """
    shown, last = "", 0
    entities: list[dict[str, object]] = []
    for link in find(text):
        shown += html.escape(text[last : link.start], quote=False)
        short = _short(seed, len(entities))
        entities.append(_entity(len(shown), short, link.address, _display(link.address)))
        shown, last = shown + short, link.end
    shown += html.escape(text[last:], quote=False)
    all_pictures = tuple(pictures)
    if all_pictures:
        shown += " " if shown else ""
        short = _short(seed, len(entities))
        display = "pic.x.com/" + short.rpartition("/")[2]
        entities += [{**_entity(len(shown), short, page, display), "media_key": key} for page, key in all_pictures]
        shown += short
    return shown, entities


def _written(match: re.Match[str]) -> Link:
    address = match.group().rstrip(_AFTER)
    return Link(start=match.start(), end=match.start() + len(address), address=address)


def _entity(start: int, short: str, address: str, display: str) -> dict[str, object]:
    return {"start": start, "end": start + len(short), "url": short, "expanded_url": address, "display_url": display}


def _short(seed: int, position: int) -> str:
    """23 characters, as X's own are."""
    return "https://t.co/" + hashlib.sha256(f"{seed} {position}".encode()).hexdigest()[:10]


def _display(address: str) -> str:
    bare = re.sub(r"(?i)^https?://(www\.)?", "", address).removesuffix("/")
    return bare if len(bare) <= _SHOWN else bare[:_SHOWN] + "\u2026"
