"""Which code is this? One digest over files and installed libraries: what another version made is not believed."""

import hashlib
import sys
import sysconfig
from collections.abc import Iterable
from functools import cache
from pathlib import Path

PLUGINS = Path(__file__).parents[1]
_MAKERS = ("model", "reading", "tweet", "detect", "judging")


def version(places: Iterable[Path]) -> str:
    """SHA-256 of Python's version, the names of all installed distributions, and every file in these places."""
    digest = hashlib.sha256("\n".join((sys.version, *_installed())).encode())
    for file in sorted(found for place in places for found in (place.rglob("*") if place.is_dir() else [place])):
        if file.suffix != ".pyc" and file.is_file():
            digest.update(f"\0{file}\0".encode() + file.read_bytes())
    return digest.hexdigest()


@cache
def makers() -> str:
    """The version of all that reads and measures, posts and finished pages alike."""
    return version(PLUGINS / room for room in _MAKERS)


@cache
def _installed() -> tuple[str, ...]:
    """The libraries with their versions, as their folders are called."""
    return tuple(sorted(one.name for one in Path(sysconfig.get_path("purelib")).glob("*.dist-info")))
