"""What is written in a picture? Lines of text, read whichever way up they stand.

The network that finds lines and the one that reads them (PP-OCRv6 small, Apache-2.0) lie in the package `rapidocr`.
What was read lives in memory while names are looked for in it, and is never told, logged or stored.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from rapidocr import RapidOCR

from plugins.detect.pixels import Pixels
from plugins.detect.seen import Line
from plugins.detect.weights import weights

_SIDE = 1280
_MOST = 100
_FLAT = 1.5
"""A line so much wider than it is tall is upright or upside down; one so much taller stands on its end."""
_GUESS = 0.5
_LETTERS = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Reader:
    """`find` gives the corners of each line (n, 4, 2) in pixels; `read` the text of one line that lies flat."""

    find: Callable[[Pixels], Sequence[NDArray[np.float32]]]
    read: Callable[[Pixels], tuple[str, float]]


def lines(picture: Pixels, reader: Reader | None = None) -> tuple[Line, ...]:
    """Every line with two letters or more, from top to bottom; at most 100 places are looked at."""
    eyes = reader or _opened()
    scale = min(1.0, _SIDE / max(picture.shape[:2]))
    height, width = (max(1, round(length * scale)) for length in picture.shape[:2])
    small = np.asarray(cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA), dtype=np.uint8)
    found = (_line(small, corners, eyes) for corners in eyes.find(small)[:_MOST])
    return tuple(sorted((line for line in found if line), key=lambda line: (line.y, line.x)))


def _line(picture: Pixels, corners: NDArray[np.float32], reader: Reader) -> Line | None:
    text, sure = max((reader.read(turned) for turned in _turns(_cut(picture, corners))), key=lambda said: said[1])
    if sure < _GUESS or not _LETTERS.search(text):
        return None
    height, width = picture.shape[:2]
    x, y = (float(middle) for middle in corners.mean(axis=0))
    return Line(text=text, sure=sure, x=x / width, y=y / height)


def _cut(picture: Pixels, corners: NDArray[np.float32]) -> Pixels:
    """The line alone, laid straight."""
    across, down = corners[1] - corners[0], corners[3] - corners[0]
    width, height = (max(1, round(float(np.linalg.norm(side)))) for side in (across, down))
    straight = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    turn = cv2.getPerspectiveTransform(corners.astype(np.float32), straight)
    cut = cv2.warpPerspective(picture, turn, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(cut, dtype=np.uint8)


def _turns(line: Pixels) -> Iterator[Pixels]:
    """The ways in which a line may have to be turned to be read."""
    height, width = line.shape[:2]
    if width > _FLAT * height:
        quarters: tuple[int, ...] = (0, 2)
    elif height > _FLAT * width:
        quarters = (1, 3)
    else:
        quarters = (0, 1, 2, 3)
    yield from (np.ascontiguousarray(np.rot90(line, quarter)) for quarter in quarters)


@cache
def _opened() -> Reader:
    return open_reader()


def open_reader() -> Reader:
    """Both networks, ready; CouldNotRun where their weights are not there. Nothing is fetched: the files are named."""
    engine: Any = RapidOCR(
        params={
            "Global.log_level": "critical",
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Det.model_path": str(weights("rapidocr", "rapidocr/models/PP-OCRv6_det_small.onnx", _DET)),
            "Rec.model_path": str(weights("rapidocr", "rapidocr/models/PP-OCRv6_rec_small.onnx", _REC)),
        }
    )
    cv2.setNumThreads(1)

    def find(picture: Pixels) -> Sequence[NDArray[np.float32]]:
        boxes = engine(picture[:, :, ::-1], use_det=True, use_cls=False, use_rec=False).boxes
        return () if boxes is None else [np.asarray(box, dtype=np.float32) for box in boxes]

    def read(line: Pixels) -> tuple[str, float]:
        said = engine(line[:, :, ::-1], use_det=False, use_cls=False, use_rec=True)
        return (str(said.txts[0]), float(said.scores[0])) if said.txts else ("", 0.0)

    return Reader(find=find, read=read)


_DET = "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f"
_REC = "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884"
