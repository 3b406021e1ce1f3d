from dataclasses import replace

from plugins.model.finding import FORMAT, PHOTO_METADATA, UNREAD, Severity
from plugins.policy.rules.format import RULE
from tests.policy.cases import case, found, seen, severities, unread


def test_other_measurements_are_not_its_business() -> None:
    assert severities(RULE, case(detections=(seen(PHOTO_METADATA),))) == []


def test_every_fault_of_the_reader_is_refused_in_the_readers_words() -> None:
    fault = replace(seen(FORMAT), note="the key is not known.")
    (finding,) = found(RULE, unread(fault))
    assert (finding.severity, finding.liftable) == (Severity.BLOCK, False)
    assert (finding.place, finding.message, finding.remedy) == (fault.place, "the key is not known.", "mend it")


def test_what_nobody_has_read_for_its_meaning_is_asked_about() -> None:
    (finding,) = found(RULE, case(detections=(seen(UNREAD),)))
    assert (finding.severity, finding.liftable) == (Severity.ASK, False)
    assert "an approver says that it was read to its end" in finding.remedy
