"""Does every photo say in words what is seen? Not its file name, and not nothing.

The school does not say this; kindness and the law do: the website must be usable by parents who cannot see a photo,
and Twitter reads the same words out.

Why: a screen reader that says "IMG 4021" tells a blind parent that the school forgot them.

Words that say what is seen, 5 to 1,000 characters on one line, pass. A file name, "photo" or "picture of" alone,
the title or the caption once more, and the same words for two photos of a post do not.

Passes, what is seen::

    photos:
      - file: clean.jpg
        alt: Pebbles painted with red poppies in a ring on grass
        people: none

Refused, a file name::

    photos:
      - file: clean.jpg
        alt: IMG_4021.JPG
        people: none

Refused, nothing but the word photo::

    photos:
      - file: clean.jpg
        alt: A photo of our
        people: none

Refused, the title once more::

    title: Reading miles
    photos:
      - file: clean.jpg
        alt: Reading Miles.
        people: none

Refused, two photos with the same words::

    photos:
      - file: clean.jpg
        alt: Pebbles painted with red poppies
        people: none
      - file: also-clean.jpg
        alt: Pebbles painted with red poppies
        people: none

What to do: say in one sentence what somebody would miss who cannot see the photo, without anybody's name.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from plugins.model.case import Case
from plugins.model.finding import Finding, Place, Severity
from plugins.model.post import Photo
from plugins.model.school import School
from plugins.policy.rule import Rule

_SHORTEST = 5
_LONGEST = 1000  # Twitter's own limit
_FILE_NAME = re.compile(
    r"\S+\.(jpe?g|png|webp|gif|heic|tiff?)|(img|dsc[fn]?|pxl)[-_ ]?\d+\S*|(image|photo)[-_]?\d+", re.IGNORECASE
)
_SAYS_NOTHING = re.compile(
    r"\d+|an?|the|our|my|some|of|from|ima?ge?s?|photo(graph)?s?|pic(ture)?s?|screenshot|alt|text|description|none|todo"
)


def judge(case: Case, _school: School) -> Iterator[Finding]:
    """The description of each photo, beside the post's title and the photo's own caption and file name."""
    post = case.post
    if post is None:
        return
    for number, photo in enumerate(post.photos):
        why = _why(photo, post.title, post.photos[:number])
        if why:
            yield RULE.block(
                Place(path=case.path, line=photo.line),
                f"Photo {number + 1}: its description {why}.",
                "Say in one sentence what is seen, for somebody who cannot see it.",
                target=f"photos[{number}].alt",
            )


def _why(photo: Photo, title: str, earlier: Sequence[Photo]) -> str:
    alt = photo.alt.strip()
    plain = _plain(alt)
    reasons = {
        "has more than one line": len(alt.splitlines()) > 1,
        f"is shorter than {_SHORTEST} characters": len(alt) < _SHORTEST,
        f"is longer than {_LONGEST} characters": len(alt) > _LONGEST,
        "is a file name": bool(_FILE_NAME.fullmatch(alt)) or plain == _plain(PurePosixPath(photo.file).stem),
        "does not say what is seen": all(_SAYS_NOTHING.fullmatch(word) for word in plain),
        "only repeats the title": plain == _plain(title),
        "only repeats the caption": plain == _plain(photo.caption),
        "is the same as another photo's": any(plain == _plain(other.alt) for other in earlier),
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def _plain(words: str) -> tuple[str, ...]:
    """The bare words, to compare: case and marks between them do not matter."""
    return tuple(re.findall(r"[^\W_]+", words.casefold()))


RULE = Rule(
    id="alt-text",
    clause="+",
    title="Every photo described in words",
    strongest=Severity.BLOCK,
    judge=judge,
    page=__doc__ or "",
)
