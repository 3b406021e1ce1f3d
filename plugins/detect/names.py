"""Does a post name a child? Every word that a reader or a machine could find in it, against the roll and a lexicon.

The roll knows the school's own pupils. The lexicon knows first names that are given to children in Britain: it finds a
leaver, a baby or a guest, works where no roll is given, and asks where the roll would know.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from plugins.detect.fold import key
from plugins.detect.index import Index, index_of
from plugins.detect.matches import Match, excused, find
from plugins.detect.roll import Roll
from plugins.detect.strangers import Look, Told, look, strangers, told, unwritten
from plugins.detect.tokens import words
from plugins.model.finding import (
    FIRST_NAME,
    FULL_NAME,
    LIKELY_NAME,
    NEAR_NAME,
    POSSIBLE_NAME,
    SURNAME,
    WORD_NAME,
    Detection,
    Place,
)
from plugins.model.post import Field, Post
from plugins.model.school import Allowed

_NOTES = {
    FULL_NAME: "a full name on the roll",
    NEAR_NAME: "a full name on the roll but for one letter",
    FIRST_NAME: "a first name on the roll",
    SURNAME: "a surname on the roll",
    WORD_NAME: "a word that is also a first name on the roll",
    LIKELY_NAME: "a name that is given to children",
    POSSIBLE_NAME: "a word that may be a child's name here",
}
_REMEDY = "write the class or the year group instead"
_BODY = "body"
_RENDERED = frozenset({"body-text", "link"})
"""The body once more, as it is shown: its words stand on no line of their own."""


_LOOSE = ("file", "id", "tags", "link")
"""Fields in which a name has no capital, by the beginning of their names, or by the end after a dot."""
_SILENT = (
    "date",
    "category",
    "lang",
    "status",
    "audience",
    "people",
    "credit",
    "not_before",
    "expires",
    "start",
    "end",
    "rule",
    "target",
)
"""Fields that hold no words about children, or where an adult must be named: there, only the roll is asked."""


def names(post: Post, path: str, roll: Roll | None, allowed: tuple[Allowed, ...]) -> tuple[Detection, ...]:
    """What was found in all fields of a post, at most once for each line and kind; nothing found is ever quoted.

    `allowed` words are no first name here; they never excuse a full name on the roll.
    """
    index, phrases = index_of(roll) if roll else None, _phrases(allowed) + _adults(roll)
    fields, said = _looked_at(post, roll)
    found: dict[tuple[int, str], Detection] = {}
    in_body: set[tuple[str, str]] = set()
    for field, looks in fields:
        rendered = field.name in _RENDERED
        for line, match in _matches(field, looks, index, phrases, said):
            if rendered and (match.kind, match.spelling) in in_body:
                continue
            if field.name == _BODY:
                in_body.add((match.kind, match.spelling))
            at = field.line if rendered else line
            found.setdefault((at, match.kind), _detection(match.kind, path, at, field))
    return tuple(sorted(found.values(), key=lambda seen: (seen.place, seen.kind)))


def unlisted(post: Post, target: str, roll: Roll | None, allowed: tuple[Allowed, ...]) -> tuple[str, ...]:
    """The words, as written, that in one field look like names to the lexicon alone; none that is on the roll."""
    index, phrases = index_of(roll) if roll else None, _phrases(allowed) + _adults(roll)
    fields, said = _looked_at(post, roll)
    found: dict[str, None] = {}
    for field, (seen, *_) in fields:
        if field.name != target or not _speaks(field):
            continue
        on_roll = {match.word for match in find(seen.words, index, phrases)} if index else set[int]()
        ends = {name.start: name.end for row, _ in seen.rows for name in row}
        for match in strangers(seen, said, excused(seen.words, phrases) | on_roll):
            tokens = seen.words.tokens[match.word : ends.get(match.word, match.word + 1)]
            found[seen.words.text[tokens[0].start : tokens[-1].end].removesuffix("'s")] = None
    return tuple(found)


def is_named(text: str, roll: Roll, allowed: tuple[Allowed, ...], *, surnames: bool = False) -> bool:
    """Whether a few words, such as the name of a file, name a child on the roll; one that is also a word does not.

    A surname alone may be an adult's: `surnames` counts it as well.
    """
    no_name = {WORD_NAME} if surnames else {WORD_NAME, SURNAME}
    found = (match for reading in words(text) for match in find(reading, index_of(roll), _phrases(allowed)))
    return any(match.kind not in no_name for match in found)


def _looked_at(post: Post, roll: Roll | None) -> tuple[Sequence[tuple[Field, tuple[Look, ...]]], Told]:
    """The fields with what is read in them, and what the post itself says about names."""
    fields = tuple((field, tuple(map(look, words(field.text)))) for field in _joined(post.fields))
    said = told(
        [seen for field, looks in fields if _speaks(field) for seen in looks],
        (field.text for field, _ in fields if _speaks(field)),
        (key(first) for one in (roll.staff if roll else ()) for first in one.firsts),
    )
    return fields, said


def _phrases(allowed: tuple[Allowed, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(phrase for phrase in (tuple(key(entry.words).split()) for entry in allowed) if phrase)


def _adults(roll: Roll | None) -> tuple[tuple[str, ...], ...]:
    """The full names of the school's staff, as they are looked up."""
    staff = roll.staff if roll else ()
    return tuple(tuple(key(f"{first} {last}").split()) for one in staff for first in one.firsts for last in one.lasts)


def _joined(fields: Sequence[Field]) -> Iterator[Field]:
    """The lines of the body as one field, so that a name over two lines is found; the others as they are."""
    lines = [field for field in fields if field.name == _BODY]
    if lines:
        yield replace(lines[0], text="\n".join(line.text for line in lines))
    yield from (field for field in fields if field.name != _BODY)


def _speaks(field: Field) -> bool:
    return (
        not _loose(field) and not field.name.startswith("exemptions") and field.name.rpartition(".")[2] not in _SILENT
    )


def _loose(field: Field) -> bool:
    return field.name.startswith(_LOOSE) or field.name.endswith(".file")


def _matches(
    field: Field, looks: Sequence[Look], index: Index | None, phrases: Sequence[tuple[str, ...]], said: Told
) -> Iterator[tuple[int, Match]]:
    find_strangers = unwritten if _loose(field) else strangers if _speaks(field) else None
    for seen in looks:
        matches = list(find(seen.words, index, phrases)) if index else []
        if find_strangers:
            listed = {match.word for match in matches if match.kind != SURNAME}
            known = excused(seen.words, phrases) | listed
            matches += find_strangers(seen, said, known)
        for match in matches:
            yield field.line + seen.words.line(match.word), match


def _detection(kind: str, path: str, line: int, field: Field) -> Detection:
    return Detection(
        kind=kind,
        place=Place(path=path, line=line, column=field.column if line == field.line else 1),
        note=_NOTES[kind],
        remedy=_REMEDY,
        target=_BODY if field.name in _RENDERED else field.name,
    )
