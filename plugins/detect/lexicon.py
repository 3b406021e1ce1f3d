"""Which names are given to children, and which are known from books? Two lists beside this file, read once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path

from plugins.detect.fold import fold, key
from plugins.detect.sections import sections
from plugins.detect.sound import sounds
from plugins.detect.tokens import cut

_HERE = Path(__file__).parent
_WORDS = "word"
_OLDER = "older"
_STORY = "story"

LONG = 5
"""Letters from which a name is known by its sound, or without a capital: shorter ones are too many other words."""

Phrases = Mapping[str, Sequence[tuple[str, ...]]]
"""Folded phrases by their first word, the longest first."""


class Sort(Enum):
    """How a first name is read where nothing around it tells: a child's, an adult's, or a word.

    HEARD is no name of the list, and sounds like a child's.
    """

    CHILD = 1
    OLDER = 2
    WORD = 3
    HEARD = 4


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Lexicon:
    """First names by folded spelling, and what is known: phrases, and first names with the words of their story.

    `sounds` are children's names as they are heard.
    """

    names: Mapping[str, Sort]
    sounds: frozenset[str]
    known: Phrases
    stories: Mapping[str, tuple[str, ...]]


@cache
def lexicon() -> Lexicon:
    """The two lists of this folder; firstnames.txt and gazetteer.txt tell their own format and sources."""
    names = {
        name: _SORTS.get(section, Sort.CHILD)
        for section, line in sections(_HERE / "firstnames.txt")
        for name in line.split()
    }
    known: list[str] = []
    stories: dict[str, tuple[str, ...]] = {}
    for section, line in sections(_HERE / "gazetteer.txt"):
        if section == _STORY:
            name, _, cues = line.partition(":")
            stories[key(name)] = tuple(cue.strip().casefold() for cue in cues.split(","))
        else:
            known.extend(line.split(","))
    heard = sounds(name for name, sort in names.items() if sort is Sort.CHILD and len(name) >= LONG)
    return Lexicon(names=names, sounds=heard, known=by_first_word(known), stories=stories)


_SORTS = {_WORDS: Sort.WORD, _OLDER: Sort.OLDER}


def by_first_word(phrases: Iterable[str]) -> Phrases:
    """Phrases as they are looked up: cut into words just as a text is."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        plain = tuple(token.plain for token in cut(fold(phrase)).tokens)
        if plain:
            found.setdefault(plain[0], []).append(plain)
    return {first: sorted(same, key=len, reverse=True) for first, same in found.items()}
