"""Is what was judged what would be published? The finished site is read again, file by file, before it goes public.

Pelican resolves links and runs every template after the gate, so nothing of its output is taken on trust.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from plugins.detect import events, feed, search
from plugins.detect.document import AGAIN, LINK, THEME, Document, Judge, addresses, judge
from plugins.detect.folder import files
from plugins.detect.page import Address, fold, read_page, tokens, words_of
from plugins.model.finding import OUTPUT, Detection, Place
from plugins.model.manifest import Item, Manifest
from plugins.model.post import Kind, Post
from plugins.model.school import School

_AWAY = frozenset({"https", "mailto", "tel"})
_TRICKS = re.compile(r"[\x00-\x20\x7f-\xa0\\]")
_MAGIC = {
    ".jpg": re.compile(rb"\xff\xd8\xff"),
    ".png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    ".webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
    ".avif": re.compile(rb"....ftypavif", re.DOTALL),
    ".woff2": re.compile(rb"wOF2"),
}
_ACTIVE = {
    ".css": re.compile(r"@import|url\(\s*['\"]?\s*(?:[a-z]+:|//)", re.IGNORECASE),
    ".svg": re.compile(
        r"<script|<foreignobject|<!|href|\bon[a-z]+\s*=|@import|url\(\s*['\"]?\s*[^#'\"\s]", re.IGNORECASE
    ),
}
_PLAIN = frozenset({"theme/OFL.txt", "robots.txt", ".well-known/security.txt", "_headers"})
"""Plain text that holds no word of any post."""
_TOLD = frozenset({".xml", ".ics", ".json"})
"""Forms in which posts are told, each read and compared with the build's list."""


def inspect(
    site: Path, manifest: Manifest, school: School, posts: Sequence[Post], judge: Judge = judge
) -> tuple[Detection, ...]:
    """Everything in the built `site` that differs from what was judged, in the order of its paths; nothing is quoted.

    `posts` are all posts and pages that were judged and built; `judge` looks at one page by itself. Pictures are only
    held to their kind here; what else they carry is measured by `metadata`. A dead link that a post has of its author
    is left to `dead_links`.
    """
    paths, wrong = files(site)
    strange = {_found(path, note) for path, note in wrong.items()}
    expected = {f"{post.path}index.html": post for post in posts}
    pages = {
        path: judge((site / path).read_bytes(), expected.get(path), school) for path in paths if path.endswith(".html")
    }
    told = frozenset(_inside(link.target, school.site.url) for post in posts for link in post.links)
    built = _Site(root=site, url=school.site.url, paths=frozenset(paths), pages=pages, told=told)
    return tuple(
        sorted(
            {
                *strange,
                *_listed(built, manifest),
                *_posts(built, manifest, posts),
                *_feeds(built, manifest, school),
                *_calendars(built, manifest),
                *_searches(built, manifest),
            }
            | {found for path in paths for found in _file(built, path)},
            key=lambda found: (found.place, found.note),
        )
    )


def dead_links(manifest: Manifest, school: School, posts: Sequence[Post]) -> tuple[Detection, ...]:
    """The links of the posts' own words to pages that this site does not have, each where its author wrote it."""
    paths = {path.as_posix() for path in manifest.files}
    return tuple(
        Detection(
            kind=OUTPUT,
            place=Place(path=f"content/{post.source}", line=link.line),
            note="this link leads to no page of the site",
            remedy=LINK,
        )
        for post in sorted(posts, key=lambda post: post.source)
        for link in post.links
        if (file := _inside(link.target, school.site.url)) is not None and file not in paths
    )


def _inside(url: str, site_url: str) -> str | None:
    """The file of this site behind an address; None for an address elsewhere."""
    for start in (f"{site_url}/", f"{urlsplit(site_url).path}/"):
        if url.startswith(start) and not url.startswith("//"):
            path = unquote(url.removeprefix(start).partition("#")[0])
            return f"{path}index.html" if not path or path.endswith("/") else path
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Site:
    root: Path
    url: str
    paths: frozenset[str]
    pages: dict[str, Document]
    told: frozenset[str | None]
    _wrongs: dict[Address, str] = field(default_factory=dict)

    def wrong(self, address: Address) -> str:
        """What is wrong with an address, looked at once however many pages have it; empty where nothing is."""
        if address not in self._wrongs:
            self._wrongs[address] = _wrong(self, address)
        return self._wrongs[address]

    def inside(self, url: str) -> str | None:
        return _inside(url, self.url)


def _found(path: str, note: str, remedy: str = THEME) -> Detection:
    return Detection(kind=OUTPUT, place=Place(path=path), note=note, remedy=remedy)


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


def _listed(site: _Site, manifest: Manifest) -> Iterator[Detection]:
    listed = {path.as_posix() for path in manifest.files}
    for path in site.paths - listed:
        yield _found(path, "a file that the build does not list", AGAIN)
    for path in listed - site.paths:
        yield _found(path, "listed by the build and not there", AGAIN)


def _file(site: _Site, path: str) -> Iterator[Detection]:
    suffix = PurePosixPath(path).suffix
    if suffix == ".html":
        for note, remedy in site.pages[path].wrong:
            yield _found(path, note, remedy)
        yield from _dead(site, path, site.pages[path].addresses)
    elif suffix in _MAGIC:
        with open(f"{site.root}/{path}", "rb", buffering=0) as picture:  # noqa: PTH123 - of thousands, each day
            if not _MAGIC[suffix].match(picture.read(16)):
                yield _found(path, "a file of another kind than its name says")
    elif suffix in _ACTIVE:
        if _ACTIVE[suffix].search(_text(site.root / path)):
            yield _found(path, "something that runs, or asks another site for a file")
    elif suffix not in _TOLD and path not in _PLAIN and not _is_search(path):
        yield _found(path, "a kind of file that this site does not have")


def _is_search(path: str) -> bool:
    return path in search.PROGRAMS or path.startswith("pagefind/")


def _searches(site: _Site, manifest: Manifest) -> Iterator[Detection]:
    for path in sorted(path for path in site.paths if _is_search(path)):
        if wrong := search.wrong(path, (site.root / path).read_bytes(), manifest.items):
            yield _found(path, wrong)


def _dead(site: _Site, path: str, away: Iterable[Address]) -> Iterator[Detection]:
    for address in away:
        if wrong := site.wrong(address):
            yield _found(path, wrong, LINK)


def _wrong(site: _Site, address: Address) -> str:
    if _TRICKS.search(address.url):
        return "an address with hidden characters or a backslash"
    inside = site.inside(address.url)
    if inside is not None:
        return "" if inside in site.paths | site.told else "a dead link: this site has no such page or file"
    if address.loads:
        return "a file asked of another site"
    scheme = address.url.partition(":")[0].lower() if ":" in address.url else ""
    return "" if scheme in _AWAY else "an address that is neither of this site nor https, mailto or tel"


def _posts(site: _Site, manifest: Manifest, posts: Sequence[Post]) -> Iterator[Detection]:
    for post in posts:
        if f"{post.path}index.html" not in site.pages:
            yield _found(f"{post.path}index.html", "the page of a judged post is missing", AGAIN)
    judged = {post.id: _facts(post) for post in posts if post.kind is Kind.POST}
    listed = {item.post: _facts(item) for item in manifest.items}
    for name in judged.keys() | listed.keys():
        if judged.get(name) != listed.get(name):
            yield _found(f"news/{name}/index.html", "the build's list tells another post than was judged", AGAIN)


def _facts(post: Post | Item) -> tuple[str, ...]:
    return (post.content_hash, post.title, post.summary, post.html, post.category, post.lang, *post.tags)


def _feeds(site: _Site, manifest: Manifest, school: School) -> Iterator[Detection]:
    for path in {"feeds/rss.xml", "feeds/atom.xml", "sitemap.xml"} - site.paths:
        yield _found(path, "missing", AGAIN)
    for path in sorted(path for path in site.paths if path.endswith((".xml", ".json")) and not _is_search(path)):
        data = (site.root / path).read_bytes()
        try:
            if path.endswith(".json"):
                yield from _feed(site, path, feed.json_entries(data), _newest(path, "", manifest, school))
                continue
            root = feed.parse(data)
        except ValueError as error:
            yield _found(path, str(error))
            continue
        if path != "sitemap.xml":
            yield from _feed(site, path, feed.entries(root), _newest(path, feed.title(root), manifest, school))
        elif any(site.inside(address) not in site.pages for address in feed.locations(root)):
            yield _found(path, "an address that this site does not have")


def _newest(path: str, title: str, manifest: Manifest, school: School) -> Sequence[Item]:
    name, audience = Path(path).stem, title.removeprefix(f"{school.site.title}: ")
    if path.startswith("feeds/audience/"):
        items = [item for item in manifest.items if audience in item.audience]
    else:
        items = [item for item in manifest.items if name in ("rss", "atom", "feed", item.category)]
    return items[: school.feed_entries]


def _feed(site: _Site, path: str, entries: Sequence[feed.FeedEntry], items: Sequence[Item]) -> Iterator[Detection]:
    told = [(e.title, e.link, fold(e.summary), _words(e.content)) for e in entries]
    listed = [(i.title, i.permalink, fold(i.summary), _words(i.html)) for i in items]
    if told != listed:
        yield _found(path, "other entries or words than the build's list has")
    elif any(not entry.more <= _more(site, item) for entry, item in zip(entries, items, strict=True)):
        yield _found(path, "an entry with more words or pictures than its post has")
    ids = [entry.id for entry in entries]
    names = len(set(ids)) == len(ids) and all(name.startswith("urn:uuid:") for name in ids)
    if not (names if path == "feeds/atom.xml" else ids == [item.post for item in items]):
        yield _found(path, "ids that are not made of the posts' own")
    for entry in entries:
        piece = _piece(entry.content)
        away, broken = addresses(piece)
        yield from (_found(path, strange) for strange in piece.strange)
        yield from (_found(path, note, remedy) for note, remedy in broken)
        yield from _dead(site, path, away)


_piece = lru_cache(maxsize=256)(read_page)  # one entry stands in several feeds


@lru_cache(maxsize=256)
def _words(html: str) -> str:
    return words_of(tokens(html))


def _more(site: _Site, item: Item) -> frozenset[str]:
    pictures = (word for photo in item.media for word in (f"{site.url}/{photo.file}", photo.type, photo.alt))
    return frozenset((item.lang, item.category, *item.tags, *pictures))


def _calendars(site: _Site, manifest: Manifest) -> Iterator[Detection]:
    items = [item for item in manifest.items if item.event]
    for path in sorted(path for path in site.paths if path.endswith(".ics")):
        if wrong := events.wrong(path, (site.root / path).read_bytes(), items, site.url):
            yield _found(path, wrong)
