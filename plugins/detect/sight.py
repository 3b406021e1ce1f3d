"""What can be looked at in one photo? Its bytes, its pixels, faces and writing: each only when somebody asks."""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from plugins.detect.decode import read
from plugins.detect.memory import Memory
from plugins.detect.seen import FACES, Face, Line
from plugins.model.errors import Refused
from plugins.model.post import Photo

if TYPE_CHECKING:
    from plugins.detect.pixels import Pixels


@dataclass(frozen=True, kw_only=True)
class Sight:
    """One photo of a post, opened only when something must be measured.

    The models and what they need take a second to load; where everything is remembered they are never imported.
    """

    shown: Photo
    file: Path

    @property
    def key(self) -> str:
        """What an answer is remembered by: the bytes, and what their name says that they are."""
        return f"{self.shown.digest} {self.file.suffix}"

    @cached_property
    def data(self) -> bytes:
        """The bytes that were read with the post; Refused for any others, which would be remembered as these."""
        data = read(self.file)
        if hashlib.sha256(data).hexdigest() != self.shown.digest:
            raise Refused("the photo changed while it was read", fix="run the command again")
        return data

    def faces(self, memory: Memory) -> tuple[Face, ...]:
        """Every face, the surest first."""
        return memory.recall(FACES, self.key, tuple[Face, ...], self._faces)

    def lines(self) -> tuple[Line, ...]:
        """Everything that is written there. It is never remembered: what is written may be a name."""
        from plugins.detect.writing import lines  # noqa: PLC0415 - see above

        return lines(self._pixels)

    def _faces(self) -> tuple[Face, ...]:
        from plugins.detect.faces import faces  # noqa: PLC0415 - see above

        return faces(self._pixels)

    @cached_property
    def _pixels(self) -> "Pixels":
        from plugins.detect.pixels import pixels  # noqa: PLC0415 - see above

        return pixels(self.data, self.file.suffix)
