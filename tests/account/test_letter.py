"""The letter to parents: all that it must say, in words for a reader of twelve."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from plugins.account.letter import letter
from plugins.model.school import School
from plugins.paper.document import Bullets, Document, Heading, Paragraph
from plugins.paper.pdf import pdf
from tests import make
from tests.account.reading_age import reading_age
from tests.paper.test_paper import FONTS

TODAY = date(2026, 9, 1)


def prose(document: Document) -> str:
    """Its sentences, without headings, addresses and the lines around them."""
    parts: list[str] = []
    for block in document.blocks:
        parts += [block.text] if isinstance(block, Paragraph) and block.text.endswith(".") else []
        parts += block.items if isinstance(block, Bullets) else ()
    return "\n".join(parts)


def words(school: School | None = None) -> str:
    document = letter(school or make.school(), TODAY)
    return "\n".join(
        "\n".join(block.items) if isinstance(block, Bullets) else getattr(block, "text", "")
        for block in document.blocks
    )


def test_the_measure_knows_easy_words_from_hard_ones() -> None:
    assert reading_age("The cat sat on the mat. It was warm.") < 7
    assert reading_age("Institutional communication necessitates comprehensive consideration of proportionality.") > 20


def test_r7_and_r13_a_reader_of_twelve_understands_it() -> None:
    assert reading_age(prose(letter(make.school(), TODAY))) <= 12


@pytest.mark.parametrize(
    "said",
    [
        "does not answer replies or messages, and it is not a place to discuss or argue",
        "from 8am to 6pm, Monday to Friday. At other times we post only about school events",
        "when there is urgent news, such as school being closed",
        "We do not use any child's name.",
        "We do not show any child's face.",
        "must be 13 or older to join Twitter",
        "Please stay beside them",
        "You do not have to say why. We take the photo down first",
        "look at our website first",
        "@ThistledownPri",
        "01632 960123",
        "office@thistledown-primary.example",
        "Tuesday 1 September 2026",
        "The deputy head, who runs the account",
    ],
)
def test_r7_and_r13_it_says_what_parents_must_know(said: str) -> None:
    assert said in words()


def test_it_fits_on_one_sheet() -> None:
    assert pdf(letter(make.school(), TODAY), FONTS).count(b"/Type /Page\n") == 1


def test_each_part_has_a_title() -> None:
    assert sum(isinstance(block, Heading) for block in letter(make.school(), TODAY).blocks) == 6


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ({"opens": time(8, 30), "closes": time(17)}, "from 8.30am to 5pm, Monday to Friday."),
        ({"days": (0, 2, 4)}, "Monday, Wednesday and Friday."),
        ({"days": (0, 1)}, "Monday and Tuesday."),
        ({"days": (3,)}, "8am to 6pm, Thursday."),
    ],
)
def test_it_tells_the_hours_of_the_schools_own_settings(hours: dict[str, Any], said: str) -> None:
    school = make.school()
    assert said in words(replace(school, hours=replace(school.hours, **hours)))
