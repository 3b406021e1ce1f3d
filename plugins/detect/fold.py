"""When are two spellings the same name? Folded to plain letters, with every common disguise taken off."""

import html
import re
import unicodedata
from urllib.parse import unquote

_LOOK_ALIKE = dict(
    zip(
        "АВСЕНІЈКМОРЅТУХаеіјорсухѕԁһкмнвтьгΑΒΕΖΗΙΚΜΝΟΡΤΥΧαειικνορτυχϲϳɑɡıɩłŁøØđĐðÐħʀʟɴɪʏʙɢʜᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢ∅",
        "ABCEHIJKMOPSTYXaeijopcyxsdhkmhbtbrABEZHIKMNOPTYXaeiikvoptuxcjagiilLoOdDdDhrlniybghacdejkmoptuvwzo",
        strict=True,
    )
)
_LOOK_ALIKE |= dict.fromkeys("\u2018\u2019\u02bc\u02b9\u02bb\u2032\uff07\xb4`", "'")
_LOOK_ALIKE |= dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-")
_LOOK_ALIKE |= {"æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th"}
_INVISIBLE = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f")
_REGIONAL = range(0x1F1E6, 0x1F200)
_BOXED = (range(0x1F130, 0x1F14A), range(0x1F150, 0x1F16A), range(0x1F170, 0x1F18A))
_BREAKS = frozenset("\u2028\u2029\x85\x0b\x0c")


class _Folding(dict[int, str]):
    """A table for str.translate that works out each sign once."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = "".join(map(_sign, unicodedata.normalize("NFKD", _alike(chr(code)))))
        return folded


def _alike(sign: str) -> str:
    code = ord(sign)
    if code in _REGIONAL:
        return chr(code - _REGIONAL.start + ord("a"))
    boxed = next((box for box in _BOXED if code in box), None)
    if boxed:
        return chr(code - boxed.start + ord("A"))
    return _LOOK_ALIKE.get(sign, sign)


def _sign(sign: str) -> str:
    if sign in _INVISIBLE or unicodedata.category(sign) in {"Mn", "Me", "Mc", "Cf"}:
        return ""
    return " " if sign in _BREAKS else _LOOK_ALIKE.get(sign, sign)


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Plain letters, case kept; lines stay lines. Entities and percent-encoding are read, invisible signs go."""
    plain = html.unescape(text) if "&" in text else text
    plain = unquote(plain) if re.search("%[0-9A-Fa-f]{2}", plain) else plain
    return plain.translate(_FOLDING)


def key(name: str) -> str:
    """A name as it is compared: folded, lower case, one space between its words, no marks at all."""
    words = re.split(r"[\s\-_.]+", fold(name).casefold())
    return " ".join(word for word in (re.sub(r"[\W_]", "", word) for word in words) if word)
