"""What does one finished HTML file say and ask for? Its words and addresses, and everything that must not be there."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser

_ALLOWED = """
    html head meta title link body header nav main footer section article address div span p br hr h1 h2 h3 h4 h5 h6
    ul ol li dl dt dd a strong em b i small abbr code pre blockquote time figure figcaption picture source img
    table caption thead tbody tr th td
"""
_NEEDED = """
    id class lang dir title role tabindex href rel type media name content charset property src srcset sizes alt width
    height loading decoding fetchpriority datetime scope colspan rowspan start reversed http-equiv
"""
_DANGEROUS = "script style iframe frame object embed form input button select textarea svg math base video audio"
_ASKED = frozenset({"data-search", "data-label", "data-found"})
"""What the script of the search is told."""
_ELEMENTS, _ATTRIBUTES, _TELLING = (frozenset(words.split()) for words in (_ALLOWED, _NEEDED, _DANGEROUS))
_VOID = frozenset({"meta", "link", "br", "hr", "img", "source"})
_INLINE = frozenset({"a", "strong", "em", "b", "i", "small", "abbr", "code", "span", "time"})
_ARIA = re.compile(r"aria-[a-z]+")
_LINKS = frozenset({"canonical", "stylesheet", "icon", "alternate"})
_SEARCH = re.compile(r"(?:/[\w.-]+)*/theme/search\.js", re.ASCII)
_DATA = ("script", (("type", "application/ld+json"),))
"""A script that no browser runs: it describes the page to search engines."""
_POLICY = "content-security-policy"

Token = str | tuple[str, tuple[tuple[str, str], ...]]
"""Words, or a start or end tag with its attributes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A URL as written; `loads` where a browser asks for it by itself, `anchors` where a person follows it."""

    url: str
    loads: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The facts of one page; words have their white space folded.

    `body` are the tokens inside `<div class="post-body">` and `body_words` its words; `metas` pairs each meta's name or
    property with its content; `strange` says in plain words what has no place in a page, without quoting it.
    """

    lang: str
    titles: tuple[str, ...]
    headings: tuple[str, ...]
    metas: tuple[tuple[str, str], ...]
    addresses: tuple[Address, ...]
    ids: frozenset[str]
    bodies: int
    body: tuple[Token, ...]
    body_words: str
    data: tuple[str, ...]
    strange: tuple[str, ...]


def read_page(html: str) -> Page:
    """Read a whole file, or a piece of HTML as a feed carries it."""
    reader = _Reader()
    if not _read_strictly(html, reader):
        reader = _Reader()
        reader.feed(html)
    reader.close()
    return Page(
        lang=reader.lang,
        titles=tuple(fold("".join(words)) for words in reader.words["title"]),
        headings=tuple(fold("".join(words)) for words in reader.words["h1"]),
        metas=tuple(reader.metas),
        addresses=tuple(reader.addresses),
        ids=frozenset(reader.ids),
        bodies=reader.bodies,
        body=tuple(reader.body),
        body_words=words_of(reader.body),
        data=tuple("".join(pieces) for pieces in reader.data),
        strange=tuple(dict.fromkeys(reader.strange)),
    )


_PIECE = re.compile(
    r"<([a-z][a-z0-9]*)((?:[ \n]+[a-z][a-z-]*=\"[^\"<>]*\")*)[ \n]*>|</([a-z][a-z0-9]*)>|([^<]+)"
    r"|<!DOCTYPE html>"
)
_RAW_DATA = re.compile(r"([^<]*)</script>")
_ATTRIBUTE = re.compile(r"([a-z][a-z-]*)=\"([^\"]*)\"")
_RAW = frozenset({"script", "style", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext"})


def _read_strictly(html: str, reader: "_Reader") -> bool:
    """Read HTML that is written as plainly as ours is, ten times as fast; False where it is not, and nobody guesses.

    Every browser takes these pieces for the same: lower-case tags whose attributes all have values in double quotes,
    and words without a `<`. Anything else is left to the parser of the library.
    """
    end = 0
    while piece := _PIECE.match(html, end):
        end = piece.end()
        started, attributes, ended, words = piece.groups()
        if started:
            reader.handle_starttag(started, _attributes(attributes))
            if started in _RAW:
                data = _RAW_DATA.match(html, end) if started == "script" else None
                if not data:
                    return False
                reader.handle_data(data[1])
                reader.handle_endtag(started)
                end = data.end()
        elif ended:
            reader.handle_endtag(ended)
        elif words:
            if reader.listens:
                reader.handle_data(unescape(words))
        else:
            reader.handle_decl("DOCTYPE html")
    return end == len(html)


@lru_cache(maxsize=2**16)
def _attributes(written: str) -> tuple[tuple[str, str | None], ...]:
    return tuple((name, unescape(value)) for name, value in _ATTRIBUTE.findall(written))


def tokens(html: str) -> tuple[Token, ...]:
    """The same tokens as of a page's body, for a piece of sanitised HTML."""
    return read_page(f'<div class="post-body">{html}</div>').body


def words_of(body: "list[Token] | tuple[Token, ...]") -> str:
    """Words with white space folded; what is set apart on the page is apart here."""
    pieces = (
        token if isinstance(token, str) else "" if token[0].removeprefix("/") in _INLINE else " " for token in body
    )
    return fold("".join(pieces))


def fold(words: str) -> str:
    """Every run of white space as one space."""
    return " ".join(words.split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lang = ""
        self.words: dict[str, list[list[str]]] = {"title": [], "h1": []}
        self.metas: list[tuple[str, str]] = []
        self.addresses: list[Address] = []
        self.ids: list[str] = []
        self.bodies = 0
        self.body: list[Token] = []
        self.data: list[list[str]] = []
        self.strange: list[str] = []
        self._open: list[str] = []
        self._inside = 0

    @property
    def listens(self) -> bool:
        """Whether words that stand here are part of any fact."""
        return bool(self._inside) or "h1" in self._open or "title" in self._open

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        pairs, values, strange, addresses = _facts(tag, tuple(attrs))
        self.strange.extend(strange)
        if self._inside:
            self._add((tag, pairs))
        if tag == "html":
            self.lang = values.get("lang", "")
        if tag in self.words:
            self.words[tag].append([])
        if (tag, pairs) == _DATA:
            self.data.append([])
        if tag == "meta":
            self.metas.append((values.get("name") or values.get("property") or "", values.get("content", "")))
        if "id" in values:
            self.ids.append(values["id"])
        self.addresses.extend(addresses)
        if tag not in _VOID:
            self._open.append(tag)
        if tag == "div" and values.get("class") == "post-body" and not self._inside:
            self.bodies += 1
            self._inside = len(self._open)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            self.strange.append("an element that ends where another is open")
            return
        if self._inside == len(self._open):
            self._inside = 0
        self._open.pop()
        if self._inside:
            self._add(("/" + tag, ()))

    def handle_data(self, data: str) -> None:
        if self._inside:
            self._add(data)
        if self._open[-1:] == ["script"] and self.data:
            self.data[-1].append(data)
        for tag in self.words:
            if tag in self._open:
                self.words[tag][-1].append(data)

    def handle_comment(self, data: str) -> None:
        del data
        self.strange.append("a comment, in which words can hide")

    def handle_decl(self, decl: str) -> None:
        if decl.lower() != "doctype html":
            self.strange.append("a declaration that is no HTML")

    def handle_pi(self, data: str) -> None:
        del data
        self.strange.append("a processing instruction")

    unknown_decl = handle_pi

    def close(self) -> None:
        super().close()
        if self._open:
            self.strange.append("an element without its end")

    def _add(self, token: Token) -> None:
        if isinstance(token, str) and self.body and isinstance(self.body[-1], str):
            self.body[-1] += token
        else:
            self.body.append(token)


@lru_cache(maxsize=2**16)
def _facts(
    tag: str, attrs: tuple[tuple[str, str | None], ...]
) -> tuple[tuple[tuple[str, str], ...], dict[str, str], tuple[str, ...], tuple[Address, ...]]:
    """Of one start tag, however often it stands there: its attributes, what is strange of it, and its addresses."""
    pairs = tuple((name, value or "") for name, value in attrs)
    values = dict(pairs)
    return pairs, values, tuple(_strange(tag, pairs, values)), tuple(_addresses(tag, values))


def _strange(tag: str, pairs: tuple[tuple[str, str], ...], values: dict[str, str]) -> Iterator[str]:
    search = tag == "script" and values.keys() == {"type", "src"} and _SEARCH.fullmatch(values["src"])
    if tag not in _ELEMENTS and (tag, pairs) != _DATA and not search:
        yield f"<{tag}>" if tag in _TELLING else "an element that no page of ours needs"
    if len(values) < len(pairs):
        yield "an attribute given twice"
    for name in values:
        if name not in _ATTRIBUTES and name not in _ASKED and not _ARIA.fullmatch(name):
            yield f"an attribute that {'runs a script' if name.startswith('on') else 'no page of ours needs'}"
    if values.get("http-equiv", _POLICY).lower() != _POLICY:
        yield "a <meta> that commands the browser"
    if tag == "img" and "alt" not in values:
        yield "an image without alt text"
    if tag == "link" and values.get("rel") not in _LINKS:
        yield "a <link> of an unknown kind"


def _addresses(tag: str, values: dict[str, str]) -> Iterator[Address]:
    if "href" in values:
        yield Address(url=values["href"], loads=tag == "link" and values.get("rel") in ("stylesheet", "icon"))
    if "src" in values:
        yield Address(url=values["src"], loads=True)
    for candidate in filter(None, (part.strip() for part in values.get("srcset", "").split(","))):
        yield Address(url=candidate.split()[0], loads=True)
    if values.get("property") in ("og:image", "og:url"):
        yield Address(url=values.get("content", ""), loads=values["property"] == "og:image")
