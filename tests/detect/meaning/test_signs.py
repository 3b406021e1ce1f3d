import numpy as np
import pytest

from plugins.detect.meaning.patterns import patterns
from plugins.detect.meaning.signs import signs, together

NAMES = ("one name", "names", "perhaps a name", "a full name", "somebody known", "a deed", "praise")


def shown(text: str) -> set[str]:
    every = [*patterns("signs"), *patterns("cased"), *NAMES]
    row = signs(text)
    assert row.shape == (len(every),)
    return {name for name, value in zip(every, row, strict=True) if value}


def test_nothing_shows_in_nothing_and_no_sign_counts_more_than_once() -> None:
    assert not shown("")
    assert np.max(signs("Friday Friday Friday Friday at 9.15 9.15 9.15 9.15")) == 1


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("We leave at 9.15", "clock"),
        ("We leave at half past nine", "spoken clock"),
        ("A Year 6 boy has won", "a child"),
        ("Everyone sang", "many"),
        ("You should be ashamed", "scold"),
        ("Comment below", "comment"),
        ("We walked to Fernbridge", "place name"),
        ("Well done to Zainab", "one name"),
        ("Well done to Zainab and Callum", "names"),
        ("Well done Thrandil", "perhaps a name"),
        ("Zainab Achterberg sang", "a full name"),
        ("We read Julia Donaldson", "somebody known"),
        ("It was Zainab who spotted it", "a deed"),
        ("Well done to Zainab", "praise"),
    ],
)
def test_a_sign_is_seen(text: str, sign: str) -> None:
    assert sign in shown(text)


def test_a_title_makes_no_child_of_a_name_and_a_sentence_owes_its_first_word_a_capital() -> None:
    assert not set(NAMES[:2]) & shown("Well done to Mrs Zainab")
    assert NAMES[2] not in shown("Grace was said. Will it rain?")


@pytest.mark.parametrize(
    ("text", "around", "told"),
    [
        ("Each child has a peg.", "", []),
        ("One of our Year 5s painted, and everybody sang.", "", []),
        ("One of our Year 5s has won a prize.", "", ["one", "one and no grown-up"]),
        ("The son of our baker has won a prize.", "", ["one", "one and no grown-up"]),
        ("Mrs Pugh clapped for our keeper.", "", ["one"]),
        ("She practised on potatoes.", "Dr Pugh came.", []),
        ("She practised on potatoes.", "", ["he or she alone"]),
        ("She practised on potatoes.", "Our keeper sang.", ["he or she alone", "he or she after a child"]),
    ],
)
def test_several_signs_tell_more_than_each(text: str, around: str, told: list[str]) -> None:
    names = ("one", "one and no grown-up", "he or she alone", "he or she after a child")
    (row,) = together(signs(text)[None], signs(around)[None])
    assert [name for name, value in zip(names, row, strict=True) if value] == told
