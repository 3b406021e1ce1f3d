import pytest

from plugins.detect.meaning.instead import instead
from plugins.detect.meaning.meanings import measured
from plugins.detect.meaning.model import shipped
from plugins.model.finding import INDIVIDUAL_CHILD
from plugins.policy.thresholds import THRESHOLDS
from tests.detect.meaning.test_meanings import PATH, written


@pytest.mark.parametrize("sentence", ["Year 4 sang.", "A pupil sang.", "Amara of Year 4 sang.", "a Year 4 play", ""])
def test_where_no_child_of_a_group_is_named_nothing_is_proposed(sentence: str) -> None:
    assert instead(sentence) == ""


@pytest.mark.parametrize(
    ("sentence", "words", "group"),
    [
        ("A Year 4 pupil has drawn our map.", "A Year 4 pupil", "Year 4"),
        ("We are proud of a boy in Reception.", "a boy in Reception", "Reception"),
        ("One P6 girl won.", "One P6 girl", "P6"),
    ],
)
def test_the_group_is_proposed_and_only_words_of_the_list_are_quoted(sentence: str, words: str, group: str) -> None:
    assert instead(sentence) == f'Write "{group}" instead of "{words}", and what all of them did'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A Year 4 pupil produced some fantastic art work today.", "Year 4 produced some fantastic art work today."),
        ("A girl in Year 6 has won a medal for chess.", "Year 6 have won a medal for chess."),
    ],
)
def test_a_sentence_that_follows_the_proposal_is_not_refused_again(before: str, after: str) -> None:
    refused = THRESHOLDS[INDIVIDUAL_CHILD].ask
    first, second = (
        max(
            (
                one.confidence
                for one in measured(written(summary=text), PATH, shipped())
                if one.kind == INDIVIDUAL_CHILD
            ),
            default=0.0,
        )
        for text in (before, after)
    )
    assert second < refused <= first
