"""What can be measured in a photo of a post? What every detector sees in its very bytes, remembered by them."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PIL import __version__ as pillow

from plugins.detect.decode import read
from plugins.detect.memory import Detector, Memory
from plugins.detect.metadata import inspect
from plugins.model.errors import Refused
from plugins.model.finding import FORMAT, Detection, Place
from plugins.model.post import Photo

_METADATA = Detector(name="metadata", version=f"1, pillow {pillow}")
_NOWHERE = Place(path="")


def photo(shown: Photo, file: Path, place: Place, memory: Memory) -> Iterator[Detection]:
    """What is wrong with `file`, the photo that a post shows; a file that changed since it was read is FORMAT."""
    try:
        found = memory.recall(
            _METADATA,
            f"{shown.digest} {file.suffix}",
            tuple[Detection, ...],
            lambda: inspect(_bytes(shown, file), file.suffix, _NOWHERE),
        )
    except Refused as error:
        found = (Detection(kind=FORMAT, place=place, note=error.what, remedy=error.fix),)
    yield from (replace(one, place=place) for one in found)


def _bytes(shown: Photo, file: Path) -> bytes:
    """The bytes that were read with the post; what other bytes look like would be remembered for these."""
    data = read(file)
    if hashlib.sha256(data).hexdigest() != shown.digest:
        raise Refused("the photo changed while it was read", fix="run the command again")
    return data
