from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from plugins.model.case import Case
from plugins.model.errors import Refused, SettingsWrong
from plugins.model.finding import EXEMPTION_MISUSE, FIRST_NAME, NEGATIVE_TONE, WHEREABOUTS, Detection, Place, Severity
from plugins.model.post import PostId
from plugins.policy.judge import judge
from plugins.reading.closure import FILE, KINDS, Closure, is_fixed, wordings
from plugins.reading.reader import Reading, read
from tests import make

WORDS = (Path(__file__).parents[2] / FILE).read_bytes()
FIXED = wordings(WORDS)
SCHOOL = make.school()
ISSUED = make.at("2026-11-23 06:45")


def closure(kind: str = "closed", reason: str = "snow", **changes: Any) -> Closure:
    at = None if kind == "closed" else time(10)
    return Closure(**{"kind": kind, "day": date(2026, 11, 23), "reason": reason, "at": at, **changes})


def written(folder: Path, said: Closure) -> Reading:
    post, text = FIXED.post(said, ISSUED, SCHOOL)
    file = folder / "news" / f"{post}.md"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return read(file, folder, SCHOOL)


@pytest.mark.parametrize("kind", KINDS)
def test_every_closure_in_the_schools_words_can_be_read_and_is_known_again(tmp_path: Path, kind: str) -> None:
    for reason in FIXED.reasons:
        for classes in ((), ("Year 4",), ("Reception", "Year 1", "Year 2")):
            found = written(tmp_path, closure(kind, reason, classes=classes))
            assert found.post, found.faults
            assert found.post.urgent
            assert is_fixed(found.post, found.digest, FIXED, SCHOOL)
            case = Case(path=found.path, post=found.post, tweet=None)
            assert all(one.severity < Severity.BLOCK for one in judge(case, SCHOOL, today=date(2026, 11, 23)))


def test_it_says_who_when_and_why_and_ends_with_the_day(tmp_path: Path) -> None:
    post = written(tmp_path, closure("late", classes=("Reception", "Year 1", "Year 2"))).post
    assert post
    assert post.id == "late-2026-11-23-1000-snow-a20003"
    assert post.summary == (
        "Thistledown Primary School opens late for Reception, Year 1 and Year 2, at 10:00 on Monday 23 November, "
        "because of heavy snow."
    )
    assert post.urgent
    assert post.urgent.expires == make.at("2026-11-23 18:00")


def test_the_same_closure_is_the_same_post_however_often_it_is_told() -> None:
    first, second = (FIXED.post(closure(), make.at(f"2026-11-23 06:{minute}"), SCHOOL)[0] for minute in (45, 50))
    assert first == second == "closed-2026-11-23-snow"


@pytest.mark.parametrize(
    "changes",
    [{"reason": "boredom"}, {"at": time(10)}, {"kind": "late", "at": None}],
    ids=["reason", "time", "no time"],
)
def test_what_the_words_do_not_hold_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="cannot be put into the fixed words"):
        FIXED.post(closure(**changes), ISSUED, SCHOOL)


def test_other_words_days_or_classes_are_not_the_fixed_ones(tmp_path: Path) -> None:
    found = written(tmp_path, closure())
    assert found.post
    assert not is_fixed(found.post, "0" * 64, FIXED, SCHOOL)
    assert not is_fixed(found.post, found.digest, wordings(WORDS.replace(b"heavy snow", b"some snow")), SCHOOL)
    assert not is_fixed(found.post, found.digest, FIXED, replace(SCHOOL, name="Another School"))
    for name in ("walk-3c4d", "closed-2026-11-31-snow", "closed-2026-11-24-snow", "late-2026-11-23-9999-snow",
                 "closed-2026-11-23-boredom", "closed-2026-11-23-snow-a20003"):  # fmt: skip
        assert not is_fixed(replace(found.post, id=PostId(name)), found.digest, FIXED, SCHOOL)
    assert not is_fixed(replace(found.post, audience=("Year 4",)), found.digest, FIXED, SCHOOL)


@pytest.mark.parametrize(
    "content",
    [b"\xff", b"[", b"", b"[closed]\n", WORDS.replace(b"[late]", b"[later]"), WORDS.replace(b"snow =", b"Snow1 ="),
     WORDS.partition(b"[reasons]")[0], WORDS.replace(b"title =", b"name =", 1)],
)  # fmt: skip
def test_words_that_are_missing_or_odd_are_a_mistake(content: bytes) -> None:
    with pytest.raises(SettingsWrong) as raised:
        wordings(content)
    assert FILE in raised.value.what


@pytest.mark.parametrize("kind", [WHEREABOUTS, NEGATIVE_TONE, EXEMPTION_MISUSE])
def test_what_a_measure_takes_the_fixed_words_for_is_a_question_and_stops_no_closure(tmp_path: Path, kind: str) -> None:
    found = written(tmp_path, closure("late"))
    targets = ("urgent",) if kind == EXEMPTION_MISUSE else ("title", "summary", "body")
    place = Place(path=found.path, line=3)
    seen = tuple(
        Detection(kind=kind, place=place, note="sure", remedy="", target=target, confidence=1.0) for target in targets
    )
    case = Case(path=found.path, post=found.post, tweet=None, detections=seen)
    said = [one for one in judge(case, SCHOOL, today=date(2026, 11, 23)) if one.rule == kind]
    assert [one.severity for one in said] == [Severity.ASK] * len(targets)


def test_a_name_in_the_fixed_words_is_refused_all_the_same(tmp_path: Path) -> None:
    found = written(tmp_path, closure())
    seen = Detection(kind=FIRST_NAME, place=Place(path=found.path, line=3), note="", remedy="", target="body")
    case = Case(path=found.path, post=found.post, tweet=None, detections=(seen,))
    assert Severity.BLOCK in {one.severity for one in judge(case, SCHOOL, today=date(2026, 11, 23))}
