import pytest

from plugins.detect.lexicon import Sort
from plugins.detect.rows import in_rows
from plugins.detect.tokens import words


def rows(text: str) -> list[list[str]]:
    (read,) = words(text)
    return [
        [" ".join(token.written for token in read.tokens[name.start : name.end]) for name in row]
        for row in in_rows(read)
    ]


def sorts(text: str) -> set[Sort | None]:
    (read,) = words(text)
    return {name.sort for row in in_rows(read) for name in row}


@pytest.mark.parametrize("text", ["", "Year 4 sang.", "we sang in the hall", "Our new boat floats."])
def test_where_nobody_is_named_there_is_no_row(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We met Amara, Kofi and Zuzanna. Then Ka-Ho sang.", [["Amara", "Kofi", "Zuzanna"], ["Ka Ho"]]),
        ("Amara Nwosu & Kofi Mensah", [["Amara Nwosu", "Kofi Mensah"]]),
        ("we clapped for zuzanna and kofi", [["zuzanna", "kofi"]]),
        ("AMARA HAS WON", [["AMARA"]]),
    ],
)
def test_names_that_stand_together_are_one_row(text: str, expected: list[list[str]]) -> None:
    assert rows(text) == expected


def test_a_name_of_no_list_is_one_where_it_sounds_like_a_childs_or_stands_like_one() -> None:
    assert sorts("We met Sumayyaah.") == {Sort.HEARD}
    assert sorts("We clapped when Thrandil sang.") == {None}
    assert sorts("We went to Thrandil.") == set()
