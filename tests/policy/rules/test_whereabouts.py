import pytest

from plugins.model.finding import FORMAT, WHEREABOUTS, Severity
from plugins.policy.rules.whereabouts import RULE
from plugins.policy.thresholds import THRESHOLDS
from tests.policy.cases import case, found, seen, severities, sure

LIMITS = THRESHOLDS[WHEREABOUTS]


def test_other_measurements_are_not_its_business() -> None:
    assert severities(RULE, case(detections=(seen(FORMAT),))) == []


def test_what_is_hardly_likely_passes() -> None:
    assert severities(RULE, case(detections=(sure(WHEREABOUTS, LIMITS.ask - 0.01),))) == []


@pytest.mark.parametrize(
    ("confidence", "severity", "liftable"), [(LIMITS.ask, Severity.ASK, False), (LIMITS.block, Severity.BLOCK, True)]
)
def test_the_doubtful_is_asked_about_and_the_sure_refused(
    confidence: float, severity: Severity, *, liftable: bool
) -> None:
    (finding,) = found(RULE, case(detections=(sure(WHEREABOUTS, confidence),)))
    assert (finding.severity, finding.liftable, finding.target, finding.place.line) == (
        severity,
        liftable,
        "summary",
        3,
    )


def test_what_was_found_is_never_quoted() -> None:
    (finding,) = found(RULE, case(detections=(sure(WHEREABOUTS, 1.0),)))
    assert "Edinburgh" not in finding.message + finding.remedy
