import pytest

from plugins.model.finding import FACE, TURNED_FACE, WRITTEN, Detection, Place, Severity
from plugins.model.post import People
from plugins.policy.rules.photo_face import RULE
from tests import make
from tests.policy.cases import PATH, case, found, unread

DIGESTS = ("c" * 64, "d" * 64)


def photos(*people: People) -> tuple[object, ...]:
    return tuple(make.photo(people=one, digest=digest) for one, digest in zip(people, DIGESTS, strict=False))


def face(score: float, kind: str = FACE, number: int = 0, where: str = "in the upper left") -> Detection:
    return Detection(
        kind=kind, place=Place(path=PATH, line=9), note=where, confidence=score, target=f"photos[{number}]"
    )


def answer(*seen: Detection, people: People = People.NONE) -> list[Severity]:
    return [finding.severity for finding in found(RULE, case(detections=seen, photos=photos(people)))]


def test_a_post_without_photos_and_a_file_that_could_not_be_read_are_none_of_its_business() -> None:
    assert found(RULE, case()) == []
    assert found(RULE, unread()) == []


@pytest.mark.parametrize("kind", [FACE, TURNED_FACE])
def test_what_hardly_looks_like_a_face_says_nothing(kind: str) -> None:
    assert answer(face(0.29, kind)) == []


def test_other_measurements_are_not_its_business() -> None:
    assert answer(face(0.99, WRITTEN)) == []


def test_the_face_in_one_photo_is_not_held_against_another() -> None:
    judged = case(detections=(face(0.9, number=1),), photos=photos(People.NONE, People.NONE))
    assert [finding.target for finding in found(RULE, judged)] == [DIGESTS[1]]


@pytest.mark.parametrize(
    ("kind", "score", "severity"),
    [
        (FACE, 0.30, Severity.ASK),
        (FACE, 0.44, Severity.ASK),
        (FACE, 0.45, Severity.BLOCK),
        (TURNED_FACE, 0.50, Severity.ASK),
        (TURNED_FACE, 0.59, Severity.ASK),
        (TURNED_FACE, 0.60, Severity.BLOCK),
    ],
)
@pytest.mark.parametrize("people", [People.NONE, People.BACKS_AND_HANDS])
def test_a_sure_face_is_refused_and_a_doubtful_one_is_asked_about(
    kind: str, score: float, severity: Severity, people: People
) -> None:
    assert answer(face(score, kind), people=people) == [severity]


@pytest.mark.parametrize(("people", "words"), [(People.NONE, "nobody"), (People.BACKS_AND_HANDS, "backs and hands")])
def test_the_message_holds_what_was_declared_against_what_is_seen(people: People, words: str) -> None:
    for score in (0.35, 0.9):
        (finding,) = found(RULE, case(detections=(face(score),), photos=photos(people)))
        assert "in the upper left" in finding.message
        assert words in finding.message


def test_adults_who_agreed_wait_for_a_yes_and_never_go_by_themselves() -> None:
    (finding,) = found(RULE, case(detections=(face(0.99),), photos=photos(People.ADULTS_WITH_CONSENT)))
    assert (finding.severity, finding.liftable) == (Severity.ASK, False)


def test_a_refusal_is_lifted_for_these_very_bytes_alone() -> None:
    (finding,) = found(RULE, case(detections=(face(0.9),), photos=photos(People.NONE)))
    assert (finding.liftable, finding.target) == (True, DIGESTS[0])
    assert f"rule photo-face, target {DIGESTS[0]}" in finding.remedy


def test_a_crowd_is_one_finding_with_a_count() -> None:
    seen = (face(0.9), face(0.8, where="on the right"), face(0.5), face(0.3))
    (finding,) = found(RULE, case(detections=seen, photos=photos(People.NONE)))
    assert "in the upper left of this photo, and 2 more elsewhere." in finding.message
