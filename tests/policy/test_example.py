import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from plugins.detect.contact import contacts
from plugins.detect.known import Known
from plugins.detect.meaning.remembered import meanings
from plugins.detect.names import names
from plugins.detect.photo import photos
from plugins.detect.roll import Child, Roll
from plugins.model.case import Case
from plugins.model.finding import Detection, Severity
from plugins.model.post import Post
from plugins.policy.example import Example, examples
from plugins.policy.rule import Rule
from plugins.policy.rulebook import RULES
from plugins.reading.reader import read
from plugins.tweet.compose import compose
from tests import make, pictures

ROLL = Roll(
    children=(
        Child(firsts=("Jonty",), lasts=("Quillfeather",)),
        Child(firsts=("Grace",), lasts=("Ombersley",)),
    )
)
HARMLESS = """\
id: reading-miles-7f3k
title: Reading miles
date: 2026-11-23T10:00
category: news
summary: Together we have read enough pages to reach Edinburgh.
"""
BODY = "That is 1.6 million pages since September.\n"
ALL = [(rule, example) for rule in RULES for example in examples(rule.page)]
SCHOOL = make.school()


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with clean photos, one that says where it was taken, faces of nobody, and writing."""
    folder = tmp_path / "content" / "photos"
    folder.mkdir(parents=True)
    (tmp_path / "content" / "news").mkdir()
    picture = Image.new("RGB", (64, 48), "green")
    for name in ("clean", "also-clean", "from-behind", "pebbles"):
        picture.save(folder / f"{name}.jpg", quality=60 + len(name))
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (52.0, 28.0, 0.0), 3: "W", 4: (1.0, 55.0, 0.0)}
    picture.save(folder / "from-a-phone.jpg", exif=exif)
    for name in ("with-a-face", "author-visit"):
        pictures.face().save(folder / f"{name}.jpg")
    pictures.written("The water cycle").save(folder / "display.jpg")
    pictures.written("by Jonty", "Quillfeather").save(folder / "signed.jpg")
    return tmp_path / "content"


@pytest.mark.parametrize(
    ("rule", "example"), ALL, ids=[f"{rule.id}-{example.verdict}-{example.about}" for rule, example in ALL]
)
def test_every_example_on_a_rules_page_is_kept_by_the_whole_chain(rule: Rule, example: Example, content: Path) -> None:
    findings = list(rule.judge(measured(example, content), SCHOOL))
    if example.severity is None:
        assert findings == []
    else:
        assert max(finding.severity for finding in findings) is example.severity
        assert all(finding.place.line > 1 for finding in findings)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.id))
def test_every_page_shows_what_passes_and_the_strongest_answer(rule: Rule) -> None:
    shown = {example.severity for example in examples(rule.page)}
    assert {None, rule.strongest} <= shown


def test_an_example_that_passes_is_refused_by_no_other_rule_either(content: Path) -> None:
    for rule, example in ALL:
        if example.severity is None:
            judged = measured(example, content)
            assert not [
                finding
                for other in RULES
                for finding in other.judge(judged, SCHOOL)
                if finding.severity is Severity.BLOCK
            ], (rule.id, example.about)


def test_the_parts_of_an_example_are_told_apart() -> None:
    page = (
        "Why.\n\nPasses, a body::\n\n    tags:\n      - a\n    ---\n    One.\n\n    Two.\n\n"
        "Refused, b::\n\n    date: x\n\nEnd.\n"
    )
    assert list(examples(page)) == [
        Example(verdict="Passes", about="a body", front="tags:\n  - a\n", body="One.\n\nTwo.\n", severity=None),
        Example(verdict="Refused", about="b", front="date: x\n", body="", severity=Severity.BLOCK),
    ]


def measured(example: Example, content: Path) -> Case:
    file = content / "news" / "reading-miles.md"
    file.write_text(f"---\n{merged(HARMLESS, example.front)}---\n{example.body or BODY}", encoding="utf-8")
    reading = read(file, content, SCHOOL)
    post = reading.post
    return Case(
        path=reading.path,
        post=post,
        tweet=compose(post, SCHOOL.site.url) if post else None,
        detections=reading.faults + (tuple(detected(post, reading.path, content)) if post else ()),
    )


def detected(post: Post, path: str, content: Path) -> Iterator[Detection]:
    known = Known(school=SCHOOL, roll=ROLL, memory=make.memory(content.parents[1] / "memory"))
    yield from names(post, path, ROLL, ())
    yield from photos(post, path, content, known)
    yield from contacts(post, path, SCHOOL)
    yield from meanings(post, path, known.memory)


def merged(front: str, changes: str) -> str:
    """The settings of `front`, those that `changes` names replaced."""
    blocks = {found[1]: found[0] for found in re.finditer(r"^(\w+):.*\n(?:[ ].*\n)*", front + changes, re.MULTILINE)}
    return "".join(blocks.values())
