import pytest

from plugins.model.finding import (
    FIRST_NAME,
    FORMAT,
    FULL_NAME,
    LIKELY_NAME,
    NEAR_NAME,
    POSSIBLE_NAME,
    WORD_NAME,
    Severity,
)
from plugins.policy.rules.child_name import RULE
from tests.policy.cases import case, found, seen, severities


def test_other_measurements_are_not_its_business() -> None:
    assert severities(RULE, case(detections=(seen(FORMAT),))) == []


@pytest.mark.parametrize(
    ("kind", "severity", "liftable"),
    [
        (FULL_NAME, Severity.BLOCK, False),
        (FIRST_NAME, Severity.BLOCK, True),
        (NEAR_NAME, Severity.BLOCK, True),
        (WORD_NAME, Severity.ASK, False),
        (LIKELY_NAME, Severity.BLOCK, True),
        (POSSIBLE_NAME, Severity.ASK, False),
    ],
)
def test_a_full_name_is_final_a_first_name_may_be_asked_for_a_word_is_asked_about(
    kind: str, severity: Severity, *, liftable: bool
) -> None:
    (finding,) = found(RULE, case(detections=(seen(kind, "title", 2),)))
    assert (finding.severity, finding.liftable, finding.target, finding.place.line) == (severity, liftable, "title", 2)


@pytest.mark.parametrize("kind", [FIRST_NAME, NEAR_NAME, LIKELY_NAME])
def test_the_remedy_for_a_first_name_says_how_to_ask(kind: str) -> None:
    (finding,) = found(RULE, case(detections=(seen(kind, "photos[0].alt"),)))
    assert "rule child-name, target photos[0].alt" in finding.remedy
