"""What can be measured in the photos of a post? All that any detector sees in their bytes, remembered by them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import PIL

from plugins.detect.known import Known
from plugins.detect.memory import Detector
from plugins.detect.metadata import inspect
from plugins.detect.seen import Face
from plugins.detect.sight import Sight
from plugins.detect.written import written
from plugins.model.errors import Refused
from plugins.model.finding import FACE, FORMAT, TURNED_FACE, Detection, Place
from plugins.model.post import Post

METADATA = Detector(name="metadata", version=f"2, pillow {PIL.__version__}")
_NOWHERE = Place(path="")


def photos(post: Post, path: str, content: Path, known: Known) -> Iterator[Detection]:
    """What was seen in each photo of a post, the photo as its target; of a file that is broken, only that.

    CouldNotRun where the weights of a model are not there.
    """
    for number, sight in enumerate(sights(post, content)):
        place, target = Place(path=path, line=sight.shown.line), f"photos[{number}]"
        try:
            found = tuple(_seen(sight, post, known))
        except Refused as error:
            found = (Detection(kind=FORMAT, place=place, note=error.what, remedy=error.fix),)
        yield from (replace(one, place=place, target=target) for one in found)


def sights(post: Post, content: Path) -> tuple[Sight, ...]:
    """The photos of a post, each to be looked at in the folder content/."""
    return tuple(Sight(shown=shown, file=content / "photos" / shown.file) for shown in post.photos)


def told(face: Face) -> Detection:
    """A face as what was measured, without the photo that it is in."""
    kind = TURNED_FACE if face.turned else FACE
    return Detection(kind=kind, place=_NOWHERE, note=face.where, confidence=face.score)


def _seen(sight: Sight, post: Post, known: Known) -> Iterator[Detection]:
    broken = known.memory.recall(
        METADATA,
        sight.key,
        tuple[Detection, ...],
        lambda: inspect(sight.data, sight.file.suffix, _NOWHERE),
    )
    yield from broken
    if any(one.kind == FORMAT for one in broken):
        return
    yield from map(told, sight.faces(known.memory))
    yield from written(sight, post, known)
