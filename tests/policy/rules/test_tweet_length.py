from dataclasses import replace

import pytest

from plugins.model.finding import Severity
from plugins.policy.rules.tweet_length import RULE
from tests.policy.cases import case, found, severities, unread


@pytest.mark.parametrize("weight", [0, 80, 280])
def test_up_to_280_passes(weight: int) -> None:
    assert severities(RULE, case(weight=weight)) == []


def test_a_page_has_no_tweet_and_an_unread_file_neither() -> None:
    assert severities(RULE, replace(case(weight=999), tweet=None)) == []
    assert severities(RULE, unread()) == []


def test_281_is_refused_and_the_message_says_by_how_much() -> None:
    (finding,) = found(RULE, case(weight=281))
    assert (finding.severity, finding.target, finding.liftable) == (Severity.BLOCK, "summary", False)
    assert finding.message == "The tweet is too long by 1: it weighs 281, with its link, and 280 are allowed."


def test_a_tweet_of_its_own_is_what_must_be_shortened() -> None:
    (finding,) = found(RULE, case(weight=300, tweet="Short."))
    assert (finding.target, finding.remedy) == ("tweet", "Shorten the tweet.")
