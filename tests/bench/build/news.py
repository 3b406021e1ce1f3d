"""Which news is built? Seeded posts that keep the policy, and photos drawn here: the same ones for every tool."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from PIL import Image, ImageDraw

CATEGORIES = ("news", "event", "sport", "trip", "achievement", "notice")
CLASSES = ("Reception", "Year 1", "Year 2", "Year 3", "Year 4", "Year 5", "Year 6", "Whole school")
TOPICS = tuple(f"{what} {where}" for what in ("paper", "music", "garden", "maths", "river") for where in
               ("boats", "week", "games", "show", "club", "walk"))  # fmt: skip
PHOTOS_OF_TEN = 3
_FIRST, _LAST = date(2021, 9, 6), date(2026, 7, 17)
_SENTENCES = (
    "The science fair showed magnets, rainbows and slow volcanoes",
    "We measured the playground with string and agreed on the answer the second time",
    "Everybody counted along, first forwards and then in twos",
    "The pond has a new fence and a great deal of duckweed",
    "There were maps on every table and string from one wall to the other",
    "The library has new shelves, and the shelves have new books about volcanoes",
    "All of the bridges held a bag of sugar, and one held two",
    "The song about the seasons has four verses and an umbrella",
    "We planted beans in jars and drew what the roots did each day",
    "We built bridges of paper and tested each of them with marbles",
    "A great deal of cardboard became a castle with a drawbridge that works",
    "The recycling corner weighs what it collects, and tells us in kilograms",
)
_WORDS = ("paper", "string", "boats", "bridges", "maps", "beans", "songs", "castles", "puddles", "shelves")


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One post, before any tool has given it a form; `photo` is a file's name, or empty."""

    id: str
    title: str
    day: date
    category: str
    topics: tuple[str, ...]
    audience: str
    summary: str
    body: str
    photo: str

    def edited(self, number: int) -> "News":
        """The post with one sentence more, another for each number."""
        return replace(self, body=f"{self.body}\nAnd we counted {number + 20} of them.\n")


def news(number: int, seed: int = 6) -> tuple[News, ...]:
    """So many posts on school days of five years; three of ten have a photo."""
    chance = random.Random(seed)  # noqa: S311 - nothing is secret here
    return tuple(_one(index, number, chance) for index in range(number))


def _one(index: int, number: int, chance: random.Random) -> News:
    day = _FIRST + (_LAST - _FIRST) * index // number
    day -= timedelta(days=max(0, day.weekday() - 4))
    words = " and ".join(chance.sample(_WORDS, 2))
    photo = index % 10 < PHOTOS_OF_TEN
    return News(
        id=f"week-{index:05}-{chance.randrange(16**4):04x}",
        title=f"A week of {words}, part {index}",
        day=day,
        category=chance.choice(CATEGORIES),
        topics=tuple(sorted(chance.sample(TOPICS, 2))),
        audience=chance.choice(CLASSES),
        summary=f"{chance.choice(_SENTENCES)}. It was a week of {words}.",
        body=_body(chance),
        photo=f"week-{index:05}.jpg" if photo else "",
    )


def _body(chance: random.Random) -> str:
    pieces = [". ".join(chance.sample(_SENTENCES, 3)) + "." for _ in range(4)]
    listed = "\n".join(f"- {chance.choice(_SENTENCES)}" for _ in range(4))
    pieces.insert(2, f"## What we *made*\n\n{listed}")
    pieces.insert(
        4, f"More stands on [the page of the museum](https://museum.example/{chance.randrange(900)}), **twice**."
    )
    return "\n\n".join(pieces) + "\n"


def draw(folder: Path, posts: tuple[News, ...]) -> None:
    """The photos, no two alike; smaller than a teacher's, which spares those tools that copy them."""
    folder.mkdir(parents=True, exist_ok=True)
    ground = Image.effect_noise((800, 600), 38).convert("RGB")
    for number, one in enumerate(_pictured(posts)):
        if not (folder / one.photo).exists():
            shade = (40 + number * 37 % 171, 60 + number * 61 % 149, 50 + number * 89 % 163)
            picture = Image.blend(ground, Image.new("RGB", ground.size, shade), 0.6)
            ImageDraw.Draw(picture).ellipse((50 + number % 300, 100, 350 + number % 300, 400), fill=shade[::-1])
            picture.save(folder / one.photo, quality=78)


def _pictured(posts: tuple[News, ...]) -> Iterator[News]:
    return (one for one in posts if one.photo)
