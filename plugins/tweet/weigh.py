"""How long is a tweet for X? Weighted by the configuration v3 of twitter-text; 280 is the most that X takes.

After NFC every link weighs 23, every emoji sequence 2, Latin and most European letters 1, everything else 2.
"""

import unicodedata

import regex  # type: ignore[import-untyped] # its stubs are no dependency of ours

from plugins.tweet.links import find_links

LIMIT = 280

_LINK = 23
_HEAVY = 2
_LIGHT = (range(4352), range(8192, 8206), range(8208, 8224), range(8242, 8248))

_EMOJI_PART = r"""
    (?: [©®]\ufe0f | (?![©®])[\p{Emoji_Presentation}\p{Extended_Pictographic}]\ufe0f? )
    (?: \p{Emoji_Modifier} | [\U000e0020-\U000e007e]+\U000e007f )?
"""
_EMOJI = regex.compile(
    rf"\p{{RI}}\p{{RI}} | [0-9\#*]\ufe0f?\u20e3 | {_EMOJI_PART} (?: \u200d {_EMOJI_PART} )*", regex.X
)


def weighted_length(text: str) -> int:
    """The weight of a text as X counts it; any text has one."""
    text = unicodedata.normalize("NFC", text)
    weight, end = 0, 0
    for start, stop in find_links(text):
        weight += _words(text[end:start]) + _LINK
        end = stop
    return weight + _words(text[end:])


def _words(text: str) -> int:
    rest: str
    emoji: int
    rest, emoji = _EMOJI.subn("", text)
    return _HEAVY * emoji + sum(1 if any(ord(letter) in light for light in _LIGHT) else _HEAVY for letter in rest)
