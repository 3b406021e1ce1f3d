"""The network is tried on drawings, and on real photos where the measuring set lies beside the repository."""

import json
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from plugins.detect.faces import Maps, faces
from plugins.detect.pixels import Pixels, pixels
from plugins.detect.seen import Face
from plugins.detect.unpack import FORMATS
from plugins.policy.rules.photo_face import SURE
from tests import pictures

ROOT = Path(__file__).parents[2]
SET = ROOT.parent / "shared" / "data" / "faces"
PHOTOS = ("bunting", "deep-field", "leaf-collage", "rangoli", "sunflowers")
"""Of the sample photos those with the roundest shapes; each takes a second."""


class Spots:
    """A network that takes the brightest spot of a black picture for a face, with a score for each look at it."""

    def __init__(self, *scores: float) -> None:
        self.scores = list(scores)
        self.sizes: list[tuple[int, int]] = []

    def __call__(self, blob: NDArray[np.float32]) -> Maps:
        height, width = blob.shape[2:]
        self.sizes.append((width, height))
        rows, columns = height // 4, width // 4
        score, size, offset = (np.zeros((1, n, rows, columns), dtype=np.float32) for n in (1, 2, 2))
        y, x = np.unravel_index(int(blob[0, 0].argmax()), (height, width))
        score[0, 0, y // 4, x // 4] = self.scores.pop(0)
        size[:] = np.log(np.array([height / 10, width / 10], dtype=np.float32) / 4)[None, :, None, None]
        return score, size, offset, np.zeros((1, 10, rows, columns), dtype=np.float32)


def spotted(size: tuple[int, int] = (480, 320), spot: tuple[int, int] = (100, 80)) -> Pixels:
    picture = np.zeros((size[1], size[0], 3), dtype=np.uint8)
    picture[spot[1] - 6 : spot[1] + 6, spot[0] - 6 : spot[0] + 6] = 255
    return picture


def middle(face: Face) -> tuple[float, float]:
    return face.x + face.width / 2, face.y + face.height / 2


def test_a_face_seen_in_both_sizes_is_one_face_with_the_better_score() -> None:
    (face,) = faces(spotted((900, 600), (200, 150)), Spots(0.5, 0.7, 0, 0, 0))
    assert face.score == pytest.approx(0.7)
    assert not face.turned
    assert middle(face) == pytest.approx((200 / 900, 150 / 600), abs=0.02)
    assert (face.width, face.height) == pytest.approx((0.1, 0.1), abs=0.01)


@pytest.mark.parametrize("quarter", [1, 2, 3])
def test_a_face_seen_only_when_turned_is_where_it_is_in_the_upright_picture(quarter: int) -> None:
    scores = [0.0] * 4
    scores[quarter] = 0.8
    (face,) = faces(spotted(), Spots(*scores))
    assert face.turned
    assert middle(face) == pytest.approx((100 / 480, 80 / 320), abs=0.03)
    assert (face.width, face.height) == pytest.approx((0.1, 0.1), abs=0.01)


def test_a_face_seen_upright_and_turned_counts_as_upright() -> None:
    (face,) = faces(spotted(), Spots(0.4, 0.9, 0.9, 0.9))
    assert (face.turned, round(face.score, 2)) == (False, 0.4)


def test_what_scores_too_little_is_no_face() -> None:
    assert faces(spotted(), Spots(0.29, 0.49, 0.49, 0.49)) == ()


@pytest.mark.parametrize(
    ("size", "looked"),
    [
        ((480, 320), (960, 640)),
        ((900, 600), (1600, 1056)),
        ((4000, 3000), (1600, 1216)),
        ((600, 200), (1216, 384)),
        ((2000, 2), (1600, 32)),
    ],
)
def test_the_largest_look_is_at_1600_pixels_and_never_at_more_than_twice_the_size(
    size: tuple[int, int], looked: tuple[int, int]
) -> None:
    network = Spots(0, 0, 0, 0, 0)
    faces(np.zeros((size[1], size[0], 3), dtype=np.uint8), network)
    assert max(network.sizes) == looked
    assert all(width % 32 == height % 32 == 0 for width, height in network.sizes)


@pytest.mark.parametrize("height", [60, 120, 200, 320])
def test_a_drawing_that_is_real_enough_is_found_in_every_size(height: int) -> None:
    found = faces(np.asarray(pictures.face(height=height)))
    assert max(face.score for face in found if not face.turned) >= 0.45


def test_writing_is_no_face() -> None:
    assert faces(np.asarray(pictures.written("Well done", "Year 4"))) == ()


@pytest.mark.parametrize("name", PHOTOS)
def test_the_sample_photos_show_no_face(name: str) -> None:
    file = ROOT / "content" / "photos" / f"{name}.jpg"
    assert faces(pixels(file.read_bytes(), file.suffix)) == ()


@pytest.mark.skipif(not SET.is_dir(), reason="the labelled photos are not beside the repository")
@pytest.mark.parametrize("category", ["pos", "crowd", "scene_face", "pos_tiny"])
def test_faces_on_real_photos_are_sure(category: str) -> None:
    for file in some(category, 1):
        assert max(face.score for face in faces(pixels(file.read_bytes(), file.suffix))) >= SURE["face"], file.name


@pytest.mark.skipif(not SET.is_dir(), reason="the labelled photos are not beside the repository")
def test_hands_and_backs_of_heads_are_no_sure_faces() -> None:
    for file in some("neg_people", 2):
        assert all(face.score < SURE["face"] for face in faces(pixels(file.read_bytes(), file.suffix))), file.name


def some(category: str, most: int) -> list[Path]:
    """The first pictures of a category whose names promise what they are."""
    truth = json.loads((SET / "truth.json").read_text(encoding="utf-8"))
    names = [one["file"] for one in truth if one["cat"] == category and Path(one["file"]).suffix in FORMATS]
    return [SET / "images" / name for name in names[:most]]
