import hashlib
import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from plugins.detect.memory import Memory
from plugins.detect.photo import photo
from plugins.model.finding import FORMAT, PHOTO_METADATA, Detection, Place
from plugins.model.post import Photo
from tests import make

HERE, THERE = Place(path="content/news/a.md", line=9), Place(path="content/news/b.md", line=12)


def saved(folder: Path, **options: object) -> tuple[Photo, Path]:
    """A photo file, and how a post shows it."""
    out = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "JPEG", **options)
    file = folder / "pebbles.jpg"
    file.write_bytes(out.getvalue())
    return make.photo(digest=hashlib.sha256(out.getvalue()).hexdigest()), file


def found(shown: Photo, file: Path, folder: Path, place: Place = HERE) -> list[Detection]:
    return list(photo(shown, file, place, Memory(folder / "memory")))


def test_a_clean_photo_says_nothing(tmp_path: Path) -> None:
    assert found(*saved(tmp_path), tmp_path) == []


def test_what_rides_along_is_found_at_the_photos_own_place(tmp_path: Path) -> None:
    shown, file = saved(tmp_path, comment="by somebody")
    assert [(one.kind, one.place) for one in found(shown, file, tmp_path)] == [(PHOTO_METADATA, HERE)]
    assert [(one.kind, one.place) for one in found(shown, file, tmp_path, THERE)] == [(PHOTO_METADATA, THERE)]


def test_the_second_time_the_file_is_not_even_opened(tmp_path: Path) -> None:
    shown, file = saved(tmp_path, comment="by somebody")
    first = found(shown, file, tmp_path)
    file.unlink()
    os.mkfifo(file)
    assert found(shown, file, tmp_path) == first


@pytest.mark.parametrize("content", [b"other bytes", None])
def test_bytes_that_were_not_read_with_the_post_are_no_measurement_of_it(tmp_path: Path, content: bytes | None) -> None:
    shown, file = saved(tmp_path)
    whole = file.read_bytes()
    file.unlink()
    if content:
        file.write_bytes(content)
    (fault,) = found(shown, file, tmp_path)
    assert (fault.kind, fault.place) == (FORMAT, HERE)
    file.write_bytes(whole)
    assert found(shown, file, tmp_path) == []
