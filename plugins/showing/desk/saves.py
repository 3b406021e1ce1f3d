"""When was something saved, and what? Looks at names, sizes and times of what a teacher edits; reads nothing."""

import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

_EDITED = ("content", "theme", "school.toml", "follows.toml")
_PAUSE_S = 0.3
_MOST = 50_000
"""So many files are looked at; a folder with more is no school's content."""


def saves(root: Path) -> Iterator[frozenset[str]]:
    """The paths that were saved or removed, each time there are some; at the beginning, everything."""
    seen: dict[str, tuple[int, int]] = {}
    while True:
        now = _stamps(root)
        changed = frozenset(path for path, _ in seen.items() ^ now.items())
        seen = now
        if changed:
            yield changed
        time.sleep(_PAUSE_S)


def _stamps(root: Path) -> dict[str, tuple[int, int]]:
    found = {}
    for path in islice((file for name in _EDITED for file in (root / name, *(root / name).rglob("*"))), _MOST):
        try:
            status = path.lstat()
        except OSError:
            continue  # gone while we looked: the next look tells
        if not path.is_dir():
            found[path.relative_to(root).as_posix()] = (status.st_mtime_ns, status.st_size)
    return found
