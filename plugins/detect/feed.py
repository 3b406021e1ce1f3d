"""What does one finished feed tell? Its entries as plain values, read without trusting the XML."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from xml.etree import ElementTree as ET

_ATOM = "{http://www.w3.org/2005/Atom}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One entry; `summary` is plain words, `content` is HTML; `more` is what else it says, where that can be told."""

    id: str
    title: str
    link: str
    summary: str
    content: str
    more: frozenset[str] = frozenset()


def parse(data: bytes) -> ET.Element:
    """The document; ValueError says in plain words why it is none that a feed reader should be given."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValueError("bytes that are no UTF-8") from error
    if _HIDDEN.search(text):
        raise ValueError("a control character")
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise ValueError("a document type, which can make a reader load or grow things")
    try:
        root = ET.fromstring(text)  # noqa: S314 - without a document type there is nothing to expand or to load
    except ET.ParseError as error:
        raise ValueError("XML that is not well-formed") from error
    if any(_HIDDEN.search(words) for words in root.itertext()):
        raise ValueError("a control character")
    return root


def entries(root: ET.Element) -> tuple[FeedEntry, ...]:
    """The entries of an RSS or Atom document, in its order."""
    if root.tag == f"{_ATOM}feed":
        return tuple(_atom(entry) for entry in root.iter(f"{_ATOM}entry"))
    return tuple(_rss(item) for item in root.iter("item"))


def title(root: ET.Element) -> str:
    """The name of a whole RSS feed."""
    return root.findtext("channel/title", "")


def json_entries(data: bytes) -> tuple[FeedEntry, ...]:
    """The entries of a JSON Feed; ValueError says why it is none that a feed reader should be given."""
    try:
        feed = json.loads(data)
        found = tuple(_json(entry) for entry in feed.pop("items"))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("no JSON Feed") from error
    if not feed.keys() <= _ABOUT:
        raise ValueError("something that no JSON Feed of ours has")
    return found


_ABOUT = frozenset(["version", "title", "home_page_url", "feed_url", "description", "language", "authors", "hubs"])
_ENTRY = frozenset({"image", "attachments", "language", "tags"})
_ATTACHMENT = frozenset({"url", "mime_type", "title", "size_in_bytes"})


def _json(entry: dict[str, object]) -> FeedEntry:
    own = {name: str(entry.pop(name)) for name in ("id", "title", "url", "summary", "content_html")}
    datetime.fromisoformat(str(entry.pop("date_published")))
    if not entry.keys() <= _ENTRY:
        raise ValueError
    more = frozenset(_strings(list(entry.values())))
    return FeedEntry(link=own.pop("url"), content=own.pop("content_html"), more=more, **own)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from _strings([value[name] for name in value if name in _ATTACHMENT])
        yield from (name for name in value if name not in _ATTACHMENT)
    elif isinstance(value, list):
        for below in value:
            yield from _strings(below)
    elif not isinstance(value, int):
        yield str(value)


def locations(root: ET.Element) -> tuple[str, ...]:
    """The addresses of a sitemap."""
    return tuple(location.text or "" for location in root.iter(f"{_SITEMAP}loc"))


def _rss(item: ET.Element) -> FeedEntry:
    return FeedEntry(
        id=item.findtext("guid", ""),
        title=item.findtext("title", ""),
        link=item.findtext("link", ""),
        summary=unescape(item.findtext("description", "")),
        content=item.findtext(_CONTENT, ""),
    )


def _atom(entry: ET.Element) -> FeedEntry:
    links = (link.get("href", "") for link in entry.iter(f"{_ATOM}link") if link.get("rel", "alternate") == "alternate")
    return FeedEntry(
        id=entry.findtext(f"{_ATOM}id", ""),
        title=entry.findtext(f"{_ATOM}title", ""),
        link=next(links, ""),
        summary=entry.findtext(f"{_ATOM}summary", ""),
        content=entry.findtext(f"{_ATOM}content", ""),
    )
