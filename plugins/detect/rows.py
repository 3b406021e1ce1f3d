"""Where do names stand? First names with their surnames, one after another, before anything is judged."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plugins.detect.around import praised
from plugins.detect.lexicon import LONG, Sort, lexicon
from plugins.detect.matches import titled
from plugins.detect.ordinary import NO_NAMES, SMALL_LETTERS, THINGS, TITLES, TREES
from plugins.detect.sense import starts
from plugins.detect.sound import sound
from plugins.detect.tokens import Words

PART = 3
"""Letters from which a word may be a name."""
_LONGEST = 4
_JOINED = 12
_CHAIN = re.compile(r"(?:'s)?(?:,|,? and|,? &| ac?| agus|,? or|;|/| with|,? and to)[\s*_]+")
_NUMBER = re.compile(r" \d")
_SOMEBODY = re.compile(
    r" and (?:his|her) |'s (?:mum|mam|dad|nan|gran\w*|mother|father|brother|sister)\b|,? aged [\dfsent]"
)
_ANYBODY = frozenset(
    {"anybody", "anyone", "nobody", "somebody", "someone", "man", "woman", "boy", "girl", "child", "baby"}
)
_IN_ADDRESS = re.compile(r"[.@/_]\w|@")
_NO_SURNAMES = THINGS | NO_NAMES
TOLD = frozenset({"was", "when", "how", "because", "that", "as", "then", "while"})
"""After these a word with a capital that does something is somebody: it was Nebyat who won, when Thrandil sang."""


@dataclass(frozen=True, slots=True)
class Name:
    """Words `start` to `end` with a capital, the first of which is a first name, or perhaps one (`sort` None)."""

    start: int
    end: int
    sort: Sort | None
    titled: bool


def in_rows(words: Words) -> Iterator[tuple[Name, ...]]:
    """Names in the order of a text, those together that stand in a row: Amara, Kofi and Zuzanna."""
    row: list[Name] = []
    for name in _names(words):
        if row and not _CHAIN.fullmatch(words.text[_shown(words, row[-1].end - 1) : words.tokens[name.start].start]):
            yield tuple(row)
            row = []
        row.append(name)
    if row:
        yield tuple(row)


def _shown(words: Words, number: int) -> int:
    token = words.tokens[number]
    return token.end - 2 if token.written.endswith("'s") else token.end


def _names(words: Words) -> Iterator[Name]:
    """First names, with the surnames that follow; words that no list has where they stand like a name."""
    number, last, names = 0, -1, lexicon().names
    while number < len(words.tokens):
        token = words.tokens[number]
        if not token.written[:1].isupper() and token.plain not in names:
            number += 1
            continue
        end, sort = _first(words, number)
        adult = titled(words, number)
        if not adult and not _stands_like_a_name(words, number, sort, last):
            number += 1
            continue
        while _goes_on(words, number, end):
            end += 1
        yield Name(number, end, sort, adult)
        number = last = end


def _goes_on(words: Words, start: int, end: int) -> bool:
    return (
        end < len(words.tokens)
        and end - start < (1 if words.tokens[start].written.isupper() else _LONGEST)
        and words.gap(end) in ({" ", "-", ". "} if len(words.tokens[end - 1].plain) == 1 else {" ", "-"})
        and words.tokens[end].written[:1].isupper()
        and words.tokens[end].plain not in _NO_SURNAMES
    )


def _first(words: Words, number: int) -> tuple[int, Sort | None]:
    """Up to which word a first name goes: Ka-Ho, Lily-Mae and Amara."""
    names = lexicon().names
    token = words.tokens[number]
    after = number + 1
    if after < len(words.tokens) and words.gap(after) == "-":
        joined = names.get(token.plain + words.tokens[after].plain)
        if joined:
            return after + 1, joined
    return after, names.get(token.plain) or _heard(words, number)


def _heard(words: Words, number: int) -> Sort | None:
    """A word with a capital of its own that no list has, and that sounds like a child's name."""
    plain = words.tokens[number].plain
    heard = len(plain) >= LONG and _unexplained(words, number) and sound(plain) in lexicon().sounds
    return Sort.HEARD if heard else None


def _stands_like_a_name(words: Words, number: int, sort: Sort | None, last: int) -> bool:
    """A first name with a capital or an @; else praise before it, or a name before it in a row."""
    token = words.tokens[number]
    if sort and (token.written[:1].isupper() or (sort is Sort.CHILD and words.gap(number).endswith("@"))):
        return True
    if sort is Sort.CHILD and _small_letters(words, number):
        return True
    if sort is None and _belongs_to_somebody(words, number):
        return True
    if len(token.plain) < PART or not (sort is Sort.CHILD or (sort is None and _unexplained(words, number))):
        return False
    since = words.text[_shown(words, last - 1) : token.start][:_JOINED] if last >= 0 else ""
    told_of = bool(number) and words.tokens[number - 1].plain in TOLD
    return (
        told_of
        or quoted(words, number)
        or _CHAIN.fullmatch(since) is not None
        or (_may_follow_praise(words, number) and praised(words, number))
    )


def _small_letters(words: Words, number: int) -> bool:
    """Whether a name without a capital is no other word either."""
    token = words.tokens[number]
    if len(token.plain) < LONG or not token.plain.isascii() or token.plain in SMALL_LETTERS:
        return False
    before, after = words.text[token.start - 1 : token.start], words.text[token.end : token.end + 2]
    return before not in {*"/.#@_"} and _IN_ADDRESS.match(after) is None


def _belongs_to_somebody(words: Words, number: int) -> bool:
    """Whether a word that starts a sentence, and that no list has, has a mother or is aged six."""
    token = words.tokens[number]
    return (
        starts(words, number)
        and token.plain.isalpha()
        and len(token.plain) >= PART
        and token.plain not in NO_NAMES | TITLES | _ANYBODY
        and _SOMEBODY.match(words.text, _shown(words, number)) is not None
    )


def quoted(words: Words, number: int) -> bool:
    """Whether a word stands in quotation marks of its own, as a nickname does: thank you, 'Tugger'."""
    start, end = words.tokens[number].start, words.tokens[number].end
    return words.text[max(0, start - 1) : start] in {*"'\"\u201c"} and words.text[end : end + 1] in {*"'\"\u201d"}


def _unexplained(words: Words, number: int) -> bool:
    """Whether a word that no list knows has a capital of its own, and counts nothing (Level 2)."""
    written, plain = words.tokens[number].written, words.tokens[number].plain
    return (
        written[:1].isupper()
        and plain.isalpha()
        and not written.isupper()
        and plain not in NO_NAMES | TREES | TITLES
        and not _NUMBER.match(words.text, words.tokens[number].end)
        and "\n" not in words.gap(number)
        and not starts(words, number)
    )


def _may_follow_praise(words: Words, number: int) -> bool:
    before = words.tokens[number - 1] if number else None
    return before is not None and (before.plain in NO_NAMES or before.written[:1].islower())
