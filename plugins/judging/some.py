"""May these files enter history? Each post with its photos, whatever the others are like; a photo needs a post."""

from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path

from plugins.detect.known import Known
from plugins.detect.seal import Seal
from plugins.judging.cases import Cases
from plugins.judging.examine import examine
from plugins.model.case import Judged
from plugins.model.finding import FORMAT, Detection, Place
from plugins.reading.reader import Reading, read_all

_PHOTOS = "content/photos/"


def some(paths: Collection[str], content: Path, known: Known, seal: Seal, *, now: datetime) -> tuple[Judged, ...]:
    """Judge those of the files (relative to the repository) that are there, and every post that shows one of them.

    Everything is read, for two posts may have one id; what `seal` keeps of the last run is not read again.
    """
    found = read_all(content, known.school, Cases(seal, known).post)
    meant = [one for one in found if not _named(one).isdisjoint(paths)]
    shown = {path for one in meant for path in _named(one)}
    loose = [path for path in sorted(paths) if path.startswith(_PHOTOS) and path not in shown]
    return examine([*meant, *_loose(loose, content.parent)], content, known, now=now)


def _named(one: Reading) -> set[str]:
    photos = one.post.photos if one.post else ()
    return {one.path, *(f"{_PHOTOS}{photo.file}" for photo in photos)}


def _loose(paths: list[str], root: Path) -> Iterator[Reading]:
    """Photos that no post shows: nobody could say who is to be seen there."""
    for path in paths:
        if (root / path).exists():
            fault = Detection(
                kind=FORMAT,
                place=Place(path=path),
                note="no post names this photo yet",
                remedy="name it in its post (a draft will do), and commit both together",
            )
            yield Reading(path=path, digest="", post=None, faults=(fault,))
