"""Is this word a name here? Grace won, but we say grace; in May, but May won."""

import re

from plugins.detect.ordinary import (
    BEFORE_PLACES,
    BEFORE_TIMES,
    DEEDS,
    MONTHS,
    MOSTLY_NAMES,
    PLACES,
    THINGS,
)
from plugins.detect.tokens import Words

_START = re.compile(r"(^|[.!?:;]|\n\s*\n|\n[ \t]*(#+|[->•]|\d+\.))[\s\"'“”(\[*_]*$")
_LOOK_BACK = 60
_LONG = 4
_AROUND = 200


def may_be_a_child(words: Words, number: int) -> bool:
    """Whether an ordinary word has a capital letter that nothing but a name explains."""
    token = words.tokens[number]
    before = words.tokens[number - 1].plain if number else ""
    after = words.tokens[number + 1].plain if number + 1 < len(words.tokens) else ""
    if not token.written[0].isupper() or after in THINGS:
        return False
    if token.plain in MONTHS and _time(before, after):
        return False
    if token.plain in PLACES and before in BEFORE_PLACES:
        return False
    if _headline(words, number):
        return False
    return not starts(words, number) or after in DEEDS or token.plain in MOSTLY_NAMES


def starts(words: Words, number: int) -> bool:
    """Whether a sentence starts here, so that any word has a capital."""
    start = words.tokens[number].start
    return _START.search(words.text[max(0, start - _LOOK_BACK) : start]) is not None


def _time(before: str, after: str) -> bool:
    return before in BEFORE_TIMES or before[:1].isdigit() or after[:1].isdigit() or after in {"half", "bank", "day"}


def _headline(words: Words, number: int) -> bool:
    """Whether most of the line has capitals, so that one more says nothing."""
    line = words.line(number)
    start = words.ends[line - 1] if line else 0
    end = words.ends[line] if line < len(words.ends) else len(words.text)
    token = words.tokens[number]
    around = (
        words.text[max(start, token.start - _AROUND) : token.start]
        + words.text[token.end : min(end, token.end + _AROUND)]
    )
    others = [word for word in re.findall(r"[^\W\d_]+", around) if len(word) >= _LONG]
    return bool(others) and 2 * sum(word[0].isupper() for word in others) > len(others)
