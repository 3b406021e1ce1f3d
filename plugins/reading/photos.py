"""Is that a photo of ours? A plain name, a regular file inside content/photos, and the digest of its bytes."""

import hashlib
import re
from pathlib import Path

from plugins.reading import files

FOLDER = "photos"
_MOST_BYTES = 10 * 1024 * 1024
_NAME = re.compile(r"[a-z0-9][a-z0-9._/-]*\.(?:jpg|jpeg|png|webp)", re.ASCII)


def named(name: str) -> bool:
    """Whether a path below content/photos is one that a post may name."""
    return bool(_NAME.fullmatch(name)) and not any(part in {"", ".", ".."} for part in name.split("/"))


def digest(name: str, content: Path) -> str:
    """SHA-256 of a photo's bytes; ValueError says in plain words why there is none."""
    if not named(name):
        raise ValueError("must be the name of a .jpg, .png or .webp file in content/photos, in small letters")
    return hashlib.sha256(files.load(content.resolve() / FOLDER / name, _MOST_BYTES)).hexdigest()
