"""Which words does a text have? Cut where people, file names, addresses and hashtags put a boundary."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from plugins.detect.fold import fold

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_EMPHASIS = re.compile(r"[*`~]+|(?<![^\W_])_+|_+(?![^\W_])")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_JOINT = re.compile(r"([^\W_]+)'([^\W_]+)")
_BROKEN = re.compile(r"([^\W\d_]{2,})-[ \t]*\n[ \t]*([^\W\d_]+)")
_SHORT = frozenset({"s", "t", "m", "re"})
_PRONOUNS = frozenset(["i", "we", "you", "he", "she", "it", "they", "that", "there", "who", "what", "o"])
"""In we'll and o'clock the mark hides no name."""
_SOFT = re.compile(r"[-_.·+|]{0,3}")
_NEAR = 12
_SPELLED = 3
"""From so many single letters in a row they spell a word."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word: as written (folded), as compared (lower case, no possessive), and where it stands in `Words.text`."""

    written: str
    plain: str
    start: int
    end: int

    @property
    def spelled(self) -> bool:
        """Whether it stands there letter by letter."""
        return len(self.written) > 2 * len(self.plain) - 2 and len(self.plain) >= _SPELLED


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text, folded, in order."""

    text: str
    tokens: Sequence[Token]
    ends: Sequence[int]

    def line(self, number: int) -> int:
        """On which line, from 0, a word stands."""
        return bisect_left(self.ends, self.tokens[number].start)

    def gap(self, number: int) -> str:
        """What stands between a word and the one before it; nothing before the first."""
        return self.text[self.tokens[number - 1].end : self.tokens[number].start] if number else ""

    def near(self, number: int) -> bool:
        """Whether there is such a word, and near enough to the one before it to belong to one name."""
        return number < len(self.tokens) and len(self.gap(number)) <= _NEAR

    def soft(self, number: int) -> bool:
        """Whether a word could be the rest of the one before it: Jo-Ann, jo_ann, joAnn."""
        return _SOFT.fullmatch(self.gap(number)) is not None


def words(text: str) -> tuple[Words, ...]:
    """The readings of a text: as written; without tags and emphasis; and with Amara'll, d'Amara or Ama-, ra mended."""
    folded = fold(text)
    bare = _EMPHASIS.sub("", _TAG.sub(lambda tag: "\n" * tag[0].count("\n"), folded))
    mended = _JOINT.sub(_apart, _BROKEN.sub(r"\1\2\n", bare))
    return tuple(cut(reading) for reading in dict.fromkeys((folded, bare, mended)))


def _apart(joint: re.Match[str]) -> str:
    """Two words for one with a mark in it, which may hide a name before an ending or after an article."""
    plain = joint[1].casefold() in _PRONOUNS or joint[2].casefold() in _SHORT
    return joint[0] if plain else f"{joint[1]} {joint[2]}"


def cut(text: str) -> Words:
    """The words of a folded text."""
    tokens: list[Token] = []
    for found in _WORD.finditer(text):
        word, start = found[0], found.start()
        if word[1:].islower() or word[:-1].islower() or word.isupper() or word.isdigit():
            tokens.append(_token(word, start))
            continue
        cuts = [0, *(cut.start() for cut in _CAMEL.finditer(word)), len(word)]
        tokens.extend(_token(word[a:b], start + a) for a, b in pairwise(cuts))
    ends = [found.start() for found in re.finditer("\n", text)]
    return Words(text, _spelled(tokens, text), ends)


def _token(word: str, start: int) -> Token:
    plain = word.casefold()
    if "'" in plain:
        plain = plain.removesuffix("'s").replace("'", "")
    return Token(word, plain, start, start + len(word))


def _spelled(tokens: Sequence[Token], text: str) -> Sequence[Token]:
    """Letters one by one become the word that they spell."""
    joined: list[Token] = []
    run: list[Token] = []
    for token in tokens:
        near = not run or token.start - run[-1].end <= _SPELLED
        if len(token.plain) == 1 and near:
            run.append(token)
            continue
        joined.extend(_word_of(run, text))
        run = [token] if len(token.plain) == 1 else []
        if not run:
            joined.append(token)
    return [*joined, *_word_of(run, text)]


def _word_of(run: Sequence[Token], text: str) -> Sequence[Token]:
    if len(run) < _SPELLED:
        return run
    start, end = run[0].start, run[-1].end
    return [Token(text[start:end], "".join(token.plain for token in run), start, end)]
