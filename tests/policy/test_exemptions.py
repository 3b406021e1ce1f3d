from datetime import date

import pytest

from plugins.model.finding import FACE, FIRST_NAME, FORMAT, FULL_NAME, WORD_NAME, Detection, Finding, Place, Severity
from plugins.model.post import Exemption
from plugins.policy.judge import judge
from tests import make
from tests.policy.cases import PATH, case, seen, unread

TODAY = date(2026, 11, 23)
PHOTOS = (make.photo(), make.photo(file="owl.jpg", alt="A clay owl on a shelf", digest="c" * 64, line=12))


def exemption(target: str, rule: str = "child-name", expires: date = TODAY) -> Exemption:
    return Exemption(rule=rule, target=target, reason="an author called Jonty", expires=expires)


def judged(kind: str, target: str, *exemptions: Exemption) -> list[tuple[str, Severity]]:
    whole = case(detections=(seen(kind, target),), exemptions=exemptions, photos=PHOTOS)
    findings = judge(whole, make.school(), today=TODAY)
    assert all("Jonty" not in f"{finding}{finding.remedy}" for finding in findings)
    return [(finding.rule, finding.severity) for finding in findings]


ASKED = [("child-name", Severity.ASK)]
REFUSED = [("child-name", Severity.BLOCK)]
NOTED = [("format", Severity.NOTE)]


@pytest.mark.parametrize(
    ("target", "named"),
    [
        ("title", "title"),
        ("title", "summary, title"),
        ("photos[0].alt", "photos[0].alt"),
        ("photos[0].alt", "photos[0]"),
        ("photos[1].alt", "owl.jpg"),
        ("photos[1].file", "c" * 64),
        ("photos[1]", "pebbles.jpg, owl.jpg"),
    ],
)
def test_an_exemption_turns_a_first_name_into_a_question(target: str, named: str) -> None:
    assert judged(FIRST_NAME, target, exemption(named)) == ASKED
    assert judged(WORD_NAME, target, exemption(named)) == ASKED


def test_what_only_the_bytes_of_a_photo_may_lift_is_lifted_by_its_digest_and_not_by_its_name() -> None:
    face = Detection(kind=FACE, place=Place(path=PATH, line=12), note="at the top", target="photos[1]")
    answers = [
        judge(
            case(detections=(face,), exemptions=(exemption(named, rule="photo-face"),), photos=PHOTOS),
            make.school(),
            today=TODAY,
        )
        for named in ("c" * 64, f"{'b' * 64}, {'c' * 64}", "owl.jpg", "photos[1]", "b" * 64)
    ]
    faces = [[finding.severity for finding in found if finding.rule == "photo-face"] for found in answers]
    assert faces == [[Severity.ASK], [Severity.ASK], [Severity.BLOCK], [Severity.BLOCK], [Severity.BLOCK]]


def test_the_question_says_that_the_author_asks() -> None:
    whole = case(detections=(seen(FIRST_NAME, "title"),), exemptions=(exemption("title"),))
    (finding,) = judge(whole, make.school(), today=TODAY)
    assert finding.message.endswith("The author asks that it may stand.")


def test_nothing_lifts_a_full_name_and_the_attempt_is_noted() -> None:
    assert sorted(judged(FULL_NAME, "title", exemption("title"))) == REFUSED + NOTED
    assert sorted(judged(FORMAT, "title", exemption("title", rule="format")), key=lambda one: one[1]) == [
        ("format", Severity.NOTE),
        ("format", Severity.BLOCK),
    ]


@pytest.mark.parametrize(
    "useless",
    [
        exemption("summary"),
        exemption("titl"),
        exemption("owl.jpg"),
        exemption("title", rule="alt-text"),
        exemption("title", rule="no-such-rule"),
        exemption(""),
    ],
)
def test_an_exemption_for_something_else_does_nothing_and_is_noted(useless: Exemption) -> None:
    assert sorted(judged(FIRST_NAME, "title", useless)) == REFUSED + NOTED


def test_an_exemption_that_has_ended_lifts_nothing_and_is_noted() -> None:
    ended = exemption("title", expires=date(2026, 11, 22))
    assert sorted(judged(FIRST_NAME, "title", ended)) == REFUSED + NOTED


def test_two_equal_exemptions_count_once() -> None:
    assert judged(FIRST_NAME, "title", exemption("title"), exemption("title")) == ASKED


def test_each_exemption_is_noted_by_its_own_number() -> None:
    whole = case(exemptions=(exemption("title"), exemption("summary")))
    notes: tuple[Finding, ...] = judge(whole, make.school(), today=TODAY)
    assert [note.message.partition(" lifts")[0] for note in notes] == ["Exemption 1", "Exemption 2"]


def test_a_file_that_could_not_be_read_has_no_exemptions() -> None:
    (finding,) = judge(unread(seen(FORMAT)), make.school(), today=TODAY)
    assert finding.severity is Severity.BLOCK
