"""How does a post begin? A file that reads back without a fault and tells its writer what to fill in."""

import json
import re
import unicodedata
from datetime import datetime

from plugins.model.errors import Refused
from plugins.model.school import School
from plugins.reading import body, characters
from plugins.reading.faults import Faults
from plugins.reading.schema import CATEGORIES, LONGEST_TITLE

_LONGEST_SLUG = 60
# Letters that Unicode does not take apart into a letter and an accent.
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe"})


def new_post(title: str, *, opens: datetime, school: School, token: str) -> tuple[str, str]:
    """The file's name below content/ and its text; a draft, dated `opens` in local time.

    `token` is four random base32 characters, so that two posts of one title are two posts.
    Refused where the title could not be read back.
    """
    title = title.strip()
    _judge(title)
    named = slug(title)
    date = opens.astimezone(school.site.timezone)
    return f"news/{date:%Y-%m-%d}-{named}.md", _TEXT.format(
        id=f"{named}-{token.lower()}",
        title=json.dumps(title, ensure_ascii=False),
        date=f"{date:%Y-%m-%d %H:%M}",
        categories=", ".join(CATEGORIES),
        classes=", ".join(school.classes),
    )


_TEXT = """\
---
# Lines that start with # are for you alone; delete them when you like.
id: {id} # made for this post; leave it as it is
title: {title}
date: {date}
category: news # or one of: {categories}
summary: Write here what the tweet says, in one or two sentences.
audience: [] # any of: {classes}
status: draft # write ready when it is
---

Write the rest of the story here.
"""


def _judge(title: str) -> None:
    faults = Faults("")
    body.forbidden(title, 1, 1, faults)
    hidden = any(characters.places(title)) or "\n" in title or "\t" in title
    if not title or len(title) > LONGEST_TITLE or hidden or faults.told():
        raise Refused(
            "this title cannot be used", fix=f"write 1 to {LONGEST_TITLE} letters in one line, without HTML or commands"
        )


def slug(title: str) -> str:
    """A title as a part of an address: small letters and figures joined by hyphens, at most 60."""
    plain = unicodedata.normalize("NFKD", title.casefold().translate(_LETTERS)).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    short = ""
    for word in words:
        if len(short) + len(word) + 1 > _LONGEST_SLUG:
            break
        short += f"-{word}"
    return short.strip("-") or "post"
