"""What of a built site tells a withdrawn post? Its page, its pictures, and every list and feed that shows it.

No template and no rule is asked, so that it works when nothing can be built. What cannot be cut out finely is cut out
coarsely: rather an empty page than one that still shows the post. The next build makes every page whole again.
"""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

from plugins.mirror.tombstone import replace_file

_PHOTO = re.compile(r"(?:photos|cards)/[^\s\"',;<>&?#]+")
_LISTING = frozenset({"li", "article", "section", "nav", "header", "footer", "main", "body"})
_OWN_WORDS = "post-body"
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """What was found of a post: `photos` that nothing else shows and that are gone, `shared` that others still show.

    Both are paths below the site.
    """

    photos: tuple[str, ...]
    shared: tuple[str, ...]


def unpublish(site: Path, path: str, url: str) -> Removed:
    """Take the post at `path` (news/x/) out of the built `site`, whose address is `url`; its own page goes last.

    Other posts that mention it in their own words keep the link. Files are replaced, never written into. Run again
    after being stopped, it goes on; on a site without the post it changes nothing.
    """
    own = site / path / "index.html"
    wanted = frozenset(_PHOTO.findall(own.read_text(encoding="utf-8"))) if own.is_file() else frozenset()
    addresses = _addresses(path, url)
    for page in site.rglob("*.html"):
        if page != own:
            _rewrite(page, lambda text: _without(text, addresses))
    for document in site.rglob("*.xml"):
        _rewrite(document, lambda text: _without_entry(text, f"{url}/{path}"))
    for told in (*site.rglob("*.json"), *site.rglob("*.ics")):
        _rewrite(told, lambda text: _without_told(text, f"{url}/{path}"))
    if wanted or own.is_file():
        shutil.rmtree(site / "pagefind", ignore_errors=True)  # its index cannot be cut; the next publish makes it anew
    shared = wanted & frozenset(_still_shown(site, own))
    for photo in wanted - shared:
        (site / photo).unlink(missing_ok=True)
    (own.parent / "event.ics").unlink(missing_ok=True)
    own.unlink(missing_ok=True)
    return Removed(photos=tuple(sorted(wanted - shared)), shared=tuple(sorted(shared)))


def _addresses(path: str, url: str) -> frozenset[str]:
    starts = (f"{url}/", f"{urlsplit(url).path}/")
    return frozenset(f"{start}{end}" for start in starts for end in (path, path.rstrip("/"), f"{path}index.html"))


def _still_shown(site: Path, own: Path) -> Iterator[str]:
    for page in (*site.rglob("*.html"), *site.rglob("*.xml"), *site.rglob("*.json")):
        if page != own:
            yield from _PHOTO.findall(page.read_text(encoding="utf-8"))


def _rewrite(file: Path, change: Callable[[str], str]) -> None:
    before = file.read_bytes().decode("utf-8", "replace")
    after = change(before)
    if after != before:
        replace_file(file, after)


def _without_entry(text: str, permalink: str) -> str:
    """A feed or sitemap without the entry of that address; a link inside another entry's words is escaped there."""
    address = re.escape(permalink)
    own = re.compile(rf"<link[^<>]*?(?:>\s*|\shref=[\"']){address}|<loc>\s*{address}\s*</loc>")

    def keep(entry: re.Match[str]) -> str:
        return "" if own.search(entry[0]) else entry[0]

    return re.sub(r"\s*<(item|entry|url)>.*?</\1>", keep, text, flags=re.DOTALL)


def _without_told(text: str, permalink: str) -> str:
    """A JSON Feed or a calendar without the entry of that address; a calendar's long lines are folded."""
    if text.startswith("BEGIN:VCALENDAR"):
        own = re.compile(rf"^URL[^:\r]*:{re.escape(permalink)}\r$", re.MULTILINE)
        pieces = re.split(r"(?<=\r\n)(?=BEGIN:VEVENT\r\n)|(?<=END:VEVENT\r\n)", text)
        return "".join(piece for piece in pieces if not own.search(re.sub(r"\r\n[ \t]", "", piece)))
    try:
        feed = json.loads(text)
        feed["items"] = [entry for entry in feed["items"] if entry["url"] != permalink]
    except (ValueError, LookupError, TypeError):
        return text
    return json.dumps(feed, ensure_ascii=False, indent=1)


def _without(text: str, addresses: frozenset[str]) -> str:
    """A page without every listing that leads to one of the addresses."""
    finder = _Listings(text, addresses)
    finder.feed(text)
    finder.close()
    kept, at = [], 0
    for start, end in sorted(finder.cuts):
        if start >= at:
            kept.append(text[at:start])
        at = max(at, end)
    return "".join((*kept, text[at:]))


@dataclass(slots=True)
class _Open:
    """An element that is not closed yet: where it starts, whether it must go, whether it holds a post's own words."""

    tag: str
    start: int
    own_words: bool
    doomed: bool = False


class _Listings(HTMLParser):
    """Finds, for each link to the post, the smallest part of the page that stands for one thing in a list."""

    def __init__(self, text: str, addresses: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.cuts: list[tuple[int, int]] = []
        self._text = text
        self._addresses = addresses
        self._open: list[_Open] = []
        self._lines = [0]
        for line in text.split("\n"):  # the only line end that the parser counts
            self._lines.append(self._lines[-1] + len(line) + 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            own_words = any(name == "class" and _OWN_WORDS in (value or "").split() for name, value in attrs)
            self._open.append(_Open(tag, self._here(), own_words))
        leads_there = any(
            name == "href" and (value or "").partition("#")[0] in self._addresses for name, value in attrs
        )
        if leads_there and not any(element.own_words for element in self._open):
            self._doom()

    def handle_endtag(self, tag: str) -> None:
        places = [place for place, element in enumerate(self._open) if element.tag == tag]
        for place in places[-1:]:
            here = self._here()
            for element in self._open[place:]:
                if element.doomed:
                    end = self._text.find(">", here) + 1 if element is self._open[place] else here
                    self.cuts.append((element.start, end))
            del self._open[place:]

    def close(self) -> None:
        super().close()
        self.cuts.extend((element.start, len(self._text)) for element in self._open if element.doomed)

    def _doom(self) -> None:
        around = [element for element in self._open if element.tag in _LISTING]
        for element in (around or self._open)[-1:]:
            element.doomed = True

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column
