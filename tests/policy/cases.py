"""Cases for the judges, made from a harmless post."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from plugins.model.case import Case
from plugins.model.finding import Detection, Finding, Place, Severity
from plugins.model.tweet import Tweet
from plugins.policy.rule import Rule
from tests import make

PATH = "content/news/reading-miles.md"


def case(*, weight: int = 80, detections: tuple[Detection, ...] = (), said: str | None = None, **changes: Any) -> Case:
    post = make.post(**changes)
    link = f"https://www.thistledown-primary.example/{post.path}"
    text = f"{post.tweet or post.summary}\n\n{link}" if said is None else said
    return Case(
        path=PATH,
        post=post,
        tweet=Tweet(post=post.id, text=text, weight=weight, permalink=link),
        detections=detections,
    )


def unread(*detections: Detection) -> Case:
    return Case(path=PATH, post=None, tweet=None, detections=detections)


def seen(kind: str, target: str = "summary", line: int = 3) -> Detection:
    place = Place(path=PATH, line=line)
    return Detection(kind=kind, place=place, note="what was seen", remedy="mend it", target=target)


def sure(kind: str, confidence: float, target: str = "summary", line: int = 3) -> Detection:
    return replace(seen(kind, target, line), confidence=confidence)


def severities(rule: Rule, judged: Case, **school: Any) -> list[Severity]:
    return [finding.severity for finding in found(rule, judged, **school)]


def found(rule: Rule, judged: Case, **school: Any) -> list[Finding]:
    findings = list(_checked(rule, judged, **school))
    assert all(finding.rule == rule.id and finding.clause == rule.clause for finding in findings)
    return findings


def _checked(rule: Rule, judged: Case, **school: Any) -> Iterator[Finding]:
    for finding in rule.judge(judged, make.school(**school)):
        assert finding.message.endswith(".")
        assert finding.remedy
        assert finding.severity <= rule.strongest
        yield finding
