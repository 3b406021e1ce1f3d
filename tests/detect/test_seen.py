import pytest

from plugins.detect.seen import Face, Line, where


@pytest.mark.parametrize(
    ("x", "y", "words"),
    [
        (0.0, 0.0, "in the upper left"),
        (0.9, 0.1, "in the upper right"),
        (0.5, 0.1, "at the top"),
        (0.1, 0.5, "on the left"),
        (0.5, 0.5, "in the middle"),
        (0.9, 0.5, "on the right"),
        (0.5, 0.9, "at the bottom"),
        (1.0, 1.0, "in the lower right"),
        (-0.2, 1.3, "in the lower left"),
    ],
)
def test_a_place_is_said_in_words_also_where_a_box_reaches_over_the_edge(x: float, y: float, words: str) -> None:
    assert where(x, y) == words
    assert Line(text="", sure=1, x=x, y=y).where == words


def test_a_face_is_where_its_middle_is() -> None:
    face = Face(x=0.6, y=0.6, width=0.4, height=0.4, score=0.9, turned=False)
    assert face.where == "in the lower right"


@pytest.mark.parametrize(("text", "sure"), [("Well done", 0.8), ("Zoë", 0.99), ("3 eggs", 0.9)])
def test_a_word_can_be_read(text: str, sure: float) -> None:
    assert Line(text=text, sure=sure, x=0, y=0).readable


@pytest.mark.parametrize(
    ("text", "sure"), [("Well done", 0.79), ("101", 0.99), ("mm", 0.99), ("\u7c73\u7c73\u7c73", 0.99)]
)
def test_stripes_and_stars_are_no_words(text: str, sure: float) -> None:
    assert not Line(text=text, sure=sure, x=0, y=0).readable


def test_what_was_read_is_in_no_representation() -> None:
    assert "canary" not in repr(Line(text="canary", sure=1, x=0, y=0))
