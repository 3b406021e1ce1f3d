"""Which files does a finished site have? Plain files of a bounded size; anything else is told."""

import os
from collections.abc import Iterator
from pathlib import Path

MOST_BYTES = 10 * 1024 * 1024


def files(site: Path) -> tuple[set[str], dict[str, str]]:
    """The paths of all plain files below `site`, and of whatever else is there with what is wrong with it."""
    plain, wrong = set(), {}
    for entry in _below(site):
        name = entry.path[len(f"{site}/") :]
        if not entry.is_file(follow_symlinks=False):
            wrong[name] = "neither a file nor a folder"
        elif entry.stat().st_size > MOST_BYTES:
            wrong[name] = f"larger than {MOST_BYTES} bytes"
        else:
            plain.add(name)
    return plain, wrong


def _below(folder: Path | str) -> "Iterator[os.DirEntry[str]]":
    """Everything that is no folder; no link is followed."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _below(entry.path)
            else:
                yield entry
