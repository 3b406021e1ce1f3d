import pytest

from plugins.model.finding import Severity
from plugins.policy.rules.alt_text import RULE
from tests import make
from tests.policy.cases import case, found, severities, unread


@pytest.mark.parametrize(
    "alt",
    [
        "Pebbles painted with red poppies in a ring on grass",
        "Photo of pebbles painted with poppies",
        "A picture of our picture frames made of twigs",
        "Image 3 in our series shows a clay owl",
        "Poppy",
        "x" * 1000,
        "Plakat „Dzień Ziemi” z zielonymi liśćmi",
    ],
)
def test_words_that_say_what_is_seen_pass(alt: str) -> None:
    assert severities(RULE, case(photos=(make.photo(alt=alt, caption="Our poppies"),))) == []


def test_no_photo_and_no_post_need_no_words() -> None:
    assert severities(RULE, case()) == []
    assert severities(RULE, unread()) == []


@pytest.mark.parametrize(
    ("alt", "why"),
    [
        ("", "shorter"),
        ("   Owl   ", "shorter"),
        ("x" * 1001, "longer"),
        ("Poppies\npainted on pebbles", "more than one line"),
        ("Poppies\u2028painted on pebbles", "more than one line"),
        ("IMG_4021.JPG", "a file name"),
        ("IMG 4021", "a file name"),
        ("DSC0001", "a file name"),
        ("pebbles-on-grass.jpeg", "a file name"),
        ("painted pebbles 7", "a file name"),
        ("image", "does not say"),
        ("Photo of", "does not say"),
        ("A picture of our", "does not say"),
        ("Photo 3", "does not say"),
        (".......", "does not say"),
        ("🎉🎉🎉🎉🎉", "does not say"),
        ("reading MILES!", "repeats the title"),
        ("Our poppies", "repeats the caption"),
    ],
)
def test_words_that_say_nothing_are_refused(alt: str, why: str) -> None:
    photo = make.photo(alt=alt, caption="Our poppies.", file="painted-pebbles-7.jpg")
    (finding,) = found(RULE, case(photos=(photo,)))
    assert finding.severity is Severity.BLOCK
    assert (finding.place.line, finding.target, finding.liftable) == (9, "photos[0].alt", False)
    assert why in finding.message


def test_the_second_of_two_photos_with_the_same_words_is_refused() -> None:
    photos = (make.photo(), make.photo(file="other.jpg", line=12), make.photo(file="third.jpg", alt="A clay owl"))
    (finding,) = found(RULE, case(photos=photos))
    assert (finding.place.line, finding.target) == (12, "photos[1].alt")
    assert "same as another" in finding.message
