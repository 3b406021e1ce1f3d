"""Does a post name a child? Every word that a reader or a machine could find in it, against the school's roll."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from plugins.detect.fold import key
from plugins.detect.index import Index, index_of
from plugins.detect.matches import Match, find
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
_BODY = "body"
_RENDERED = frozenset({"body-text", "link"})
"""The body once more, as it is shown: its words stand on no line of their own."""


def names(post: Post, path: str, roll: Roll, allowed: tuple[Allowed, ...]) -> tuple[Detection, ...]:
    """What was found in all fields of a post, at most once for each line and kind; nothing found is ever quoted.

    `allowed` words are no first name here; they never excuse a full name.
    """
    index, phrases = index_of(roll), _phrases(allowed)
    found: dict[tuple[int, str], Detection] = {}
    in_body: set[tuple[str, str]] = set()
    for field in _joined(post.fields):
        rendered = field.name in _RENDERED
        for line, match in _look(field, index, phrases):
            if rendered and (match.kind, match.spelling) in in_body:
                continue
            if field.name == _BODY:
                in_body.add((match.kind, match.spelling))
            at = field.line if rendered else line
            found.setdefault((at, match.kind), _detection(match.kind, path, at, field))
    return tuple(sorted(found.values(), key=lambda seen: (seen.place, seen.kind)))


def is_named(text: str, roll: Roll, allowed: tuple[Allowed, ...]) -> bool:
    """Whether a few words, such as the name of a file, name a child; a word that is also used as a word does not."""
    field = Field(name="file", text=text, line=1)
    return any(match.kind != WORD_NAME for _, match in _look(field, index_of(roll), _phrases(allowed)))


def _phrases(allowed: tuple[Allowed, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(phrase for phrase in (tuple(key(entry.words).split()) for entry in allowed) if phrase)


def _joined(fields: Sequence[Field]) -> Iterator[Field]:
    """The lines of the body as one field, so that a name over two lines is found; the others as they are."""
    lines = [field for field in fields if field.name == _BODY]
    if lines:
        yield replace(lines[0], text="\n".join(line.text for line in lines))
    yield from (field for field in fields if field.name != _BODY)


def _look(field: Field, index: Index, phrases: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, Match]]:
    for reading in words(field.text):
        for match in find(reading, index, phrases):
            yield field.line + reading.line(match.word), match


def _detection(kind: str, path: str, line: int, field: Field) -> Detection:
    return Detection(
        kind=kind,
        place=Place(path=path, line=line, column=field.column if line == field.line else 1),
        note=_NOTES[kind],
        remedy=_REMEDY,
        target=_BODY if field.name in _RENDERED else field.name,
    )
