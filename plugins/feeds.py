"""What does a feed reader get? RSS and Atom of the newest posts, made from the manifest's items and nothing else.

The order is the manifest's, newest first. No clock is read: a feed is as old as its newest post, so two builds of the
same posts are equal to the byte. The only importer of feedgen, whose own habits (the present time as every date, new
entries in front, the last link as the channel's) are overruled here.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from html import escape
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from typing import Protocol
from urllib.parse import urljoin, urlsplit

from feedgen.feed import FeedGenerator

from plugins.audiences import slug
from plugins.model.errors import BuildFailed
from plugins.model.manifest import Item
from plugins.model.school import School
from plugins.model.urn import urn
from plugins.pages import Pages

_RSS, _ATOM = "application/rss+xml", "application/atom+xml"
_SLUG = re.compile(r"(?!(?:rss|atom)\Z)[a-z0-9]+(?:-[a-z0-9]+)*")
_NO_TEXT = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 forbids (control characters, lone surrogates, U+FFFE, U+FFFF) or advises against (U+007F to U+009F)."""


class _Entry(Protocol):
    """The part of feedgen's entry that is used."""

    def title(self, title: str) -> object: ...
    def id(self, id: str) -> object: ...  # noqa: A002 - feedgen's own parameter
    def link(self, **link: str) -> object: ...
    def description(self, description: str) -> object: ...
    def summary(self, summary: str) -> object: ...
    def content(self, content: str, *, type: str) -> object: ...  # noqa: A002 - feedgen's own parameter
    def category(self, category: list[dict[str, str]]) -> object: ...
    def published(self, published: datetime) -> object: ...
    def updated(self, updated: datetime) -> object: ...
    def register_extension(self, namespace: str, kind: "type[_Links]", *, rss: bool) -> object: ...

    @property
    def links(self) -> "_Links": ...


class _Element(Protocol):
    """The part of an XML element that is used."""

    def makeelement(self, tag: str, attributes: Mapping[str, str]) -> "_Element": ...
    def append(self, element: "_Element") -> object: ...


class _Feed(Protocol):
    """The part of feedgen's generator that is used."""

    def title(self, title: str) -> object: ...
    def id(self, id: str) -> object: ...  # noqa: A002 - feedgen's own parameter
    def link(self, **link: str) -> object: ...
    def subtitle(self, subtitle: str) -> object: ...
    def author(self, **author: str) -> object: ...
    def language(self, language: str) -> object: ...
    def updated(self, updated: datetime) -> object: ...
    def generator(self, generator: str) -> object: ...
    def add_entry(self, *, order: str) -> _Entry: ...
    def rss_str(self, *, pretty: bool) -> bytes: ...
    def atom_str(self, *, pretty: bool) -> bytes: ...


def write_feeds(
    items: Sequence[Item], school: School, output: Path, *, now: datetime, pages: Pages | None = None
) -> tuple[PurePosixPath, ...]:
    """Write rss.xml, atom.xml, <category>.xml and audience/<class>.xml to `output`/feeds; what was written, sorted.

    `pages` are those of the last build, whose feed is taken where it has the same entries.
    """
    written = []
    for path, chosen, write in _files(items, school, now):
        newest = chosen[: school.feed_entries]
        put_made(output, path, (newest, None if newest else now), write, pages)
        written.append(path)
    return tuple(sorted(written))


def put_made(
    output: Path, path: PurePosixPath, made_of: object, write: Callable[[], bytes], pages: Pages | None
) -> None:
    """Put a document below `output`: the last build's, where it was made of the same values for the same school."""
    if pages and pages.share_made(str(path), made_of, str(output)):
        return
    document = write()
    put(output / path, document)
    if pages:
        pages.note_made(str(path), made_of, document)


def put(target: Path, document: bytes) -> None:
    """Replace a file, and never write in place: the staged site may share it with the last build."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_suffix(".new")
    fresh.write_bytes(document)
    fresh.replace(target)


_File = tuple[PurePosixPath, Sequence[Item], Callable[[], bytes]]
"""Where a feed stands, its items, and how it is written."""


def _files(items: Sequence[Item], school: School, now: datetime) -> Iterator[_File]:
    at = f"{school.site.url}/feeds"
    yield PurePosixPath("feeds/rss.xml"), items, partial(rss, items, school, now=now, self_url=f"{at}/rss.xml")
    yield PurePosixPath("feeds/atom.xml"), items, partial(atom, items, school, now=now, self_url=f"{at}/atom.xml")
    for category in sorted({item.category for item in items}):
        if not _SLUG.fullmatch(category):
            raise BuildFailed(
                "a category's name cannot be the name of a feed",
                fix="use small letters, figures and hyphens, and neither 'rss' nor 'atom'",
            )
        chosen = [item for item in items if item.category == category]
        title = f"{school.site.title}: {category}"
        self_url = f"{at}/{category}.xml"
        write = partial(rss, chosen, school, now=now, self_url=self_url, title=title)
        yield PurePosixPath(f"feeds/{category}.xml"), chosen, write
    for audience in school.classes:
        chosen = [item for item in items if audience in item.audience]
        path = f"feeds/audience/{slug(audience)}.xml"
        if chosen:
            title = f"{school.site.title}: {audience}"
            self_url = f"{school.site.url}/{path}"
            write = partial(rss, chosen, school, now=now, self_url=self_url, title=title)
            yield PurePosixPath(path), chosen, write


def rss(items: Sequence[Item], school: School, *, now: datetime, self_url: str, title: str | None = None) -> bytes:
    """RSS 2.0 of the newest `school.feed_entries` items; `now` dates only a feed without any.

    The guid is the post's id, which outlives file, title and address. An item carries one enclosure, its first photo,
    as readers expect; all photos stand in its content. BuildFailed when a post's words cannot stand in a feed.
    """
    feed = _start(school, updated=_updated(items, now), self_url=self_url, kind=_RSS, title=title)
    for item in items[: school.feed_entries]:
        entry = _entry(feed, item, school)
        entry.id(item.post)
        entry.link(rel="alternate", href=item.permalink)
        entry.description(escape(item.summary, quote=False))  # readers take an RSS description for HTML
        entry.content(content(item, school), type="html")
        for photo in item.media[:1]:
            entry.link(
                rel="enclosure", href=f"{school.site.url}/{photo.file}", type=photo.type, length=str(photo.bytes)
            )
    return feed.rss_str(pretty=True)


def atom(items: Sequence[Item], school: School, *, now: datetime, self_url: str, title: str | None = None) -> bytes:
    """Atom (RFC 4287) of the same items; ids are name-based UUIDs of the site's host and the post's id."""
    feed = _start(school, updated=_updated(items, now), self_url=self_url, kind=_ATOM, title=title)
    for item in items[: school.feed_entries]:
        entry = _entry(feed, item, school)
        entry.id(urn(school, item.post))
        entry.summary(item.summary)
        entry.content(content(item, school), type="html")
        entry.register_extension("links", _Links, rss=False)
        entry.links.add({"rel": "alternate", "type": "text/html", "href": item.permalink})
        for photo in item.media:
            address = f"{school.site.url}/{photo.file}"
            measures = {"type": photo.type, "length": str(photo.bytes), "title": photo.alt}
            entry.links.add({"rel": "enclosure", "href": address, **measures})
    return feed.atom_str(pretty=True)


def _updated(items: Sequence[Item], now: datetime) -> datetime:
    return items[0].published if items else now


def _start(school: School, *, updated: datetime, self_url: str, kind: str, title: str | None) -> _Feed:
    feed: _Feed = FeedGenerator()
    feed.id(urn(school, urlsplit(self_url).path))
    feed.title(title or school.site.title)
    feed.subtitle(school.site.tagline)
    feed.link(rel="self", href=self_url, type=kind)
    if school.feed_hub:
        feed.link(rel="hub", href=school.feed_hub)
    feed.link(rel="alternate", href=f"{school.site.url}/", type="text/html")  # the last link is the RSS channel's
    feed.author(name=school.name)
    feed.language(school.site.lang)
    feed.updated(updated.astimezone(school.site.timezone))
    feed.generator("Schoolgate")
    return feed


def _entry(feed: _Feed, item: Item, school: School) -> _Entry:
    """An entry with what RSS and Atom share."""
    words = (item.title, item.summary, item.html, item.category, *item.tags, *(photo.alt for photo in item.media))
    if any(_NO_TEXT.search(word) for word in words):
        raise BuildFailed(
            f"{item.source}: a character that nobody can see, and that no feed may carry",
            fix="type that line anew instead of pasting it",
        )
    entry = feed.add_entry(order="append")
    entry.title(item.title)
    entry.category([{"term": term} for term in dict.fromkeys((item.category, *item.tags))])
    entry.published(item.published.astimezone(school.site.timezone))
    entry.updated(item.published.astimezone(school.site.timezone))
    return entry


def content(item: Item, school: School) -> str:
    """The body and after it the photos, so that their alternative texts reach every reader."""
    body = _Absolute(item.permalink)
    try:
        body.feed(item.html)
        body.close()
    except ValueError as error:
        raise BuildFailed(f"{item.source}: a link that leads nowhere", fix="correct the link's address") from error
    photos = (
        f'<p><img src="{school.site.url}/{escape(str(photo.file))}" alt="{escape(photo.alt)}"></p>'
        for photo in item.media
    )
    return "".join((*body.out, *photos))


class _Links:
    """An extension for an Atom entry's links, of which feedgen itself writes the address alone, without a relation."""

    def __init__(self) -> None:
        self._links: list[Mapping[str, str]] = []

    def add(self, attributes: Mapping[str, str]) -> None:
        self._links.append(attributes)

    def extend_atom(self, entry: _Element) -> None:
        for attributes in self._links:
            entry.append(entry.makeelement("link", attributes))


class _Absolute(HTMLParser):
    """Sanitised HTML with every address made absolute; all else as it was, comments left out."""

    def __init__(self, base: str) -> None:
        super().__init__(convert_charrefs=False)
        self.out: list[str] = []
        self._base = base

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        shown = (f' {name}="{escape(self._value(name, value or ""))}"' for name, value in attrs)
        self.out.append(f"<{tag}{''.join(shown)}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.out.append(data)

    def handle_entityref(self, name: str) -> None:
        self.out.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.out.append(f"&#{name};")

    def _value(self, name: str, value: str) -> str:
        return urljoin(self._base, value) if name in ("href", "src") else value
