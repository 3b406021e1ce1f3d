from os import utime
from pathlib import Path

import pytest

from plugins.detect import memory as module
from plugins.detect.memory import FOLDER, Detector
from plugins.model.errors import Refused
from tests import make

FACES = Detector(name="faces", version="1")
LATER = Detector(name="faces", version="2")


class Measure:
    """Counts how often it was asked."""

    def __init__(self, *answer: int) -> None:
        self.answer = answer
        self.asked = 0

    def __call__(self) -> tuple[int, ...]:
        self.asked += 1
        return self.answer


def recall(folder: Path, measure: Measure, key: str = "a", detector: Detector = FACES) -> tuple[int, ...]:
    return make.memory(folder).recall(detector, key, tuple[int, ...], measure)


def kept(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())


def test_what_was_measured_is_not_measured_again(tmp_path: Path) -> None:
    measure = Measure(1, 2)
    assert [recall(tmp_path, measure) for _ in range(3)] == [(1, 2)] * 3
    assert measure.asked == 1


def test_other_bytes_and_a_newer_detector_are_measured(tmp_path: Path) -> None:
    measure = Measure(1)
    recall(tmp_path, measure)
    recall(tmp_path, measure, key="b")
    recall(tmp_path, measure, detector=LATER)
    assert measure.asked == 3


@pytest.mark.parametrize("damage", [b"", b"[1", b'{"a": 1}', b'["1"]', b"\xff", b"[" * 100_000, b" " * 2**20 + b"[1]"])
def test_a_damaged_answer_is_measured_again(tmp_path: Path, damage: bytes) -> None:
    measure = Measure(7)
    recall(tmp_path, measure)
    (file,) = kept(tmp_path)
    file.write_bytes(damage)
    assert recall(tmp_path, measure) == recall(tmp_path, measure) == (7,)
    assert measure.asked == 2


def test_an_answer_that_somebody_else_wrote_is_measured_again(tmp_path: Path) -> None:
    measure = Measure(7)
    recall(tmp_path, measure)
    (file,) = kept(tmp_path)
    for planted in (b"[]", file.read_bytes()[:32] + b"[]"):
        file.write_bytes(planted)
        assert recall(tmp_path, measure) == (7,)
    assert measure.asked == 3


def test_the_answer_to_one_question_is_none_to_another(tmp_path: Path) -> None:
    recall(tmp_path, Measure(), key="harmless")
    (harmless,) = kept(tmp_path)
    recall(tmp_path, Measure(7), key="harmful")
    (harmful,) = set(kept(tmp_path)) - {harmless}
    harmful.write_bytes(harmless.read_bytes())
    assert recall(tmp_path, Measure(7), key="harmful") == (7,)


def test_a_key_is_nowhere_to_be_read(tmp_path: Path) -> None:
    recall(tmp_path, Measure(1), key="canary")
    assert all("canary" not in str(file) and b"canary" not in file.read_bytes() for file in kept(tmp_path))


def test_a_measurement_that_failed_is_not_kept(tmp_path: Path) -> None:
    def fail() -> tuple[int, ...]:
        raise Refused("the photo changed", fix="again")

    with pytest.raises(Refused):
        make.memory(tmp_path).recall(FACES, "a", tuple[int, ...], fail)
    assert kept(tmp_path) == []


def test_where_nothing_can_be_written_everything_is_measured(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("a file where a folder should be")
    measure = Measure(1)
    assert recall(tmp_path, measure) == recall(tmp_path, measure) == (1,)
    assert measure.asked == 2


def test_a_file_that_cannot_take_its_place_leaves_nothing_behind(tmp_path: Path) -> None:
    recall(tmp_path, Measure(1))
    (file,) = kept(tmp_path)
    file.unlink()
    file.mkdir()
    assert recall(tmp_path, Measure(1)) == (1,)
    assert kept(tmp_path) == []


@pytest.fixture
def crowded(tmp_path: Path) -> Path:
    """One answer more than is kept, each a second younger than the one before."""
    folder = tmp_path / FOLDER / "faces"
    folder.mkdir(parents=True)
    for number in range(module.MOST + 1):
        file = folder / f"{number:05}.json"
        file.touch()
        utime(file, (number, number))
    return tmp_path


def test_the_oldest_answers_make_room(crowded: Path) -> None:
    memory = make.memory(crowded)
    for key in ("a", "b"):
        memory.recall(FACES, key, tuple[int, ...], Measure(1))
    left = {file.stem for file in kept(crowded)}
    assert len(left) == module.KEPT + 2
    assert {f"{number:05}" for number in range(module.MOST + 1 - module.KEPT, module.MOST + 1)} < left
