from plugins.detect.meaning.passages import Passage
from plugins.detect.meaning.reach import MOST, reach


def sentences(*texts: str) -> list[Passage]:
    return [Passage(text=text, target="body", line=line) for line, text in enumerate(texts, 1)]


def test_a_school_s_longest_post_is_read_to_its_end() -> None:
    found = sentences(*["Everybody in Year 4 counted the birds that came to our garden this week."] * 70)
    assert reach(found) == (found, None)


def test_nothing_is_read_to_its_end() -> None:
    assert reach([]) == ([], None)


def test_what_lies_beyond_the_bound_is_told_at_its_first_sentence() -> None:
    found = sentences(*["One two three four five six."] * (MOST // 9 + 3))
    assert reach(found) == (found[: MOST // 9], found[MOST // 9])


def test_a_sentence_of_which_the_model_would_not_see_the_end_is_told() -> None:
    found = sentences("One.", "a-" * 70, "Two.")
    assert reach(found) == ([found[0], found[2]], found[1])
