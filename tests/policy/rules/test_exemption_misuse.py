from typing import Any

import pytest

from plugins.model.finding import EXEMPTION_MISUSE, FORMAT, Severity
from plugins.model.post import Event, Urgent
from plugins.policy.rules.exemption_misuse import RULE
from plugins.policy.thresholds import THRESHOLDS
from tests import make
from tests.policy.cases import case, found, seen, severities, sure, unread

LIMITS = THRESHOLDS[EXEMPTION_MISUSE]
SUNDAY = make.at("2026-11-22 19:00")
EVENT: dict[str, Any] = {
    "published": SUNDAY,
    "event": Event(reason="gallery", start=SUNDAY, end=make.at("2026-11-22 20:00"), place="online"),
}
URGENT: dict[str, Any] = {
    "published": make.at("2026-11-23 10:00"),
    "urgent": Urgent(reason="so that all read it", expires=make.at("2026-11-24 10:00")),
}


def test_other_measurements_are_not_its_business() -> None:
    assert severities(RULE, case(detections=(seen(FORMAT),), **EVENT)) == []


def test_a_genuine_claim_passes() -> None:
    assert severities(RULE, case(detections=(sure(EXEMPTION_MISUSE, 0.1, "event"),), **EVENT)) == []


def test_inside_the_hours_an_event_asks_for_nothing() -> None:
    inside = {**EVENT, "published": make.at("2026-11-23 10:00")}
    assert severities(RULE, case(detections=(sure(EXEMPTION_MISUSE, 1.0, "event"),), **inside)) == []


def test_where_news_is_urgent_its_event_lifts_nothing_more() -> None:
    both = {**EVENT, "urgent": URGENT["urgent"]}
    assert severities(RULE, case(detections=(sure(EXEMPTION_MISUSE, 1.0, "event"),), **both)) == []


def test_a_file_that_cannot_be_read_claims_nothing() -> None:
    assert severities(RULE, unread(sure(EXEMPTION_MISUSE, 1.0, "urgent"))) == []


@pytest.mark.parametrize(("claim", "changes"), [("event", EVENT), ("urgent", URGENT)])
def test_a_claim_that_the_words_do_not_bear_out_is_refused_and_a_doubtful_one_asked_about(
    claim: str, changes: dict[str, Any]
) -> None:
    (finding,) = found(RULE, case(detections=(sure(EXEMPTION_MISUSE, LIMITS.block, claim),), **changes))
    assert (finding.severity, finding.target, finding.liftable) == (Severity.BLOCK, claim, True)
    (finding,) = found(RULE, case(detections=(sure(EXEMPTION_MISUSE, LIMITS.ask, claim),), **changes))
    assert (finding.severity, finding.target) == (Severity.ASK, claim)


def test_the_remedy_is_the_next_open_time() -> None:
    (finding,) = found(RULE, case(detections=(sure(EXEMPTION_MISUSE, 1.0, "event"),), **EVENT))
    assert "date: 2026-11-23T08:00" in finding.remedy
