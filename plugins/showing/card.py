"""What does a tweet look like before it is said? One card: who speaks, words, photos or the page's own card."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from plugins.model.manifest import Item
from plugins.model.school import School
from plugins.tweet.links import find_links

WIDTH = 600
LIMIT = 280
_LETTERS_A_LINE = 52
"""Of the words in the card, about; and how high its parts are, with room to spare."""
_LINE, _PHOTO, _FRAME = 28, 340, 190

_PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self'; style-src 'unsafe-inline'">
<title>Tweet</title>
<style>
body {{ margin: 0; padding: 16px; background: #e9edf0; color: #14181b; font: 20px/1.4 system-ui, sans-serif }}
article {{ background: #fff; border: 1px solid #b8c2ca; border-radius: 14px; padding: 16px }}
header {{ display: flex; gap: 12px; align-items: center }}
.initials {{ flex: none; width: 48px; height: 48px; border-radius: 50%; background: #5b2482; color: #fff;
  display: grid; place-items: center; font-weight: 700 }}
header p {{ margin: 0; line-height: 1.2 }}
.quiet {{ color: #4d5b66; font-size: 16px }}
.words {{ white-space: pre-wrap; overflow-wrap: anywhere; margin: 12px 0 }}
.words a {{ color: #0b5c9e }}
.photos {{ display: grid; grid-template-columns: repeat({columns}, 1fr); gap: 4px;
  border-radius: 12px; overflow: hidden }}
.photos img {{ width: 100%; height: {height}px; object-fit: cover; display: block }}
.page {{ border: 1px solid #b8c2ca; border-radius: 12px; overflow: hidden }}
.page img {{ width: 100%; display: block }}
.page p {{ margin: 0; padding: 8px 12px }}
footer {{ margin-top: 12px }}
</style>
<article>
<header><span class="initials">{initials}</span><p><b>{school}</b><br><span class="quiet">@{handle}</span></p></header>
<p class="words">{words}</p>
{below}
<footer class="quiet">{weight} of {limit} characters · {when}</footer>
</article>
</html>
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What is drawn: a post that has a page, `when` it would go, and the address of the page's own card."""

    item: Item
    when: str
    shared: str


def page(card: Card, school: School) -> str:
    """The card as a page of its own; pictures are the built site's."""
    base = urlsplit(school.site.url).path
    pictures = [(f"{base}/{media.file}", media.alt) for media in card.item.media]
    return _PAGE.format(
        columns=min(len(pictures), 2) or 1,
        height=_PHOTO if len(pictures) == 1 else _PHOTO // 2,
        initials=escape("".join(word[0] for word in school.name.split()[:2]).upper()),
        school=escape(school.name),
        handle=escape(school.account.handle),
        words=_linked(card.item.tweet.text),
        below=_photos(pictures) if pictures else _shared(card, school),
        weight=card.item.tweet.weight,
        limit=LIMIT,
        when=escape(card.when),
    )


def height(card: Card) -> int:
    """How many pixels high the card is at WIDTH, or somewhat more."""
    lines = sum(1 + len(line) // _LETTERS_A_LINE for line in card.item.tweet.text.split("\n"))
    return _FRAME + _LINE * lines + _PHOTO + 2 * _LINE


def _photos(pictures: Sequence[tuple[str, str]]) -> str:
    shown = "".join(f'<img src="{escape(source)}" alt="{escape(alt)}">' for source, alt in pictures)
    return f'<div class="photos">{shown}</div>'


def _shared(card: Card, school: School) -> str:
    picture = f'<img src="{escape(card.shared)}" alt="">' if card.shared else ""
    where = escape(school.site.url.partition("://")[2])
    return f'<div class="page">{picture}<p><span class="quiet">{where}</span><br>{escape(card.item.title)}</p></div>'


def _linked(text: str) -> str:
    """The words, with what Twitter makes a link in the colour of one."""
    parts: list[str] = []
    last = 0
    for start, end in find_links(text):
        parts += [escape(text[last:start]), f"<a>{escape(text[start:end])}</a>"]
        last = end
    return "".join([*parts, escape(text[last:])])
