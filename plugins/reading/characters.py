"""Can everybody see every character? What cannot be seen hides names from readers and from rules alike."""

import codecs
import re
import unicodedata
from collections.abc import Iterator

from plugins.reading.faults import Faults

_REFUSED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"})
_SEEN = frozenset("\n\t \u00a0")
# Invisible although Unicode calls them letters, marks or symbols: fillers, joiners, selectors, the blank Braille cell,
# an empty note head; and the replacement characters, which say that something was lost on the way here.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffc\ufffd\U00016fe4"
    "\U0001d159\U000e0100-\U000e01ef]"
)
# The standard keeps these for future emoji (Extended_Pictographic), so an older Python may meet a newer picture.
_FUTURE_EMOJI = re.compile("[\U0001f6d0-\U0001f6ff\U0001fa70-\U0001faff]")
_PICTURE = (
    "(?:[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u27bf\u2900-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
    "(?:\ufe0f|[\U0001f3fb-\U0001f3ff])?)"
)
_TAGS = {nation: "".join(chr(0xE0000 + ord(letter)) for letter in nation) for nation in ("gbeng", "gbsct", "gbwls")}
# Emoji sequences as a whole: joined pictures, keycaps, and the flags of England, Scotland and Wales.
_SEQUENCE = re.compile(
    f"\U0001f3f4(?:{'|'.join(_TAGS.values())})\U000e007f|{_PICTURE}(?:\u200d{_PICTURE})*|[0-9#*]\ufe0f\u20e3"
)
_JOINS = re.compile("[\u200d\ufe0f\U000e0061-\U000e007f]")
_PLAIN = re.compile(r"[\n\t -~\u00a0-\u00ac\u00ae-\u017f\u2010-\u2027\u2030-\u2049\u20ac]*")


def decode(data: bytes, faults: Faults) -> str | None:
    """The text of a file with LF line ends and without a byte-order mark; None where it is not UTF-8."""
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        faults.add(before.count(b"\n") + 1, column, "this file is not UTF-8 text", "save it as UTF-8")
        return None
    return text.replace("\r\n", "\n")


def clean(text: str, faults: Faults) -> str:
    """Tell every character that cannot be seen; the same text with `?` in their places, so that reading can go on."""
    hidden = list(places(text))
    for index, character in hidden:
        line = text.count("\n", 0, index) + 1
        tell(character, line, index - text.rfind("\n", 0, index), faults)
    if not hidden:
        return text
    letters = list(text)
    for index, _ in hidden:
        letters[index] = "?"
    return "".join(letters)


def tell(character: str, line: int, column: int, faults: Faults) -> None:
    """One fault for one hidden character, named by its code point."""
    faults.add(
        line,
        column,
        f"a character that cannot be seen or is not text stands here (U+{ord(character):04X})",
        "delete it and type the words around it again",
    )


def places(text: str) -> Iterator[tuple[int, str]]:
    """Where hidden characters stand in a text, and which they are."""
    if _PLAIN.fullmatch(text):
        return
    text = _SEQUENCE.sub(lambda sequence: _JOINS.sub("x", sequence[0]), text)
    bad = {character for character in set(text) if _hidden(character)}
    if bad:
        yield from ((index, character) for index, character in enumerate(text) if character in bad)


def _hidden(character: str) -> bool:
    if character in _SEEN or _FUTURE_EMOJI.match(character):
        return False
    return unicodedata.category(character) in _REFUSED or _UNSEEN.match(character) is not None
