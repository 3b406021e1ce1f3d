import socket
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from plugins.detect.pixels import Pixels, pixels
from plugins.detect.writing import Reader, lines, open_reader
from tests import pictures

PHOTOS = Path(__file__).parents[2] / "content" / "photos"


def texts(picture: Pixels) -> str:
    return " ".join(line.text for line in lines(picture))


@pytest.mark.parametrize("quarter", [0, 1, 2, 3])
def test_print_is_read_whichever_way_up_it_stands(quarter: int) -> None:
    read = texts(np.asarray(pictures.written("Jonty Quillfeather", quarter=quarter)))
    assert "Jonty" in read
    assert "Quillfeather" in read


def test_lines_come_from_top_to_bottom_each_with_its_place() -> None:
    first, second = lines(np.asarray(pictures.written("Well done", "Year 4", size=(640, 900))))
    assert (first.readable, first.where) == (True, "in the upper left")
    assert first.y < second.y
    assert first.sure >= 0.8


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was tried")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    read = lines(np.asarray(pictures.written("Owl class")), open_reader())
    assert [line.text for line in read] == ["Owl class"]


def test_a_face_is_no_writing() -> None:
    assert lines(np.asarray(pictures.face())) == ()


@pytest.mark.parametrize("name", ["paper-lanterns", "night-sky", "bar-chart"])
def test_the_sample_photos_have_no_words(name: str) -> None:
    assert not [line for line in lines(pixels((PHOTOS / f"{name}.jpg").read_bytes(), ".jpg")) if line.readable]


class Eyes:
    """Finds the boxes it was given and says what it was told, each time; remembers the shapes of what it read."""

    def __init__(self, boxes: Sequence[Sequence[Sequence[float]]], *said: tuple[str, float]) -> None:
        self.boxes, self.said = boxes, list(said)
        self.shapes: list[tuple[int, int]] = []

    def find(self, picture: Pixels) -> Sequence[NDArray[np.float32]]:
        self.seen = picture.shape
        return [np.array(box, dtype=np.float32) for box in self.boxes]

    def read(self, line: Pixels) -> tuple[str, float]:
        self.shapes.append((line.shape[1], line.shape[0]))
        return self.said.pop(0) if self.said else ("", 0.0)

    @property
    def reader(self) -> Reader:
        return Reader(find=self.find, read=self.read)


def box(width: float, height: float) -> Sequence[Sequence[float]]:
    return [[10, 20], [10 + width, 20], [10 + width, 20 + height], [10, 20 + height]]


BLANK = np.zeros((200, 400, 3), dtype=np.uint8)


@pytest.mark.parametrize(
    ("shape", "turns"),
    [
        ((90, 30), [(90, 30), (90, 30)]),
        ((30, 90), [(90, 30), (90, 30)]),
        ((40, 40), [(40, 40)] * 4),
    ],
)
def test_a_line_is_turned_only_in_ways_in_which_it_can_be_read(
    shape: tuple[int, int], turns: list[tuple[int, int]]
) -> None:
    eyes = Eyes([box(*shape)])
    assert lines(BLANK, eyes.reader) == ()
    assert eyes.shapes == turns


def test_the_surest_reading_counts_and_stands_where_the_line_is() -> None:
    (line,) = lines(BLANK, Eyes([box(90, 30)], ("uoeiO", 0.6), ("Owls", 0.9)).reader)
    assert (line.text, line.sure) == ("Owls", 0.9)
    assert (line.x, line.y) == pytest.approx((55 / 400, 35 / 200))


@pytest.mark.parametrize("said", [("Owls", 0.49), ("8", 0.99), ("-- 12", 0.99)])
def test_a_guess_and_what_has_no_two_letters_is_nothing(said: tuple[str, float]) -> None:
    assert lines(BLANK, Eyes([box(90, 30)], said).reader) == ()


def test_a_large_picture_is_made_smaller_and_a_wall_of_text_has_an_end() -> None:
    eyes = Eyes([box(90, 30)] * 150)
    lines(np.zeros((3000, 4000, 3), dtype=np.uint8), eyes.reader)
    assert eyes.seen == (960, 1280, 3)
    assert len(eyes.shapes) == 200
