"""Which pictures did this clone make, and are they still as it made them? Nothing becomes public on a cache's word.

Beside the pictures of each photo lies a sealed list of them. It names nothing but plain files of the cache.
"""

import hashlib
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from plugins.detect.seal import Cache

INDEX = ".made"
"""How the file of such a list ends; the digest of the photo is its beginning."""
_NAME = re.compile(r"[a-z0-9-]+\.(?:jpg|avif)", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A file as it was written: `digest` is the SHA-256 of its bytes, `written` the disk's time in nanoseconds."""

    digest: str
    bytes: int
    written: int
    inode: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """One width in the cache, as JPEG and as AVIF: a name is the start of the file's own SHA-256 and the width."""

    name: str
    width: int
    height: int
    bytes: int
    avif: str
    avif_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """All that was made of one photo, widest last; `files` are the JPEG and the AVIF of each, in the same order."""

    widths: tuple[Derived, ...]
    files: tuple[Made, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The files' names in the cache."""
        return tuple(name for one in self.widths for name in (one.name, one.avif))


def made(file: Path, data: bytes) -> Made:
    """What there is to say of a file that was just written with these bytes."""
    found = file.stat()
    digest = hashlib.sha256(data).hexdigest()
    return Made(digest=digest, bytes=len(data), written=found.st_mtime_ns, inode=found.st_ino)


def is_as_made(file: Path, known: Made) -> bool:
    """Whether a file has the bytes that it was made with; they are read only where it is not the very same file.

    To hash the pictures of a whole site each time takes longer than to build it.
    """
    try:
        found = file.lstat()
        if not stat.S_ISREG(found.st_mode) or found.st_size != known.bytes:
            return False
        if (found.st_mtime_ns, found.st_ino) == (known.written, known.inode):
            return True
        return hashlib.sha256(file.read_bytes()).hexdigest() == known.digest
    except OSError:
        return False


def keep(cache: Cache, key: str, pictures: Pictures) -> None:
    """Write down what was made; `key` is the digest of the photo, and whatever else tells its pictures apart."""
    cache.seal(f"{key}{INDEX}").keep(pictures)


def recall(cache: Cache, key: str) -> Pictures | None:
    """What was made of a photo before, when all of it is there as it was made."""
    known = _plain(cache.seal(f"{key}{INDEX}").recall(Pictures))
    if known is None:
        return None
    found = zip(known.names, known.files, strict=True)
    return known if all(is_as_made(cache.folder / name, file) for name, file in found) else None


def origins(cache: Cache) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The digest of each photo of which this machine made pictures, and their names; OSError where none can be read."""
    for index in sorted(cache.folder.glob(f"*{INDEX}")):
        if known := _plain(cache.seal(index.name).demand(Pictures)):
            yield index.name.partition("-")[0], known.names


def _plain(known: Pictures | None) -> Pictures | None:
    """A list whose names are nothing but names, whoever wrote it: they are joined to paths."""
    return known if known and all(map(_NAME.fullmatch, known.names)) else None
