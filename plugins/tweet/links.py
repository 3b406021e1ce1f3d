"""Which parts of a text does X turn into links? Each of them weighs 23, whatever its length.

The rules are those of twitter-text v3, held to its conformance cases: an address needs a domain that exists in the DNS
root (`tlds.txt`), with a protocol it may be written in any script, without one in Latin letters only.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import regex  # type: ignore[import-untyped] # its stubs are no dependency of ours

_LATIN = r"a-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0300-\u036f\u1e00-\u1eff"
_HOST = r"[^\s\p{C}!-\/:-@\[-`{-~]"  # a character of a host name: any script, no ASCII punctuation
_PATH = r"[\p{Cyrillic}a-z0-9!*';:=+,.$\/%#\[\]\-\u2013_~@|&" + _LATIN + "]"
_BRACKETS = rf"\((?:{_PATH}|\({_PATH}++\))++\)"
_PATH_END = r"[\p{Cyrillic}a-z0-9=_#\/+\-" + _LATIN + "]"
_QUERY = r"\?[a-z0-9!?*'@();:&=+$\/%#\[\]\-_.,~|]*[a-z0-9\-_&=#\/]"
_TLD = r"\L<tlds>(?![a-z0-9@+-])"


def _host(letter: str) -> str:
    """Labels of at most 63 characters; underscores may stand in a subdomain only."""
    return rf"(?:{letter}(?:[-_]*+{letter}){{0,62}}+\.){{0,126}} {letter}(?:-*+{letter}){{0,62}}+\. {_TLD}"


_LINK = rf"""
    (?: (?<![a-z0-9@$\#\uff20\uff03]) (?P<scheme>https?://) (?P<host> {_host(_HOST)} )
      | (?<![{_LATIN}@$\#\uff20\uff03\-_./]) (?P<host> {_host(f"[{_LATIN}]")} ) )
    (?: :[0-9]++ )?
    (?P<path> /(?: (?:{_PATH}|{_BRACKETS})* (?:{_PATH_END}|{_BRACKETS}) )? )?
    (?: {_QUERY} )?
"""
_LATIN_DOMAIN = rf"(?: [-{_LATIN}]++\. )+ {_TLD}"
_SHORT = regex.compile(rf"https?://t\.co/(?P<slug>[a-z0-9]++)(?:{_QUERY})?", regex.I)

_LONGEST_LABEL = 63
_LONGEST_SLUG = 40


def find_links(text: str) -> list[tuple[int, int]]:
    """Start and end (exclusive) of each link of a text in NFC, in code points, from left to right."""
    links: list[tuple[int, int]] = []
    for match in _pattern(_LINK).finditer(text):
        if all(_is_label(label) for label in match["host"].split(".")):
            links.extend(_full(match) if match["scheme"] else _bare(match, text))
    return links


def _full(match: regex.Match[str]) -> Iterator[tuple[int, int]]:
    """A link with its protocol; X's own short links end where their slug and query end."""
    short = _SHORT.match(match[0])
    if short is None:
        yield match.span()
    elif len(short["slug"]) <= _LONGEST_SLUG:
        yield match.start(), match.start() + short.end()


def _bare(match: regex.Match[str], text: str) -> Iterator[tuple[int, int]]:
    """Domains in Latin letters inside a host without a protocol; a path belongs to the last of them."""
    domains = [found.span() for found in _pattern(_LATIN_DOMAIN).finditer(text, *match.span("host"))]
    if domains and match["path"]:
        domains[-1] = (domains[-1][0], match.end())
    yield from domains


def _is_label(label: str) -> bool:
    """Whether a part of a host fits the DNS once it is written in ASCII."""
    if label.isascii():
        return True  # the pattern has counted its characters
    return not label.lower().startswith("xn--") and len("xn--") + len(label.encode("punycode")) <= _LONGEST_LABEL


@cache
def _pattern(source: str) -> regex.Pattern[str]:
    lines = Path(__file__).with_name("tlds.txt").read_text(encoding="utf-8").splitlines()
    return regex.compile(source, regex.I | regex.X, tlds=[line for line in lines if not line.startswith("#")])
