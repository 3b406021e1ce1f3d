import pytest

from plugins.detect.meaning.passages import passages, split
from plugins.model.post import Field
from tests import make


def fields(*lines: str, first: int = 10) -> tuple[Field, ...]:
    return tuple(Field(name="body", text=line, line=first + number) for number, line in enumerate(lines))


def told(*lines: str) -> list[tuple[str, int]]:
    return [(one.text, one.line) for one in passages(make.post(fields=fields(*lines)))]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Marsh came at 9.15 with St. Chad's banner.",
        "We sang e.g. shanties, i.e. loud songs.",
        "It cost £2.50, did it not",
        "A list of three: one; two; three.",
        "J. R. Hartley wrote it.",
    ],
)
def test_a_full_stop_that_ends_nothing_divides_nothing(text: str) -> None:
    assert split(text) == (text,)


def test_sentences_end_where_people_end_them() -> None:
    text = "Hooray! Is it you? It is… Yes. “Well,” said the hen. 12 eggs! @a_poet came. We ran 🏃 Then home."
    assert split(text) == (
        "Hooray!", "Is it you?", "It is…", "Yes.", "“Well,” said the hen.", "12 eggs!", "@a_poet came.", "We ran 🏃",
        "Then home.",
    )  # fmt: skip


def test_a_paragraph_over_several_lines_is_read_as_one_and_keeps_its_lines() -> None:
    assert told("Year 4 have", "painted. They", "sang.", "", "Then lunch.") == [
        ("Year 4 have painted.", 10),
        ("They sang.", 11),
        ("Then lunch.", 14),
    ]


def test_headings_items_and_rows_stand_alone_and_an_item_may_go_on() -> None:
    assert told("## A heading", "Words.", "- one", "  and more", "- two", "| a | b |", "|---|---|", "| c | d |") == [
        ("A heading", 10),
        ("Words.", 11),
        ("one and more", 12),
        ("two", 14),
        ("a , b", 15),
        ("c , d", 17),
    ]


def test_markdowns_signs_are_taken_off() -> None:
    assert told("**Oli**ver read [a book](https://x.example/y) of _great_ snake_case `code`.") == [
        ("Oliver read a book of great snake_case code.", 10)
    ]


def test_nothing_but_signs_is_no_sentence() -> None:
    assert told("***", "", "…", "") == []


def test_a_sentence_too_long_for_the_model_comes_in_pieces_that_overlap() -> None:
    words = [f"word{number}" for number in range(100)]
    pieces = split(" ".join(words))
    assert [(piece.split()[0], piece.split()[-1]) for piece in pieces] == [("word0", "word59"), ("word45", "word99")]
    assert split(" ".join(words[:60])) == (" ".join(words[:60]),)


def test_every_field_of_words_is_read_and_no_other() -> None:
    names = (
        "file",
        "title",
        "summary",
        "tweet",
        "tags",
        "event.reason",
        "event.start",
        "photos[0].alt",
        "photos[1].caption",
    )
    found = passages(make.post(fields=tuple(Field(name=name, text="Words.", line=2, column=5) for name in names)))
    assert [one.target for one in found] == [
        "title", "summary", "tweet", "event.reason", "photos[0].alt", "photos[1].caption",
    ]  # fmt: skip
    assert [one.pictured for one in found] == [False, False, False, False, True, True]
    assert {(one.line, one.column) for one in found} == {(2, 5)}
