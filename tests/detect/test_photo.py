import os
from pathlib import Path

import pytest
from PIL import Image

from plugins.detect.photo import photos
from plugins.model.finding import FACE, FORMAT, PHOTO_METADATA, TURNED_FACE, Detection, Place
from plugins.model.post import Photo
from tests import pictures
from tests.detect.photos import known, post, save

HERE, THERE = "content/news/a.md", "content/news/b.md"
SMALL = Image.new("RGB", (40, 30), "teal")


def found(content: Path, *shown: Photo, path: str = HERE) -> list[Detection]:
    return list(photos(post(*shown), path, content, known(content)))


def test_a_clean_photo_says_nothing(tmp_path: Path) -> None:
    assert found(tmp_path, save(tmp_path, SMALL)) == []


def test_what_rides_along_is_found_at_the_photos_own_place(tmp_path: Path) -> None:
    shown = save(tmp_path, SMALL, comment="by somebody")
    for path in (HERE, THERE):
        (one,) = found(tmp_path, shown, path=path)
        assert (one.kind, one.place, one.target) == (PHOTO_METADATA, Place(path=path, line=9), "photos[0]")


def test_a_face_is_told_by_its_place_and_its_score_and_has_the_photo_as_its_target(tmp_path: Path) -> None:
    plain = save(tmp_path, SMALL)
    shown = save(tmp_path, pictures.face(middle=(120, 110), height=160), "face.jpg")
    (one,) = found(tmp_path, plain, shown)
    assert (one.kind, one.note, one.target) == (FACE, "in the upper left", "photos[1]")
    assert one.confidence >= 0.45


@pytest.mark.parametrize(
    ("turn", "where"),
    [
        (Image.Transpose.ROTATE_90, "at the bottom"),
        (Image.Transpose.ROTATE_180, "on the right"),
        (Image.Transpose.ROTATE_270, "at the top"),
    ],
)
def test_a_face_that_lies_on_its_side_is_found_where_it_is(tmp_path: Path, turn: Image.Transpose, where: str) -> None:
    lying = pictures.face(size=(480, 480), middle=(130, 240), height=240).transpose(turn)
    (one,) = found(tmp_path, save(tmp_path, lying))
    assert (one.kind, one.note) == (TURNED_FACE, where)
    assert one.confidence >= 0.6


def test_the_second_time_the_file_is_not_even_opened(tmp_path: Path) -> None:
    shown = save(tmp_path, pictures.face(), comment="by somebody")
    first = found(tmp_path, shown)
    file = tmp_path / "photos" / shown.file
    file.unlink()
    os.mkfifo(file)
    assert found(tmp_path, shown) == first
    assert {one.kind for one in first} == {FACE, PHOTO_METADATA}


@pytest.mark.parametrize("content", [b"other bytes", None])
def test_bytes_that_were_not_read_with_the_post_are_no_measurement_of_it(tmp_path: Path, content: bytes | None) -> None:
    shown = save(tmp_path, SMALL)
    file = tmp_path / "photos" / shown.file
    whole = file.read_bytes()
    file.unlink()
    if content:
        file.write_bytes(content)
    (fault,) = found(tmp_path, shown)
    assert (fault.kind, fault.place.path, fault.target) == (FORMAT, HERE, "photos[0]")
    file.write_bytes(whole)
    assert found(tmp_path, shown) == []


def test_a_broken_picture_is_looked_at_no_further(tmp_path: Path) -> None:
    shown = save(tmp_path, SMALL, "a.png")
    assert [one.kind for one in found(tmp_path, shown)] == [FORMAT]
