"""Which evidence counts here? The backend of school.toml looks at what is new and says what is approved."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from plugins.approval import none
from plugins.model.case import Judged
from plugins.model.entry import Approval
from plugins.model.errors import CouldNotRun
from plugins.model.post import PostId
from plugins.model.school import School

Backend = Callable[[Judged], str]
"""The approver of one judged file, or "" while nobody said yes."""

BACKENDS: Mapping[str, tuple[Backend, str]] = {"none": (none.approver, none.EVIDENCE)}


def chosen(school: School) -> tuple[Backend, str]:
    """The school's backend and the word for its evidence; CouldNotRun where this version cannot prove a yes."""
    name = school.approval.backend
    if name not in BACKENDS:
        raise CouldNotRun(
            f"approval by {name!r} cannot be proven by this version, so nothing may be published by it",
            fix='rehearse with account = "rehearsal" and backend = "none" in school.toml',
        )
    return BACKENDS[name]


def approve(judged: Sequence[Judged], school: School, *, at: datetime) -> Mapping[PostId, Approval]:
    """Ask the backend about each of these files; CouldNotRun where this version cannot prove a yes."""
    backend, evidence = chosen(school)
    approvals = {}
    for one in judged:
        approver = backend(one) if one.post and not one.blocked else ""
        if one.post and approver:
            approvals[one.post.id] = Approval(
                post=one.post.id,
                content_hash=one.post.content_hash,
                approver=approver,
                evidence=evidence,
                at=at,
                path=one.case.path,
            )
    return approvals
