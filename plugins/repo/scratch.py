"""Where do bytes wait until git takes them? In files of a folder that goes again at once."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from plugins.repo.errors import GitFailed


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A folder for as long as the context lasts; GitFailed where no file can be written in it."""
    try:
        with tempfile.TemporaryDirectory(prefix="schoolgate-") as folder:
            yield Path(folder)
    except OSError as error:
        raise GitFailed(f"a temporary file cannot be written: {error.strerror}", fix="make room on the disk") from error


def put(file: Path, content: bytes | None) -> Path | None:
    """The file with these bytes in it; None for none."""
    if content is not None:
        file.write_bytes(content)
    return None if content is None else file
