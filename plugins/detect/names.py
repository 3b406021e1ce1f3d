"""Does a post name a child? Every word that a reader or a machine could find in it, against the school's roll."""

from collections.abc import Iterator, Sequence

from plugins.detect.fold import key
from plugins.detect.index import Index, index_of
from plugins.detect.matches import find
from plugins.detect.roll import Roll
from plugins.detect.tokens import words
from plugins.model.finding import FIRST_NAME, FULL_NAME, WORD_NAME, Detection, Place
from plugins.model.post import Field, Post
from plugins.model.school import Allowed

_NOTES = {
    FULL_NAME: "a full name on the roll",
    FIRST_NAME: "a first name on the roll",
    WORD_NAME: "a word that is also a first name on the roll",
}
_REMEDY = "write the class or the year group instead"


def names(post: Post, path: str, roll: Roll, allowed: tuple[Allowed, ...]) -> tuple[Detection, ...]:
    """What was found in all fields of a post, at most once for each line and kind; nothing found is ever quoted.

    `allowed` words are no first name here; they never excuse a full name.
    """
    index = index_of(roll)
    phrases = tuple(phrase for phrase in (tuple(key(entry.words).split()) for entry in allowed) if phrase)
    found: dict[tuple[int, str], Detection] = {}
    for field in post.fields:
        for line, kind in _look(field, index, phrases):
            found.setdefault(
                (line, kind),
                Detection(
                    kind=kind,
                    place=Place(path=path, line=line, column=field.column if line == field.line else 1),
                    note=_NOTES[kind],
                    remedy=_REMEDY,
                    target=field.name,
                ),
            )
    return tuple(sorted(found.values(), key=lambda seen: (seen.place, seen.kind)))


def _look(field: Field, index: Index, phrases: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, str]]:
    for reading in words(field.text):
        for match in find(reading, index, phrases):
            yield field.line + reading.line(match.word), match.kind
