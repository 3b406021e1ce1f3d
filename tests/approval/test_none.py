from plugins.approval.none import approver
from plugins.model.case import Case, Judged
from plugins.model.finding import Finding, Place, Severity
from tests import make


def judged(*severities: Severity) -> Judged:
    place = Place(path="content/news/reading-miles.md")
    findings = tuple(
        Finding(rule="links", clause="R7", severity=severity, place=place, message="m", remedy="r")
        for severity in severities
    )
    return Judged(case=Case(path=place.path, post=make.post(), tweet=None), digest="", findings=findings)


def test_what_needs_no_accepting_is_accepted_in_a_rehearsal() -> None:
    assert approver(judged()) == "rehearsal"
    assert approver(judged(Severity.NOTE)) == "rehearsal"


def test_an_open_question_waits_for_a_person() -> None:
    assert approver(judged(Severity.NOTE, Severity.ASK)) == ""
