"""Is somebody named who is on no roll? First names used in Britain, held against what stands around them."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

from plugins.detect.around import NOTHING, Around, around, either
from plugins.detect.lexicon import Phrases, Sort, by_first_word, lexicon
from plugins.detect.matches import Match, titled
from plugins.detect.ordinary import MOSTLY_NAMES, PLACES, TREES
from plugins.detect.rows import PART, TOLD, Name, in_rows
from plugins.detect.sense import may_be_a_child, starts
from plugins.detect.tokens import Words
from plugins.model.finding import LIKELY_NAME, POSSIBLE_NAME

_SMALL = 4
_MOST = 150
"""So many names of a text are held against what stands around them; more are no news but a list, and all likely."""
_WORK = re.compile(r"[*_]{1,2}([^*_\n]{3,80})[*_]{1,2}|(?<!\w)['\"“‘]([^'\"“”‘’\n]{3,80})['\"”’](?!\w)")  # noqa: RUF001 - typographic quotes
_PRAISE = re.compile(r"\b(?:well done|congrat\w*|star of|bravo)\b", re.IGNORECASE)
_GLUED = re.compile(r"(?:welldone|congratulations|congrats|bravo|goodluck|happybirthday)([a-z]{3,})")
_TEAM = re.compile(
    r"\b(?:kitchens?|canteen|cooks?|caterers|caretakers?|cleaners?|cleaning|office|staff|volunteers|pta|friends of|"
    r"governors|lollipop|crossing patrol|lunchtime|midday|grandparents?|ladies|allotment|parish)\b"
)
_RETIRES = re.compile(r"\b(?:lady|man|cook|caretaker|teacher|secretary|driver|head|chef|cleaner|nurse|who) retires\b")
_LETTERS = r"(?<![\w.])(?!U\.[KS]|E\.U)[A-Z]\.(?:[A-Z]\.){1,2}(?:-[A-Z]\.)?"
_INITIALS = re.compile(
    rf"{_LETTERS}(?:(?:,? and |, | & )(?={_LETTERS}(?! [A-Z]))"
    r"|,? (?:in|of|from) (?:[Yy]ear|[1-6] ?[A-Z]|[PY][1-7]\b|our ))"
)
_GROUP = re.compile(r"([^\W_]+)(?= (?:class|house|team|base|form|group|school|primary))")
_TO = r"\b(?:in|at|from|to|near|visit|visiting|outside|across|around|of|and) "
_IN = re.compile(_TO + "$")
_WHERE = re.compile(_TO + r"(?:[A-Z][\w' ]*, (?:and )?|[A-Z][\w' ]* and )*$")
_LOOK_BACK = 60
_NO_PERSON = re.compile(r" have\b| (?:is|has|are) (?:climb|flower|bloom|in bloom|in flower|in bud|in leaf)")
"""What a class of that name has done, or a plant."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a post itself says about names: `phrases` are titles of works, `names` were told to be an adult's.

    `groups` are what its classes, houses and teams are called; `team` and `retires` are whether it names a team of
    adults, and whether somebody retires, anywhere in its `text`.
    """

    phrases: Phrases
    names: frozenset[str]
    text: str
    team: bool
    retires: bool
    groups: frozenset[str]


@dataclass(frozen=True, slots=True)
class Look:
    """One reading of a text with the names in it, in rows (Amara, Kofi and Zuzanna), and what is around each row."""

    words: Words
    rows: tuple[tuple[tuple[Name, ...], Around], ...]
    known: tuple[tuple[int, int], ...]


def look(words: Words) -> Look:
    """Find all that may be names; nothing is judged yet."""
    rows: list[tuple[tuple[Name, ...], Around]] = []
    looked = 0
    for row in in_rows(words):
        looked += len(row)
        rows.append((row, _around(words, row) if looked <= _MOST else NOTHING))
    children = {name.start for row, about in rows for name in row if _outweighs(name, about)}
    known = ((start, end) for start, end in _known(words, lexicon().known) if end - start > 1 or start not in children)
    return Look(words, tuple(rows), tuple(known))


def _outweighs(name: Name, about: Around) -> bool:
    """Whether this is a child, although one of the same name is known: Stanley is a town, *well done, Stanley* none."""
    return about.sure or (name.sort is Sort.CHILD and (about.praise or about.deed))


def told(looks: Sequence[Look], raw: Iterable[str], staff: Iterable[str] = ()) -> Told:
    """Read the whole post once: works in italics or quotation marks, and names that stand with a title or a role.

    `staff` are first names of the school's adults, folded.
    """
    works = by_first_word(work for text in raw for work in _works(text))
    names: set[str] = set(staff)
    for seen in looks:
        tokens = seen.words.tokens
        spans = [*seen.known, *_known(seen.words, works)]
        spans += (
            (name.start, name.end)
            for row, about in seen.rows
            for name in row
            if name.titled or about.adult or about.serves or about.animal
        )
        names.update(token.plain for start, end in spans for token in tokens[start:end] if len(token.plain) >= PART)
    text = "\n".join(seen.words.text for seen in looks).casefold()
    team, retires = (pattern.search(text) is not None for pattern in (_TEAM, _RETIRES))
    return Told(works, frozenset(names), text, team, retires, frozenset(_GROUP.findall(text)))


def _works(text: str) -> Iterator[str]:
    for found in _WORK.finditer(text):
        title = found[1] or found[2]
        parts = title.split()
        long = [part for part in parts if len(part) >= _SMALL]
        single = len(parts) == 1 and title.endswith("!") and title[0].isupper()
        if single or (
            len(parts) >= PART and long and all(part[0].isupper() for part in long) and not _PRAISE.search(title)
        ):
            yield title


def strangers(seen: Look, said: Told, excused: set[int]) -> Iterator[Match]:
    """Every likely and possible name; `excused` are the numbers of words that are allowed, or are on the roll."""
    covered = _covered(seen, said, excused)
    yield from _initials(seen.words)
    for row, about in seen.rows:
        names = [name for name in row if name.start not in covered and not name.titled]
        if _of_staff(row, about, said):
            continue
        kinds = [_kind(seen.words, name, about, said) for name in names]
        if not any(kinds) and _two_mostly_names(seen.words, names) and not (about.adult or about.animal or about.thing):
            kinds = [LIKELY_NAME for _ in names]
        for name, kind in zip(names, kinds, strict=True):
            joins = LIKELY_NAME in kinds and not kind and _joins(seen.words, name)
            if kind or joins:
                yield Match(name.start, kind or LIKELY_NAME, seen.words.tokens[name.start].plain)


def _initials(words: Words) -> Iterator[Match]:
    """A.P. and D.L., or D.K. in Year 3: without a surname, they are pupils who shall not be named."""
    found = _INITIALS.search(words.text)
    if found:
        number = bisect_left([token.start for token in words.tokens], found.start())
        yield Match(number, POSSIBLE_NAME, "initials")


def _two_mostly_names(words: Words, names: Sequence[Name]) -> bool:
    """Bonnie and Sonny, but not Rowan and Hazel: those may be classes."""
    plain = {words.tokens[name.start].plain for name in names if name.sort is Sort.WORD}
    return len(plain) > 1 and bool(plain & MOSTLY_NAMES) and not plain & (TREES | PLACES)


def _covered(seen: Look, said: Told, excused: set[int]) -> set[int]:
    spans = [*seen.known, *_known(seen.words, said.phrases)]
    return excused.union(*(range(start, end) for start, end in spans))


def unwritten(seen: Look, said: Told, excused: set[int]) -> Iterator[Match]:
    """The same where no name has a capital: file names, tags, addresses."""
    names = lexicon().names
    covered = _covered(seen, said, excused)
    for number, token in enumerate(seen.words.tokens):
        glued = _GLUED.fullmatch(token.plain)
        plain = (glued[1] if glued else token.plain).strip("0123456789")
        if (
            number not in covered
            and len(plain) > PART
            and names.get(plain) is Sort.CHILD
            and not titled(seen.words, number)
        ):
            yield Match(number, LIKELY_NAME, plain)


def _known(words: Words, phrases: Phrases) -> Iterator[tuple[int, int]]:
    """Where phrases stand."""
    tokens = words.tokens
    for number, token in enumerate(tokens):
        for phrase in phrases.get(token.plain, ()):
            end = number + len(phrase)
            if tuple(other.plain for other in tokens[number:end]) == phrase:
                yield number, end
                break


def _around(words: Words, row: Sequence[Name]) -> Around:
    """The signs around all names of a row count for each of them."""
    return reduce(either, (around(words, name.start, name.end) for name in row))


def _of_staff(row: Sequence[Name], about: Around, said: Told) -> bool:
    """Whether a row is adults': one name is hardly given to children, and a team is named; or somebody retires."""
    if about.sure or about.deed:
        return False
    return said.retires or (said.team and any(name.sort is Sort.OLDER for name in row))


def _kind(words: Words, name: Name, about: Around, said: Told) -> str:
    """LIKELY_NAME, POSSIBLE_NAME or an empty string."""
    plain = words.tokens[name.start].plain
    if about.animal or about.thing:
        return ""
    if about.sure:
        return LIKELY_NAME if name.sort or not starts(words, name.start) else POSSIBLE_NAME
    if (
        about.adult
        or about.serves
        or plain in said.names
        or (plain in said.groups and not (name.sort is Sort.CHILD and (about.praise or about.deed)))
        or any(cue in said.text for cue in lexicon().stories.get(plain, ()))
    ):
        return ""
    return _SORTED[name.sort](words, name, about)


def _child(words: Words, name: Name, about: Around) -> str:
    small = words.tokens[name.start].written.islower() and not words.gap(name.start).endswith("@")
    if small and not (about.praise or about.deed):
        return POSSIBLE_NAME
    told = about.praise or about.deed or about.school
    doubtful = about.bookish or about.grown or _surnamed(words, name)
    return POSSIBLE_NAME if doubtful and not told else LIKELY_NAME


def _surnamed(words: Words, name: Name) -> bool:
    """Whether a surname follows: without any sign of a child it may be anybody's."""
    return any(words.gap(number) == " " for number in range(name.start + 1, name.end))


def _older(_words: Words, _name: Name, about: Around) -> str:
    return POSSIBLE_NAME if about.praise or (about.deed and about.school) else ""


def _word(words: Words, name: Name, about: Around) -> str:
    plain = words.tokens[name.start].plain
    before = words.text[: words.tokens[name.start].start][-_LOOK_BACK:]
    if (plain in PLACES and _WHERE.search(before)) or (plain in TREES and _IN.search(before)):
        return ""
    if (
        name.end - name.start == 1
        and _NO_PERSON.match(words.text, words.tokens[name.end - 1].end)
        and "," not in before[-2:]
    ):
        return ""
    if about.praise:
        return LIKELY_NAME
    if not may_be_a_child(words, name.start):
        return ""
    if about.deed:
        return LIKELY_NAME
    mostly = plain in MOSTLY_NAMES and plain not in TREES and (about.subject or not starts(words, name.start))
    return LIKELY_NAME if mostly else ""


def _heard_of(_words: Words, _name: Name, about: Around) -> str:
    return POSSIBLE_NAME if about.praise or about.deed or about.school else ""


def _unlisted(words: Words, name: Name, about: Around) -> str:
    told_of = about.deed and name.end - name.start == 1 and words.tokens[name.start - 1].plain in TOLD
    return POSSIBLE_NAME if about.praise or told_of or starts(words, name.start) else ""


_SORTED = {Sort.CHILD: _child, Sort.OLDER: _older, Sort.WORD: _word, Sort.HEARD: _heard_of, None: _unlisted}


def _joins(words: Words, name: Name) -> bool:
    """Whether a name in a row with a child's is another child's."""
    return (
        not starts(words, name.start)
        or name.sort in {Sort.CHILD, Sort.OLDER}
        or words.tokens[name.start].plain in MOSTLY_NAMES
    )
