"""What stands where a withdrawn post stood? A page that says so, and a word to feed readers; never what it said."""

import os
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit
from xml.sax.saxutils import quoteattr

from plugins.model.phrases import Phrases, direction
from plugins.model.school import School

GONE = "gone.txt"
_ICON = "thistle.svg"
_NAMESPACE = "http://purl.org/atompub/tombstones/1.0"
_PAGE = """\
<!DOCTYPE html>
<html lang="{lang}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self'; style-src 'self'; \
font-src 'self'; base-uri 'none'; form-action 'none'">
<title>{withdrawn} · {site}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex, noarchive">
{style}</head>
<body>
<header class="top">
<div class="wide"><a class="brand name" href="{base}/">{site}</a></div>
</header>
<main id="content" class="wide">
<h1>{withdrawn}</h1>
<p>{plea}</p>
<p><a class="button" href="{base}/">{onward}</a></p>
</main>
<footer class="bottom">
<div class="wide">
<address>{school}<br>
<a href="tel:{number}" dir="ltr">{phone}</a><br>
<a href="mailto:{email}">{email}</a></address>
</div>
</footer>
</body>
</html>
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grave:
    """One withdrawn post: `path` of its page below the site (news/x/), `urn` of its Atom entry, and since when."""

    path: str
    urn: str
    at: datetime


def mark(site: Path, graves: Sequence[Grave], school: School, say: Phrases) -> tuple[PurePosixPath, ...]:
    """Put the tombstones into a built site, whatever stands there; the pages that were written, sorted.

    The Atom feed names the newest as deleted (RFC 6721); RSS has no such word. Files are replaced, never written into.
    """
    written = []
    page = _page(site, school, say)
    for grave in graves:
        path = PurePosixPath(grave.path) / "index.html"
        replace_file(site / path, page)
        written.append(path)
    _tell_feed(site / "feeds" / "atom.xml", graves, school)
    return tuple(sorted(written))


def deleted(feed: bytes) -> frozenset[str]:
    """The ids (urns) of the entries that such a feed names as deleted."""
    return frozenset(re.findall(r'<at:deleted-entry [^<>]*ref="([^"]+)"', feed.decode("utf-8", "replace")))


def list_gone(directory: Path, graves: Sequence[Grave], prefix: str) -> None:
    """Write `gone.txt` beside the site, not into it: addresses for a web server that can answer 410, one a line."""
    if not graves:
        return
    lines = sorted(f"{prefix}/{grave.path}\n" for grave in graves)
    replace_file(directory / GONE, "".join(lines))
    (directory / GONE).chmod(0o644)  # for a web server, whatever the publisher's umask says


def replace_file(target: Path, text: str) -> None:
    """Whole or not at all; the old bytes stay where other links to them are."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".new-{secrets.token_hex(4)}")
    try:
        fresh.write_bytes(text.encode())
        os.replace(fresh, target)  # noqa: PTH105 - one word for what it does
    finally:
        fresh.unlink(missing_ok=True)


def _page(site: Path, school: School, say: Phrases) -> str:
    base = urlsplit(school.site.url).path
    style = "".join(
        f'<link rel="{kind}" href="{escape(base)}/theme/{escape(file.name)}">\n'
        for kind, pattern in (("stylesheet", "*.css"), ("icon", _ICON))
        for file in sorted((site / "theme").glob(pattern))
    )
    words = {
        "lang": school.site.lang,
        "direction": direction(school.site.lang),
        "site": school.site.title,
        "base": base,
        "withdrawn": say("This post was withdrawn"),
        "plea": say("The school has taken it back. Please do not share copies of it."),
        "onward": say("Read the latest news"),
        "school": school.name,
        "phone": school.phone,
        "number": school.phone.replace(" ", ""),
        "email": school.email,
    }
    return _PAGE.format(style=style, **{name: escape(word) for name, word in words.items()})


def _tell_feed(feed: Path, graves: Sequence[Grave], school: School) -> None:
    if not feed.is_file():
        return
    text = feed.read_bytes().decode("utf-8")
    newest = sorted(graves, key=lambda grave: (grave.at, grave.path), reverse=True)[: school.feed_entries]
    told = "".join(
        f"  <at:deleted-entry xmlns:at={quoteattr(_NAMESPACE)} ref={quoteattr(grave.urn)} "
        f"when={quoteattr(grave.at.isoformat(timespec='seconds'))}/>\n"
        for grave in newest
    )
    text = re.sub(r"[ ]*<at:deleted-entry [^<>]*/>\n?", "", text)
    head, end, rest = text.rpartition("</feed>")
    replace_file(feed, f"{head}{told}{end}{rest}")
