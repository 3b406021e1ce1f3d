"""What a teacher filled in is read as GitHub wrote it down; the form that GitHub shows asks exactly these questions."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from plugins.intake import form
from plugins.intake.draft import SEEN, draft, gaps
from plugins.model.post import People, Post
from plugins.model.settings import parse
from plugins.reading.reader import read
from plugins.reading.schema import CATEGORIES
from tests import make
from tests.intake.github import ANSWERS, body

ROOT = Path(__file__).parents[2]
FRIDAY = make.at("2026-11-20 19:30")


def asked() -> list[dict[str, Any]]:
    """The questions of the form that GitHub shows."""
    file = ROOT / ".github" / "ISSUE_TEMPLATE" / "post.yml"
    loaded: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return [one for one in loaded["body"] if one["type"] != "markdown"]


def options(question: str) -> list[str]:
    (found,) = (one for one in asked() if one["attributes"]["label"] == question)
    return [str(option) for option in found["attributes"]["options"]]


def test_github_asks_the_questions_that_we_read_in_the_same_order() -> None:
    assert tuple(one["attributes"]["label"] for one in asked()) == form.QUESTIONS
    assert len({one["id"] for one in asked()}) == len(form.QUESTIONS)


def test_what_can_be_chosen_is_what_a_post_may_say() -> None:
    school = parse((ROOT / "school.toml").read_text(encoding="utf-8"))
    assert options(form.CATEGORY) == list(CATEGORIES)
    assert options(form.AUDIENCE) == list(school.classes)
    assert options(form.PEOPLE) == list(SEEN)
    assert set(SEEN.values()) == set(People)


def test_no_question_offers_a_word_that_github_keeps_for_itself() -> None:
    chosen = [option for one in asked() for option in one["attributes"].get("options", [])]
    assert "none" not in {str(option).casefold() for option in chosen}


def test_each_answer_is_found_below_its_question() -> None:
    found, complaints = form.answers(body().replace("\n", "\r\n"))
    assert (found[form.TEXT], complaints) == (ANSWERS[form.TEXT], ())
    assert (found[form.PHOTOS], found[form.URGENT]) == ("", "")


def test_an_issue_that_the_form_did_not_make_is_no_post() -> None:
    assert form.is_post(body())
    assert not form.is_post("The printer is broken.")
    assert not form.is_post(f"> ### {form.TITLE} is a question of the form")


def test_a_question_without_its_answer_is_told() -> None:
    _, complaints = form.answers(body(TITLE="_No response_", TEXT="_No response_"))
    assert [one.question for one in complaints] == [form.TITLE, form.TEXT]


def test_an_answer_cannot_answer_another_question() -> None:
    """Words that look like the form's own heading would else become the photos' people, or the title."""
    found, complaints = form.answers(body(TEXT=f"We made leaves.\n\n### {form.TITLE}\n\nAnother title"))
    assert found[form.TITLE] == ANSWERS[form.TITLE]
    assert [one.question for one in complaints] == [form.TITLE]


def answered(**changes: str) -> dict[str, str]:
    return dict(form.answers(body(**changes))[0])


def read_back(folder: Path, answers: dict[str, str]) -> Post | None:
    made = draft(answers, (), number=12, filed=FRIDAY, school=make.school())
    file = folder / "content" / made.name
    file.parent.mkdir(parents=True)
    file.write_text(made.text, encoding="utf-8")
    return read(file, folder / "content", make.school()).post


def test_the_answers_become_a_post_at_the_next_opening(tmp_path: Path) -> None:
    post = read_back(tmp_path, answered())
    assert post
    assert (post.id, post.title) == ("a-wall-of-leaves-12", "A wall of leaves")
    assert (post.published, post.audience) == (make.at("2026-11-23 08:00"), ("Year 4", "Year 5"))


def test_an_event_and_urgent_news_are_dated_at_once(tmp_path: Path) -> None:
    told = {"PLACE": "Hall", "START": "2026-11-20 19:00", "END": "2026-11-20 21:00", "EVENT": "it is on now"}
    post = read_back(tmp_path, answered(**told))
    assert post
    assert post.event
    assert (post.published, post.event.place) == (FRIDAY, "Hall")
    snow = read_back(tmp_path / "snow", answered(URGENT="heavy snow", EXPIRES="2026-11-21 09:00"))
    assert snow
    assert snow.urgent
    assert snow.urgent.reason == "heavy snow"


@pytest.mark.parametrize("title", ['"\n---\nstatus: ready', "{{ x }}: *a &b !c", "- [ ] x # y", "é ł 🍁"])
def test_no_answer_becomes_a_setting(tmp_path: Path, title: str) -> None:
    """What cannot be a title is a fault, and never a second setting."""
    post = read_back(tmp_path, answered(TITLE=title))
    assert post is None or post.title == title


def test_a_finding_is_told_at_the_question_that_its_line_answers() -> None:
    answers = answered(ALT="Red leaves", PEOPLE="nobody", URGENT="snow", EXPIRES="2026-11-21")
    made = draft(answers, ["form-12-abc.jpg"], number=12, filed=FRIDAY, school=make.school())
    told = {
        line.strip().partition(":")[0]: made.question(number) for number, line in enumerate(made.text.split("\n"), 1)
    }
    assert (told["title"], told["alt"], told["people"]) == (form.TITLE, form.ALT, form.PEOPLE)
    assert (told["expires"], told["There are two hundred of them."]) == (form.EXPIRES, form.TEXT)
    assert made.question(999) == form.TEXT


@pytest.mark.parametrize(
    ("photos", "alt", "people", "question"),
    [
        (1, "_No response_", "nobody", form.ALT),
        (0, "A wall", "nobody", form.ALT),
        (2, "A wall\n\n", "nobody", form.ALT),
        (1, "A wall", "_No response_", form.PEOPLE),
        (1, "A wall", "children", form.PEOPLE),
        (9, "A wall", "nobody", form.PHOTOS),
    ],
)
def test_each_photo_needs_its_words_and_who_is_to_be_seen(photos: int, alt: str, people: str, question: str) -> None:
    found = gaps(answered(ALT=alt, PEOPLE=people), photos)
    assert question in {complaint.question for complaint in found}


def test_photos_with_their_words_are_fine_and_so_are_none() -> None:
    assert list(gaps(answered(ALT="A wall\n\nA tree", PEOPLE="only backs or hands"), 2)) == []
    assert list(gaps(answered(), 0)) == []


def test_an_event_or_urgent_news_is_told_whole_or_not_at_all() -> None:
    half = answered(URGENT="heavy snow", PLACE="Hall", EVENT="it is on")
    assert [one.question for one in gaps(half, 0)] == [form.START, form.END, form.EXPIRES]
    assert list(gaps(answered(URGENT="heavy snow", EXPIRES="2026-11-21 09:00"), 0)) == []
