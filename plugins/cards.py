"""What is seen where somebody shares a post? A card with its title, its day and, where it has one, its first photo.

Drawn from what was judged alone, in the theme's own letters, and kept in the cache by everything that it is made of.
"""

import hashlib
import math
import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from pelican import signals
from PIL import Image, ImageDraw, ImageFont, ImageOps

from plugins.detect.made import Made, is_as_made, made
from plugins.detect.seal import Cache
from plugins.model.picture import Picture
from plugins.photos import encode, share, verified, write

WIDTH, HEIGHT = 1200, 630
FOLDER = "cards"
CARDS = "SCHOOLGATE_CARDS"
"""Where Pelican's settings have the addresses of this build's cards."""
VERSION = "1"  # of everything here that changes the bytes; a new one draws every card again
_PAPER, _INK, _SOFT, _THISTLE, _LEAF = "#fbf8f4", "#241b2c", "#5b5166", "#5b2482", "#2f7a49"
_LIST = tuple[tuple[str, Made], ...]
_MARGIN, _WORDS = 64, 620
_SIZES = (76, 64, 54, 46, 38)
_LINES = 5
_LONGEST = 24  # letters of one word on one line
_EXTENDED = range(0x100, 0x2000)  # whose letters are in a font's second file


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The words of one card; `photo` is the file of a cleaned photo."""

    title: str
    day: str
    school: str
    photo: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """The cards of one build by their names, and under a seal those of the last one."""

    cache: Cache
    known: dict[str, Made]
    new: dict[str, Made] = field(default_factory=dict)


def remembered(cache: Cache) -> Drawn:
    """What this clone drew for the last build."""
    return Drawn(cache=cache, known=dict(cache.seal(FOLDER).recall(_LIST) or ()))


def save(drawn: Drawn) -> None:
    """Write down what this build asked for, and nothing else."""
    if drawn.new != drawn.known:
        drawn.cache.seal(FOLDER).keep(tuple(sorted(drawn.new.items())))


def draw(card: Card, drawn: Drawn, theme: Path) -> str:
    """Make the card, or find it as it was drawn; its name in the cache, which is made of its contents' hash.

    Letters that the theme's fonts lack, such as those of pictures (emoji), are left out; a title in another script is
    left out whole.
    """
    parts = (VERSION, card.title, card.day, card.school, card.photo.name if card.photo else "")
    name = f"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:16]}-card.jpg"
    file, known = drawn.cache.folder / name, drawn.known.get(name)
    if known is None or not is_as_made(file, known):
        data = verified(encode(_drawn(card, theme)))
        write(file, data)
        known = made(file, data)
    drawn.new[name] = known
    return name


def _drawn(card: Card, theme: Path) -> Image.Image:
    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    pen = ImageDraw.Draw(image)
    if card.photo:
        with Image.open(card.photo, formats=["JPEG"]) as photo:
            image.paste(ImageOps.fit(photo, (WIDTH - _WORDS - 2 * _MARGIN, HEIGHT)), (_WORDS + 2 * _MARGIN, 0))
    else:
        _thistle(pen)
    pen.rectangle((0, 0, WIDTH, 18), _THISTLE)
    pen.rectangle((0, HEIGHT - 18, WIDTH, HEIGHT), _LEAF)
    size, lines = _fitted(drawable(card.title), theme)
    top = 110
    for line in lines:
        _write(pen, (_MARGIN, top), line, _letters(theme, "fraunces", size), _INK)
        top += round(size * 1.2)
    _write(pen, (_MARGIN, HEIGHT - 140), drawable(card.school), _letters(theme, "fraunces", 34), _THISTLE)
    _write(pen, (_MARGIN, HEIGHT - 90), drawable(card.day), _letters(theme, "atkinson", 28), _SOFT)
    return image


def drawable(text: str) -> str:
    """The part of a text that the fonts have: Latin letters, figures, signs; empty where it is in another script."""
    if any(sign.isalpha() and not unicodedata.name(sign, "").startswith("LATIN") for sign in text):
        return ""
    kept = (sign for sign in text if unicodedata.category(sign)[0] in "LNPZ" or sign in "+=£€<>|$")
    return " ".join("".join(kept).split())


Letters = tuple[ImageFont.FreeTypeFont, ImageFont.FreeTypeFont]
"""A font's two files: for English, and for the letters of Welsh and other European languages."""


@cache
def _letters(theme: Path, font: str, size: int) -> Letters:
    names = (theme / "static" / f"{font}-{part}.woff2" for part in ("latin", "latin-ext"))
    first, second = (ImageFont.truetype(str(name), size) for name in names)
    return first, second


def _runs(text: str, letters: Letters) -> Iterator[tuple[str, ImageFont.FreeTypeFont]]:
    """The text in pieces of one file each."""
    at = 0
    for place, sign in enumerate(text):
        if place and (ord(sign) in _EXTENDED) != (ord(text[at]) in _EXTENDED):
            yield text[at:place], letters[ord(text[at]) in _EXTENDED]
            at = place
    yield text[at:], letters[bool(text) and ord(text[at]) in _EXTENDED]


def _length(text: str, letters: Letters) -> float:
    return sum(font.getlength(piece) for piece, font in _runs(text, letters))


def _write(pen: ImageDraw.ImageDraw, at: tuple[int, int], text: str, letters: Letters, colour: str) -> None:
    left, top = float(at[0]), at[1]
    for piece, font in _runs(text, letters):
        pen.text((left, top + letters[0].size), piece, colour, font, anchor="ls")
        left += font.getlength(piece)


def _fitted(title: str, theme: Path) -> tuple[int, list[str]]:
    """The largest size in which the title fits, and its lines; the smallest is cut off with an ellipsis."""
    for size in _SIZES:
        lines = _wrapped(title, _letters(theme, "fraunces", size))
        widest = max((_length(line, _letters(theme, "fraunces", size)) for line in lines), default=0)
        if len(lines) * size * 1.2 <= HEIGHT - 270 and widest <= _WORDS:
            return size, lines
    return size, [*lines[: _LINES - 1], f"{lines[_LINES - 1]} …"]


def _wrapped(text: str, letters: Letters) -> list[str]:
    lines = [""]
    for word in (piece for long in text.split() for piece in textwrap.wrap(long, _LONGEST)):
        longer = f"{lines[-1]} {word}".strip()
        if _length(longer, letters) <= _WORDS:
            lines[-1] = longer
        else:
            lines.append(word)
    return [line for line in lines if line]


def _thistle(pen: ImageDraw.ImageDraw) -> None:
    """The school's mark: a head of rays above a green cup."""
    middle, top = 970, 330
    for ray in range(-7, 8):
        angle = math.radians(ray * 9.5)
        far = 230 - abs(ray) % 2 * 40
        end = (middle + far * math.sin(angle), top - far * math.cos(angle))
        pen.line(((middle + 40 * math.sin(angle), top - 40 * math.cos(angle)), end), "#8f4fbd", 9)
    pen.ellipse((middle - 84, top - 46, middle + 84, top + 110), _LEAF)
    pen.rectangle((middle - 8, top + 100, middle + 8, HEIGHT - 18), _LEAF)


def show_cards(generators: Sequence[Any]) -> None:
    """Give every article its card before a template is rendered."""
    settings, context = generators[0].settings, generators[0].context
    drawn, theme = remembered(settings["SCHOOLGATE_CACHE"]), Path(settings["THEME"])
    say = settings["JINJA_FILTERS"]["words"]
    for article in context["articles"]:
        card = Card(
            title=article.post.title,
            day=say(article.date),
            school=settings["SCHOOL"].name,
            photo=_first(article.pictures, drawn.cache.folder),
        )
        article.card = f"{FOLDER}/{draw(card, drawn, theme)}"
    save(drawn)
    settings[CARDS] = sorted({article.card for article in context["articles"]})


def _first(pictures: Sequence[Picture], folder: Path) -> Path | None:
    return folder / PurePosixPath(pictures[0].sources[-1][0]).name if pictures else None


def copy_cards(addresses: Sequence[str], cache: Cache, output: Path) -> None:
    """Put the cards at these addresses under output/cards/."""
    share(addresses, cache.folder, output)


def register() -> None:
    """Connect to Pelican."""
    signals.all_generators_finalized.connect(show_cards)
