from pathlib import Path

import pytest

from plugins.detect.known import Known
from plugins.detect.roll import Child, Roll
from plugins.detect.seen import Line
from plugins.detect.sight import Sight
from plugins.detect.written import written
from plugins.model.finding import WRITTEN, WRITTEN_FULL_NAME, WRITTEN_NAME
from plugins.model.school import Allowed
from tests import make, pictures
from tests.detect.photos import ROLL, known, post, save


class Read(Sight):
    """A photo that was read before; counts how often it is asked for its lines."""

    def __init__(self, *lines: Line) -> None:
        super().__init__(shown=make.photo(), file=Path("pebbles.jpg"))
        object.__setattr__(self, "asked", [])
        object.__setattr__(self, "there", lines)

    asked: list[None]
    there: tuple[Line, ...]

    def lines(self) -> tuple[Line, ...]:
        self.asked.append(None)
        return self.there


def line(text: str, sure: float = 0.95, x: float = 0.1, y: float = 0.1) -> Line:
    return Line(text=text, sure=sure, x=x, y=y)


def found(sight: Sight, school: Known) -> list[tuple[str, str]]:
    return [(one.kind, one.note) for one in written(sight, post(), school)]


def test_a_picture_without_letters_says_nothing_and_is_read_once(tmp_path: Path) -> None:
    sight = Read()
    for _ in range(2):
        assert found(sight, known(tmp_path, ROLL)) == []
    assert len(sight.asked) == 1


def test_words_are_told_once_by_the_place_of_the_first(tmp_path: Path) -> None:
    sight = Read(line("mm", y=0.0), line("Well done", x=0.9, y=0.9), line("Year 4", y=0.95))
    assert found(sight, known(tmp_path)) == [(WRITTEN, "in the lower right")]


@pytest.mark.parametrize(
    ("lines", "kind", "where"),
    [
        ([line("Jonty")], WRITTEN_NAME, "in the upper left"),
        ([line("by"), line("Jonty", x=0.9)], WRITTEN_NAME, "in the upper right"),
        ([line("Jonty Quillfeather", y=0.9)], WRITTEN_FULL_NAME, "in the lower left"),
        ([line("Jonty"), line("Quillfeather", y=0.5)], WRITTEN_FULL_NAME, "in the upper left"),
    ],
)
def test_a_name_on_the_roll_is_told_by_its_line(tmp_path: Path, lines: list[Line], kind: str, where: str) -> None:
    assert (kind, where) in found(Read(*lines), known(tmp_path, ROLL))


def test_a_name_read_with_doubt_is_a_name_and_no_word(tmp_path: Path) -> None:
    assert found(Read(line("Jonty", 0.5)), known(tmp_path, ROLL)) == [(WRITTEN_NAME, "in the upper left")]


def test_a_word_that_is_also_a_first_name_is_asked_about_like_any_word(tmp_path: Path) -> None:
    roll = Roll(children=(Child(firsts=("Grace",), lasts=("Ombersley",)),))
    kinds = {kind for kind, _ in found(Read(line("Painted by Grace today")), known(tmp_path, roll))}
    assert kinds == {WRITTEN}


def test_another_roll_or_another_allowed_word_is_looked_for_anew_and_the_same_one_is_not(tmp_path: Path) -> None:
    sight = Read(line("Brimsy"))
    memory = make.memory(tmp_path)
    allowed = make.school(allowed=(Allowed(words="Brimsy", reason="the name of our minibus"),))
    roll = Roll(children=(Child(firsts=("Brimsy",), lasts=("Quillfeather",)),))
    other = Roll(children=(Child(firsts=("Tamsin",), lasts=("Harker",)),))
    again = Roll(children=roll.children)
    answers = [
        {kind for kind, _ in found(sight, Known(school=school, roll=roll, memory=memory))}
        for school, roll in (
            (make.school(), roll),
            (make.school(), again),
            (make.school(), other),
            (allowed, roll),
            (make.school(), None),
        )
    ]
    assert answers == [{WRITTEN, WRITTEN_NAME}, {WRITTEN, WRITTEN_NAME}, {WRITTEN}, {WRITTEN}, {WRITTEN}]
    assert len(sight.asked) == 1 + 4


def test_without_a_roll_a_common_first_name_is_a_name(tmp_path: Path) -> None:
    kinds = {kind for kind, _ in found(Read(line("by Jonty")), known(tmp_path, None))}
    assert kinds == {WRITTEN, WRITTEN_NAME}


def test_what_was_read_is_nowhere_on_the_disk(tmp_path: Path) -> None:
    found(Read(line("Jonty Quillfeather")), known(tmp_path, ROLL))
    kept = [file.read_bytes().lower() for file in tmp_path.rglob("detections/*/*") if file.is_file()]
    assert len(kept) == 2
    assert not [data for data in kept if b"jonty" in data or b"quill" in data]


def test_a_real_picture_is_read_from_its_file(tmp_path: Path) -> None:
    shown = save(tmp_path, pictures.written("by Jonty", "Quillfeather"))
    sight = Sight(shown=shown, file=tmp_path / "photos" / shown.file)
    assert WRITTEN_FULL_NAME in {kind for kind, _ in found(sight, known(tmp_path, ROLL))}
