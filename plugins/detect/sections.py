"""How are the word lists of this folder read? Lines below a [section]; # starts a comment."""

from collections.abc import Iterator
from pathlib import Path


def sections(file: Path) -> Iterator[tuple[str, str]]:
    """Each line that says something, with the name of its section."""
    section = ""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[] ")
        elif line and not line.startswith("#"):
            yield section, line
