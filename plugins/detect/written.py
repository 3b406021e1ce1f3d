"""Is there a word or a name in a picture? What is written there, told as kinds and places, never in words."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from plugins.detect.known import Known
from plugins.detect.memory import Detector
from plugins.detect.names import names
from plugins.detect.seen import WRITING, Line
from plugins.detect.sight import Sight
from plugins.model.finding import (
    FIRST_NAME,
    FULL_NAME,
    LIKELY_NAME,
    NEAR_NAME,
    WRITTEN,
    WRITTEN_FULL_NAME,
    WRITTEN_NAME,
    Detection,
    Place,
)
from plugins.model.plain import to_plain
from plugins.model.post import Field, Post

_KINDS = {
    FULL_NAME: WRITTEN_FULL_NAME,
    FIRST_NAME: WRITTEN_NAME,
    NEAR_NAME: WRITTEN_NAME,
    LIKELY_NAME: WRITTEN_NAME,
}
_NOWHERE = Place(path="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """Whether letters were seen at all, and where in the picture a reader would read words."""

    letters: bool
    words: tuple[str, ...]


def written(sight: Sight, post: Post, known: Known) -> Iterator[Detection]:
    """One Detection for words that anyone can read, and one for each name, by its line in the picture.

    A picture is read once; it is read again only for another roll, other allowed words or other code.
    """
    seen = known.memory.recall(WRITING, sight.key, Writing, lambda: _summed_up(sight.lines()))
    for where in seen.words[:1]:
        yield Detection(kind=WRITTEN, place=_NOWHERE, note=where)
    if seen.letters:
        yield from known.memory.recall(
            Detector(name="written-names", version=f"{WRITING.version}, {_code()}"),
            f"{sight.key} {_digest((known.roll, known.school.no_names))}",
            tuple[Detection, ...],
            lambda: tuple(_named(sight.lines(), post, known)),
        )


def _summed_up(found: Sequence[Line]) -> Writing:
    return Writing(letters=bool(found), words=tuple(line.where for line in found if line.readable))


def _named(found: Sequence[Line], post: Post, known: Known) -> Iterator[Detection]:
    """Names among the lines, by the same eyes that read posts; one line below another may be one name."""
    text = Field(name="photo", text="\n".join(line.text for line in found), line=1)
    for name in names(replace(post, fields=(text,)), "", known.roll, known.school.no_names):
        yield Detection(kind=_KINDS.get(name.kind, WRITTEN), place=_NOWHERE, note=found[name.place.line - 1].where)


def _digest(values: tuple[object, ...]) -> str:
    return hashlib.sha256(json.dumps(to_plain(values), default=str).encode()).hexdigest()


@cache
def _code() -> str:
    """The names that are found depend on all code and lists around: with any other, they are looked for again."""
    files = sorted(file for file in Path(__file__).parent.iterdir() if file.suffix in {".py", ".txt"})
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
