from pathlib import Path

import pytest

from plugins.clone.remark import LEFT_OUT, UNREAD, kept
from plugins.clone.workspace import Workspace
from tests import make


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    roll = tmp_path / "roll.csv"
    roll.write_text("first,last\nZebedee,Quillfeather\n", encoding="utf-8")
    monkeypatch.setenv("SCHOOLGATE_ROLL_FILE", str(roll))
    return Workspace(root=tmp_path, school=make.school(), roll=None)


@pytest.mark.parametrize("words", ["the date was wrong", "  head ", "", "Grace before lunch"])
def test_words_without_a_name_are_kept(school: Workspace, words: str) -> None:
    assert kept(words, school) == words.strip()


@pytest.mark.parametrize(
    "words",
    ["Zebedee Quillfeather was named", "zebedee-quillfeather", "Zebedee'd cried", "Quillfeather's mother asked"],
)
def test_words_that_name_a_child_are_left_out(school: Workspace, words: str) -> None:
    assert kept(words, school) == LEFT_OUT


def test_where_the_roll_cannot_be_read_nothing_is_kept(school: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCHOOLGATE_ROLL_FILE", "/nowhere.csv")
    assert kept("the date was wrong", school) == UNREAD


def test_without_a_roll_nobody_knows(school: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SCHOOLGATE_ROLL_FILE")
    assert kept("Zebedee Quillfeather", school) == "Zebedee Quillfeather"
