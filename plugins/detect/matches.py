"""Where does a text say a name? Full names first, then first names alone, then words that may be either."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from plugins.detect.index import Index
from plugins.detect.ordinary import PLAYED, TITLES, WORDS
from plugins.detect.sense import may_be_a_child, starts
from plugins.detect.tokens import Token, Words
from plugins.model.finding import FIRST_NAME, FULL_NAME, NEAR_NAME, SURNAME, WORD_NAME

_MIDDLE = 2
"""So many names may stand between the first name and the surname."""
_WORDS_IN_A_NAME = 12
_SURNAME = 4
"""Letters from which a surname alone is asked about."""


@dataclass(frozen=True, slots=True)
class Match:
    """What was found, the number of its first word, and its spelling as looked up, which is never told."""

    word: int
    kind: str
    spelling: str


def find(reading: Words, index: Index, phrases: Sequence[tuple[str, ...]]) -> Iterator[Match]:
    """Every name, in no order; `phrases` (folded words) are never first names."""
    looked = replace(reading, tokens=[_as_looked_up(token, index) for token in reading.tokens])
    covered: set[int] = set()
    for start, end in _full(looked, index):
        covered.update(range(start, end))
        yield Match(start, FULL_NAME, _spelling(looked, start, end))
    for start, end in _misspelt(looked, index, covered):
        covered.update(range(start, end))
        yield Match(start, NEAR_NAME, _spelling(looked, start, end))
    covered |= excused(looked, phrases)
    for number in range(len(looked.tokens)):
        if number in covered:
            continue
        for end in _ends(looked, number, index, index.firsts):
            kind = _alone(looked, number, end)
            if kind:
                covered.update(range(number, end))
                yield Match(number, kind, _spelling(looked, number, end))
        if covered.isdisjoint({number - 1, number}) and _surname_alone(looked, number, index):
            yield Match(number, SURNAME, looked.tokens[number].plain)


def _spelling(words: Words, start: int, end: int) -> str:
    return "".join(token.plain for token in words.tokens[start:end])


def _as_looked_up(token: Token, index: Index) -> Token:
    plain = index.plain(token.plain)
    return token if plain == token.plain else Token(token.written, plain, token.start, token.end)


def _ends(words: Words, start: int, index: Index, names: Container[object]) -> Iterator[int]:
    """After which word each of `names` ends that starts at word `start`."""
    return (end for end, _ in _spellings(words, start, index, names))


def _spellings(words: Words, start: int, index: Index, names: Container[object]) -> Iterator[tuple[int, str]]:
    spelled = ""
    for number in range(start, min(start + _WORDS_IN_A_NAME, len(words.tokens))):
        joint = "" if number == start or words.soft(number) else " "
        spelled += joint + words.tokens[number].plain
        if spelled not in index.beginnings:
            return
        if spelled in names:
            yield number + 1, spelled


def _full(words: Words, index: Index) -> Iterator[tuple[int, int]]:
    """First and last word of each full name: either way round, with an initial, in one word, or backwards."""
    tokens = words.tokens
    for number, token in enumerate(tokens):
        if index.in_one(token.plain) or (token.spelled and token.plain in index.spelled):
            yield number, number + 1
        if len(token.plain) == 1:
            yield from ((number, end) for end in _with_initial(words, number, index))
        if token.plain[::-1] in index.lasts or token.plain[::-1] in index.called:
            yield from _backwards(words, number, index)
        if token.plain not in index.beginnings:
            continue
        for end, first in _spellings(words, number, index, index.called):
            for last_end, last in _surnames(words, end, index):
                if (first, last) in index.pairs and _belongs(words, number, end, last_end):
                    yield number, last_end
        for end, last in _spellings(words, number, index, index.lasts):
            yield from _turned(words, number, (end, last), index)


def _surnames(words: Words, start: int, index: Index) -> Iterator[tuple[int, str]]:
    """The surnames that start at a word, or after middle names."""
    for number in range(start, min(start + _MIDDLE + 1, len(words.tokens))):
        if not words.near(number):
            return
        yield from _spellings(words, number, index, index.lasts)
        written = words.tokens[number].written
        if (len(written) > 1 and written.islower() and not words.soft(number)) or "\n\n" in words.gap(number):
            return


def _turned(words: Words, number: int, surname: tuple[int, str], index: Index) -> Iterator[tuple[int, int]]:
    """The surname first: Quillfeather, Jonty and Quillfeather, J."""
    end, last = surname
    if not words.near(end):
        return
    for first_end, first in _spellings(words, end, index, index.called):
        if (first, last) in index.pairs and _belongs(words, number, end, first_end):
            yield number, first_end
    initial = words.tokens[end]
    if "," in words.gap(end) and initial.written.isupper() and (initial.plain, last) in index.initials:
        yield number, end + 1


def _with_initial(words: Words, number: int, index: Index) -> Iterator[int]:
    """J. Quillfeather and j-quillfeather, but not a Green and not Mr J. Quillfeather."""
    after = number + 1
    if words.near(after) and len(words.tokens[after].plain) == 1:
        after += 1
    if not words.near(after) or titled(words, number):
        return
    token, surname = words.tokens[number], words.tokens[after]
    dotted = "." in words.gap(after)
    upper = token.written.isupper() and surname.written[:1].isupper() and (dotted or token.plain not in "ai")
    joined = words.soft(after) and surname.plain not in WORDS
    if upper or joined:
        yield from (
            end for end, last in _spellings(words, after, index, index.lasts) if (token.plain, last) in index.initials
        )


def _backwards(words: Words, number: int, index: Index) -> Iterator[tuple[int, int]]:
    """Two words of which each is read from its end."""
    after = number + 1
    if words.near(after):
        one, other = words.tokens[number].plain[::-1], words.tokens[after].plain[::-1]
        if (one, other) in index.pairs or (other, one) in index.pairs:
            yield number, after + 1


def _belongs(words: Words, start: int, middle: int, end: int) -> bool:
    """Whether neighbours are one name even where the first is an ordinary word: not will young, not a rose. Green."""
    if words.tokens[start].plain not in WORDS or words.soft(middle):
        return True
    if set(words.gap(middle)) & set(".!?"):
        return False
    last = words.tokens[end - 1]
    return last.plain not in WORDS or (words.tokens[start].written[:1].isupper() and last.written[:1].isupper())


def _misspelt(words: Words, index: Index, covered: set[int]) -> Iterator[tuple[int, int]]:
    """Two words in a row that are a full name but for one letter, none of them an ordinary word."""
    misspelt = cache(index.misspelt)
    for number in range(len(words.tokens) - 1):
        one, other = words.tokens[number].plain, words.tokens[number + 1].plain
        if {number, number + 1} & covered or not words.near(number + 1) or one in WORDS or other in WORDS:
            continue
        if misspelt(one, other) and not titled(words, number):
            yield number, number + 2


def excused(words: Words, phrases: Sequence[tuple[str, ...]]) -> set[int]:
    """The numbers of the words that the school allows."""
    plain = [token.plain for token in words.tokens]
    return {
        number + step
        for phrase in phrases
        for number in range(len(plain) - len(phrase) + 1)
        if tuple(plain[number : number + len(phrase)]) == phrase
        for step in range(len(phrase))
    }


def _alone(words: Words, start: int, end: int) -> str:
    """The kind of a first name that stands alone, or an empty string."""
    if titled(words, start):
        return WORD_NAME if _played(words, start, end) else ""
    if end - start > 1 or words.tokens[start].plain not in WORDS:
        return FIRST_NAME
    return WORD_NAME if may_be_a_child(words, start) else ""


def _played(words: Words, start: int, end: int) -> bool:
    """Whether the title is one that children play, Queen or Captain, and no surname makes it somebody else's."""
    return words.tokens[start - 1].plain in PLAYED and not _joins(words, end)


def _surname_alone(words: Words, number: int, index: Index) -> bool:
    """Whether a surname on the roll stands for a child, as in a list of scorers: not Mrs, not after a first name."""
    token = words.tokens[number]
    if len(token.plain) < _SURNAME or token.plain not in index.lasts or token.plain in WORDS:
        return False
    if not token.written[0].isupper() or titled(words, number):
        return False
    first = words.tokens[number - 1].written if number and words.gap(number) in {" ", ". "} else ""
    somebody = first[:1].isupper() and (len(first) == 1 or not starts(words, number - 1))
    after = number + 1
    thing = _joins(words, after) and len(words.tokens[after].written) > 1
    return not somebody and not thing


def _joins(words: Words, number: int) -> bool:
    """Whether there is such a word with a capital, and nothing but a blank before it."""
    return number < len(words.tokens) and words.gap(number) == " " and words.tokens[number].written[:1].isupper()


def titled(words: Words, number: int) -> bool:
    """Whether Mr, Dr, Saint or the like stands before a word, or before its initials: an adult's name."""
    if not number or (words.tokens[number - 1].plain not in TITLES and len(words.tokens[number - 1].plain) > 1):
        return False
    for _ in range(_MIDDLE):
        if number and len(words.tokens[number - 1].plain) == 1:
            number -= 1
    if not number or words.gap(number).strip() not in {"", ".", "-", "_"}:
        return False
    title = words.tokens[number - 1]
    return title.plain in TITLES and (title.written[0].isupper() or words.soft(number))
