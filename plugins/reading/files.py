"""What are the bytes of this file? Regular files at their real place alone: no link, no pipe, nothing endless."""

import os
import stat
from pathlib import Path


def load(file: Path, most: int) -> bytes:
    """The bytes of a file given by its real path; ValueError says in plain words why there are none.

    `most` is the largest size in bytes that is read.
    """
    try:
        if file.resolve() != file:
            raise ValueError("is a link to another place; put the file itself here")
        # Neither a link put there since nor a pipe without a writer may hold us up.
        handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except (OSError, RuntimeError) as error:  # older Pythons tell a link that leads to itself by RuntimeError
        raise ValueError("is not there, or cannot be opened") from error
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise ValueError("is not a file")
        with os.fdopen(handle, "rb", closefd=False) as opened:
            data = opened.read(most + 1)
    finally:
        os.close(handle)
    if len(data) > most:
        raise ValueError(f"is larger than {most // 1024:,} KiB")
    return data
