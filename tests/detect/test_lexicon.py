from collections import Counter
from pathlib import Path

from plugins.detect import lexicon as module
from plugins.detect.fold import key
from plugins.detect.lexicon import Sort, by_first_word, lexicon
from plugins.detect.sections import sections

FOLDER = Path(module.__file__).parent
MOST_BYTES = 160_000


def test_each_first_name_stands_once_folded_and_the_list_stays_small() -> None:
    file = FOLDER / "firstnames.txt"
    every = [name for _, line in sections(file) for name in line.split()]
    assert [name for name, times in Counter(every).items() if times > 1 or key(name) != name] == []
    assert file.stat().st_size < MOST_BYTES


def test_many_heritages_are_in_it() -> None:
    assert {section for section, _ in sections(FOLDER / "firstnames.txt")} >= {
        "word", "older", "english", "welsh", "irish", "scottish", "polish", "romanian", "urdu", "bengali", "tamil",
        "punjabi", "arabic", "turkish", "somali", "nigerian", "ghanaian", "chinese", "slavic", "jewish", "kurdish",
    }  # fmt: skip


def test_a_name_is_a_childs_an_adults_or_a_word() -> None:
    names = lexicon().names
    assert (names["zuzanna"], names["maureen"], names["grace"]) == (Sort.CHILD, Sort.OLDER, Sort.WORD)


def test_phrases_are_cut_as_texts_are_and_the_longest_comes_first() -> None:
    assert by_first_word(["Anne", "", "Anne Frank's", "--", "Frank Cottrell-Boyce"]) == {
        "anne": [("anne", "frank"), ("anne",)],
        "frank": [("frank", "cottrell", "boyce")],
    }


def test_a_story_has_the_words_that_give_it_away() -> None:
    assert "ark" in lexicon().stories["noah"]
