"""Posts with photos for tests: real files, and what is known before they are looked at."""

import hashlib
from pathlib import Path

from PIL import Image

from plugins.detect.known import Known
from plugins.detect.roll import Child, Roll
from plugins.model.post import Photo, Post
from tests import make

ROLL = Roll(children=(Child(firsts=("Jonty",), lasts=("Quillfeather",)),))


def save(content: Path, picture: Image.Image, name: str = "pebbles.jpg", **options: object) -> Photo:
    """Put a picture into content/photos; the photo of a post that shows it."""
    file = content / "photos" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    picture.save(file, "JPEG", **options)
    return make.photo(file=name, digest=hashlib.sha256(file.read_bytes()).hexdigest())


def post(*shown: Photo) -> Post:
    return make.post(photos=shown)


def known(folder: Path, roll: Roll | None = None) -> Known:
    return Known(school=make.school(), roll=roll, memory=make.memory(folder / "memory"))
