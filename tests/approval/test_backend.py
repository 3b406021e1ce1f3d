from dataclasses import replace

import pytest

from plugins.approval.backend import approve
from plugins.model.case import Case, Judged
from plugins.model.entry import Approval
from plugins.model.errors import CouldNotRun
from plugins.model.finding import Finding, Place, Severity
from plugins.model.post import Post, PostId
from plugins.model.school import ApprovalSettings, School
from tests import make

NOW = make.at("2026-11-23 10:00")


def judged(post: Post | None, *severities: Severity) -> Judged:
    path = f"content/{post.source}" if post else "content/news/odd.md"
    findings = tuple(
        Finding(rule="format", clause="R7", severity=severity, place=Place(path=path), message="m", remedy="r")
        for severity in severities
    )
    return Judged(case=Case(path=path, post=post, tweet=None), digest="", findings=findings)


def school(backend: str) -> School:
    return make.school(approval=ApprovalSettings(backend=backend, approvers=()))


def test_an_approval_covers_these_exact_bytes_at_this_moment() -> None:
    post = make.post()
    assert approve([judged(post)], school("none"), at=NOW) == {
        post.id: Approval(
            post=post.id,
            content_hash=post.content_hash,
            approver="rehearsal",
            evidence="rehearsal",
            at=NOW,
            path="content/news/reading-miles.md",
        )
    }


def test_nobody_is_asked_about_what_is_unreadable_or_forbidden_and_a_question_stays_open() -> None:
    post = make.post()
    named = replace(post, id=PostId("other-1a2b"))
    found = [judged(None, Severity.BLOCK), judged(post, Severity.BLOCK), judged(named, Severity.ASK)]
    assert approve(found, school("none"), at=NOW) == {}


@pytest.mark.parametrize("backend", ["signature", "github"])
def test_a_yes_that_cannot_be_proven_is_no_yes(backend: str) -> None:
    with pytest.raises(CouldNotRun, match=f"approval by '{backend}' cannot be proven") as refusal:
        approve([], school(backend), at=NOW)
    assert "rehears" in refusal.value.fix
