from plugins.model.finding import FORMAT, PHOTO_METADATA, Severity
from plugins.policy.rules.photo_metadata import RULE
from tests.policy.cases import case, found, seen, severities


def test_other_measurements_are_not_its_business() -> None:
    assert severities(RULE, case(detections=(seen(FORMAT),))) == []


def test_a_photo_that_carries_more_is_refused_for_good_and_the_remedy_is_a_command() -> None:
    (finding,) = found(RULE, case(detections=(seen(PHOTO_METADATA, "photos[0]", 9),)))
    assert (finding.severity, finding.liftable) == (Severity.BLOCK, False)
    assert "what was seen" in finding.message
    assert "python publish.py photo FILE" in finding.remedy
