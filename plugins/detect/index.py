"""Could this be a name on the roll? Each answer is one look into a set, so that a long text stays quick."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from pathlib import Path
from string import ascii_lowercase
from typing import Any

from plugins.detect.fold import key
from plugins.detect.ordinary import SURNAMES_IN_S, WORDS
from plugins.detect.roll import Child, Roll
from plugins.detect.sections import sections

_GLUED = 9
"""Letters from which a first name and a surname in one word (#jontyquillfeather) are no ordinary word by chance."""
_LONGEST = 40
_PART = 3
_LETTERS = 4
_MISSPELT = 5
"""Letters from which a name with one of them wrong is still that name."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Index:
    """The roll by folded spelling: names with and without the spaces between their parts, and every beginning of one.

    `called` are first names and nicknames, `pairs` are (first or nickname, surname) of one child, `initials` (letter,
    surname), `glued` both in one word, `spelled` the same where letters stood one by one, which no ordinary word does.
    Each is asked for one spelling at a time, never listed: of a hashed roll nobody could list them.
    """

    firsts: Container[object]
    called: Container[object]
    lasts: Container[object]
    pairs: Container[object]
    initials: Container[object]
    glued: Container[object]
    spelled: Container[object]
    beginnings: Container[object]

    def misspelt(self, one: str, other: str) -> bool:
        """Whether two words are a full name but for one letter of one of them."""
        known = self.beginnings
        return (one in self.called and any((one, last) in self.pairs for last in _one_letter_off(other, known))) or (
            other in self.lasts and any((first, other) in self.pairs for first in _one_letter_off(one, known))
        )

    def in_one(self, word: str) -> bool:
        """Whether a full name in one word stands anywhere in a word."""
        return any(
            word[start:end] in self.glued
            for start in range(len(word) - _GLUED + 1)
            if word[start : start + _PART] in self.beginnings
            for end in range(start + _GLUED, min(len(word), start + _LONGEST) + 1)
        )

    def plain(self, word: str) -> str:
        """The spelling to look up: digits read as the letters they stand for, and a possessive s without its mark."""
        if word in self.beginnings:
            return word
        return next((guess for guess in _guesses(word) if guess in self.called or guess in self.lasts), word)


@lru_cache(maxsize=1)
def index_of(roll: Roll) -> Index:
    """Work out the index of a roll, once; that of a hashed roll was worked out before it was hashed."""
    return Index(**(roll.hashed.sets if roll.hashed else sets_of(roll)))


def sets_of(roll: Roll) -> dict[str, frozenset[Any]]:
    """What an index asks, as sets that can be listed."""
    pairs = frozenset(pair for child in roll.children for pair in _pairs(child))
    firsts = frozenset(form for child in roll.children for form in _forms(child.firsts))
    called = frozenset(first for first, _ in pairs) | firsts
    lasts = frozenset(last for _, last in pairs)
    both = frozenset(glued for first, last in pairs for glued in (_glue(first, last), _glue(last, first)))
    long = frozenset(
        glued
        for first, last in pairs
        if min(len(first), len(last)) >= _PART and len(first) + len(last) >= _GLUED
        for glued in (_glue(first, last), _glue(last, first))
    )
    return {
        "firsts": firsts,
        "called": called,
        "lasts": lasts,
        "pairs": pairs,
        "initials": frozenset((first[0], last) for first, last in pairs),
        "glued": long,
        "spelled": both,
        "beginnings": frozenset(name[:end] for name in called | lasts for end in range(1, len(name) + 1)),
    }


def _one_letter_off(word: str, beginnings: Container[object]) -> Iterator[str]:
    """The long spellings that differ from a word by one letter: another, one more, one less, or two exchanged.

    Up to the letter that is wrong, a word begins as a name of the roll does: after that there are no more.
    """
    letters = sorted({*ascii_lowercase, *word})
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        if before and before not in beginnings:
            return
        spellings = [before + letter + after for letter in letters]
        if after:
            spellings += [before + after[1:], *(before + letter + after[1:] for letter in letters)]
            spellings += [before + after[1] + after[0] + after[2:]] if after[1:] else []
        yield from (spelling for spelling in spellings if len(spelling) >= _MISSPELT and spelling != word)


def _pairs(child: Child) -> Iterator[tuple[str, str]]:
    firsts = _forms(child.firsts)
    return product(firsts.union(*(_nicknames().get(first, ()) for first in firsts)), _forms(child.lasts))


@cache
def _nicknames() -> Mapping[str, frozenset[str]]:
    """What somebody of a name may be called; a name may be of several families."""
    found: dict[str, set[str]] = {}
    for _, family in sections(Path(__file__).parent / "nicknames.txt"):
        for name in family.split():
            found.setdefault(name, set()).update(family.split())
    return {name: frozenset(same) for name, same in found.items()}


def _forms(names: Iterable[str]) -> frozenset[str]:
    """Anne-Marie: anne marie, annemarie and anne alone; a part alone only where it is long enough to be a name."""
    forms: set[str] = set()
    for name in names:
        folded = key(name)
        if not folded:
            continue
        parts = folded.split()
        forms |= {folded, "".join(parts)}
        forms |= {part for part in (parts[0], parts[-1]) if len(part) >= _LETTERS}
    return frozenset(forms)


def _glue(first: str, last: str) -> str:
    return (first + last).replace(" ", "")


def _guesses(word: str) -> Iterator[str]:
    if any(sign.isdigit() for sign in word):
        bare = word.strip("0123456789")
        if len(bare) > 1:
            yield bare
        if sum(sign.isalpha() for sign in word) > 1 and len(word) >= _PART:
            yield word.translate(str.maketrans("013457", "oieast"))
            yield word.translate(str.maketrans("013457", "oleast"))
    elif word.endswith("s") and len(word) > _LETTERS and word not in SURNAMES_IN_S and word[:-1] not in WORDS:
        yield word[:-1]
