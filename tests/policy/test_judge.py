from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from plugins.model.finding import FIRST_NAME, FORMAT, FULL_NAME, PHOTO_METADATA, WORD_NAME, Severity
from plugins.policy.judge import judge
from tests import make
from tests.policy.cases import case, seen

KINDS = (FORMAT, FULL_NAME, FIRST_NAME, WORD_NAME, PHOTO_METADATA)
TODAY = date(2026, 11, 23)


def test_a_post_that_keeps_the_policy_has_no_findings() -> None:
    assert judge(case(photos=(make.photo(),)), make.school(), today=TODAY) == ()


def test_findings_stand_in_the_order_of_the_lines_the_gravest_first() -> None:
    detections = (seen(WORD_NAME, line=4), seen(FIRST_NAME, line=4), seen(FULL_NAME, line=2))
    findings = judge(case(detections=detections, published=make.at("2026-11-28 12:00")), make.school(), today=TODAY)
    assert [(finding.place.line, finding.severity) for finding in findings] == [
        (2, Severity.BLOCK),
        (4, Severity.BLOCK),
        (4, Severity.ASK),
        (5, Severity.BLOCK),
    ]


@given(st.lists(st.builds(seen, st.sampled_from(KINDS), st.just("summary"), st.integers(1, 9)), max_size=8))
def test_every_measurement_is_judged_whatever_its_order(detections: list[object]) -> None:
    given_order = case(detections=tuple(detections))  # type: ignore[arg-type]
    turned = case(detections=tuple(reversed(detections)))  # type: ignore[arg-type]
    findings = judge(given_order, make.school(), today=TODAY)
    assert len(findings) == len(detections)
    assert sorted(map(str, findings)) == sorted(map(str, judge(turned, make.school(), today=TODAY)))
