import pytest

from plugins.model.finding import FACE, WRITTEN, WRITTEN_FULL_NAME, WRITTEN_NAME, Detection, Place, Severity
from plugins.policy.rules.photo_text import RULE
from tests import make
from tests.policy.cases import PATH, case, found, unread

DIGEST = "c" * 64


def read(kind: str, number: int = 0, where: str = "in the lower right") -> Detection:
    return Detection(kind=kind, place=Place(path=PATH, line=9), note=where, target=f"photos[{number}]")


def test_a_post_without_photos_and_a_file_that_could_not_be_read_are_none_of_its_business() -> None:
    assert found(RULE, case()) == []
    assert found(RULE, unread()) == []


def test_other_measurements_and_other_photos_are_not_its_business() -> None:
    judged = case(detections=(read(FACE), read(WRITTEN_NAME, number=1)), photos=(make.photo(),))
    assert found(RULE, judged) == []


@pytest.mark.parametrize(
    ("kind", "severity", "liftable"),
    [
        (WRITTEN, Severity.ASK, False),
        (WRITTEN_NAME, Severity.BLOCK, True),
        (WRITTEN_FULL_NAME, Severity.BLOCK, False),
    ],
)
def test_words_are_asked_about_a_name_is_refused_and_a_full_one_for_good(
    kind: str, severity: Severity, *, liftable: bool
) -> None:
    (finding,) = found(RULE, case(detections=(read(kind),), photos=(make.photo(digest=DIGEST),)))
    assert (finding.severity, finding.liftable, finding.target) == (severity, liftable, DIGEST)
    assert "in the lower right" in finding.message


def test_the_gravest_is_said_and_nothing_twice() -> None:
    judged = case(detections=(read(WRITTEN), read(WRITTEN_FULL_NAME), read(WRITTEN_NAME)), photos=(make.photo(),))
    (finding,) = found(RULE, judged)
    assert "full name" in finding.message


def test_the_remedy_for_a_first_name_says_how_to_ask_for_this_very_file() -> None:
    (finding,) = found(RULE, case(detections=(read(WRITTEN_NAME),), photos=(make.photo(digest=DIGEST),)))
    assert f"rule photo-text, target {DIGEST}" in finding.remedy
