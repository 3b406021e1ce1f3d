"""What does the reviewer see? Each changed post as its tweet and its page, drawn, in one file that needs no other."""

import base64
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from urllib.parse import urlsplit

from plugins.mirror.live import serve
from plugins.model.manifest import Item
from plugins.model.school import School
from plugins.showing import card
from plugins.showing.browser import draw
from plugins.showing.card import Card

PAGE = "preview.html"
_CARDS = "/.card/"
"""No page of the site can have this address: it has a dot."""
_MOST = 20
"""So many posts are drawn; the comment shows no more at length."""
_PHONE, _SCREENS = 412, 1600
_SHARED = re.compile(r'<meta property="og:image" content="([^"]+)"')
_HEAD = """<!DOCTYPE html>
<html lang="en-GB">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>As it would be said, and as it would look</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 70rem; padding: 1rem }
div { display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start }
img { max-width: 100%; border: 1px solid #b8c2ca }
</style>
<h1>As it would be said, and as it would look</h1>
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A changed post that has a page in the preview, and when its tweet would go."""

    item: Item
    when: str


def pictures(program: str, site: Path, shown: Sequence[Shown], school: School, folder: Path) -> Path:
    """Draw tweet and page of each post into `folder`, and write the page that holds them all; its place.

    Pictures are called tweet-ID.png and page-ID.png. CouldNotRun where the browser fails.
    """
    folder.mkdir(parents=True, exist_ok=True)
    base = urlsplit(school.site.url).path
    cards = {f"{_CARDS}{one.item.post}": _card(one, site, base) for one in shown[:_MOST]}
    with serve(site, prefix=base, beside=lambda path: _beside(cards, path, school)) as address:
        for path, one in cards.items():
            post = one.item.post
            draw(program, f"{address}{path}", folder / f"tweet-{post}.png", card.WIDTH, card.height(one))
            page = urlsplit(one.item.permalink).path
            draw(program, f"{address}{page}", folder / f"page-{post}.png", _PHONE, _SCREENS)
    whole = folder / PAGE
    whole.write_text(_HEAD + "".join(_figures(one, folder) for one in cards.values()), encoding="utf-8")
    return whole


def _beside(cards: Mapping[str, Card], path: str, school: School) -> tuple[str, bytes] | None:
    found = cards.get(path)
    return ("text/html; charset=utf-8", card.page(found, school).encode()) if found else None


def _card(one: Shown, site: Path, base: str) -> Card:
    """The card, with the picture that the post's page gives to whoever shares it."""
    file = site / urlsplit(one.item.permalink).path.removeprefix(f"{base}/") / "index.html"
    found = _SHARED.search(file.read_text(encoding="utf-8"))
    return Card(item=one.item, when=one.when, shared=urlsplit(unescape(found[1])).path if found else "")


def _figures(one: Card, folder: Path) -> str:
    post, title = one.item.post, escape(one.item.title)
    return f"<h2>{title}</h2>\n<div>{''.join(_drawn(folder, post, title))}</div>\n"


def _drawn(folder: Path, post: str, title: str) -> Iterator[str]:
    for kind in ("tweet", "page"):
        data = base64.b64encode((folder / f"{kind}-{post}.png").read_bytes()).decode()
        yield f'<img src="data:image/png;base64,{data}" alt="The {kind} of: {title}">'
