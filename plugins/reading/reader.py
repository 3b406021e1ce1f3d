"""What did the teacher write? Every file below content/ as a post, or as the list of its faults."""

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from plugins.model.errors import CouldNotRun
from plugins.model.finding import Detection
from plugins.model.post import Post
from plugins.model.school import School
from plugins.reading import caps, files, photos, walk
from plugins.reading.faults import Faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One file, read.

    `path` is relative to the repository; `digest` is SHA-256 of the file's bytes, empty where they could not be read;
    `post` is None exactly where there are `faults`.
    """

    path: str
    digest: str
    post: Post | None
    faults: tuple[Detection, ...]


Recall = Callable[[str, str], Post | None]
"""The post that was read before from a path and bytes of that digest, under the same settings; None where none was."""


def _forgetful(_path: str, _digest: str) -> None:
    """Nothing was read before."""


def read_all(content: Path, school: School, recall: Recall = _forgetful) -> tuple[Reading, ...]:
    """Every post, page and wrong file below `content`, by path; photos that may stand there are not listed.

    What `recall` knows is not read again, unless one of its photos is another now. CouldNotRun where there is no such
    folder or where it holds more than 10,000 files.
    """
    if content.is_symlink() or not content.is_dir():
        raise CouldNotRun("there is no folder content", fix="run this in the school's folder, where school.toml is")
    found = []
    for file in walk.below(content):
        found.append(file.relative_to(content).parts)
        if len(found) > walk.MOST_FILES:
            raise CouldNotRun(
                f"content holds more than {walk.MOST_FILES:,} files", fix="move the oldest years to another folder"
            )
    readings = [_read(parts, content, school, recall) for parts in found if not _is_photo(parts, content)]
    readings = _with_twins(readings, walk.alike(found))
    return tuple(sorted(_with_doubled_ids(readings), key=lambda reading: reading.path))


def read(file: Path, content: Path, school: School) -> Reading:
    """One file below `content`; never raises whatever the file holds."""
    inside = file.is_relative_to(content)
    return _read(file.relative_to(content).parts if inside else (), content, school)


def _read(parts: tuple[str, ...], content: Path, school: School, recall: Recall = _forgetful) -> Reading:
    path = walk.shown(parts)
    faults = Faults(path)
    if reason := walk.refusal(parts):
        faults.add(1, 1, *reason)
        return Reading(path=path, digest="", post=None, faults=faults.told())
    try:
        data = files.load(content.resolve().joinpath(*parts), caps.MOST_BYTES)
    except ValueError as error:
        faults.add(1, 1, f"this {error}", "only plain text files are posts")
        return Reading(path=path, digest="", post=None, faults=faults.told())
    digest = hashlib.sha256(data).hexdigest()
    known = recall(path, digest)
    if known and _same_photos(known, content):
        return Reading(path=path, digest=digest, post=known, faults=())
    from plugins.reading.parse import parse  # noqa: PLC0415 - the parsers take a while to load

    post = parse(data, "/".join(parts), content, school, faults)
    told = faults.told()
    return Reading(path=path, digest=digest, post=None if told else post, faults=told)


def _same_photos(post: Post, content: Path) -> bool:
    """Whether the photos of a post are, byte for byte, those that were read with it."""
    try:
        return all(photos.digest(photo.file, content) == photo.digest for photo in post.photos)
    except ValueError:
        return False


def _is_photo(parts: tuple[str, ...], content: Path) -> bool:
    file = content.joinpath(*parts)
    return parts[:1] == (photos.FOLDER,) and not walk.refusal(parts) and file.is_file() and not file.is_symlink()


def _with_twins(readings: Sequence[Reading], twins: set[tuple[str, ...]]) -> list[Reading]:
    note, remedy = "another name differs from this one only in capitals or accents", "rename one of the two"
    paths = tuple(walk.shown(parts) for parts in twins)
    return [
        _refused(reading, note, remedy)
        if any((reading.path + "/").startswith(path + "/") for path in paths)
        else reading
        for reading in readings
    ]


def _with_doubled_ids(readings: Sequence[Reading]) -> list[Reading]:
    used = Counter(reading.post.id for reading in readings if reading.post)
    note, remedy = "another file has the same `id`", "give the newer of the two an id of its own"
    return [
        _refused(reading, note, remedy, reading.post.line_of("id"))
        if reading.post and used[reading.post.id] > 1
        else reading
        for reading in readings
    ]


def _refused(reading: Reading, note: str, remedy: str, line: int = 1) -> Reading:
    faults = Faults(reading.path)
    faults.add(line, 1, note, remedy)
    return replace(reading, post=None, faults=(*reading.faults, *faults.told()))
