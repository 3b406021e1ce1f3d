from plugins.model.finding import FORMAT, NEGATIVE_TONE, Severity
from plugins.model.post import Kind
from plugins.policy.rules.negative_tone import RULE
from plugins.policy.thresholds import THRESHOLDS
from tests.policy.cases import case, found, seen, severities, sure, unread

LIMITS = THRESHOLDS[NEGATIVE_TONE]


def test_other_measurements_are_not_its_business() -> None:
    assert severities(RULE, case(detections=(seen(FORMAT),))) == []


def test_what_is_hardly_likely_passes() -> None:
    assert severities(RULE, case(detections=(sure(NEGATIVE_TONE, LIMITS.ask - 0.01),))) == []


def test_scolding_is_asked_about_however_sure_it_is() -> None:
    for confidence in (LIMITS.ask, 1.0):
        (finding,) = found(RULE, case(detections=(sure(NEGATIVE_TONE, confidence),)))
        assert (finding.severity, finding.target, finding.place.line) == (Severity.ASK, "summary", 3)


def test_a_page_is_not_said_on_the_account_and_an_unread_file_neither() -> None:
    assert severities(RULE, case(kind=Kind.PAGE, detections=(sure(NEGATIVE_TONE, 1.0),))) == []
    assert severities(RULE, unread(sure(NEGATIVE_TONE, 1.0))) == []
