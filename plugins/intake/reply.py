"""What does a teacher read below the form? Whether it goes on, and else what to change, by the form's own questions."""

from collections.abc import Sequence
from datetime import datetime

from plugins.intake.draft import Draft
from plugins.intake.form import Complaint
from plugins.intake.proposal import Proposal
from plugins.model.case import Judged
from plugins.model.finding import Finding, Severity
from plugins.model.post import Post
from plugins.model.school import School
from plugins.model.tweet import Tweet
from plugins.showing.outlook import outlook

_EDIT = "To change it, use the three dots at the top of this page, then *Edit*. This answer is written anew each time."
_RIGHT = "Is it right as it stands? Show this to whoever looks after the website: an exemption can be asked for there."
_SEVERITIES = {Severity.BLOCK: "must be changed", Severity.ASK: "will be asked of the approver", Severity.NOTE: "note"}


def unclear(complaints: Sequence[Complaint]) -> str:
    """The form could not be understood."""
    rows = [f"- **{one.question}** {one.note}. *{one.remedy}.*" for one in complaints]
    return "\n".join(["**It cannot go on like this. Nothing was taken over.**", "", *rows, "", _EDIT])


def refused(one: Judged, draft: Draft) -> str:
    """The school's policy forbids it as it stands."""
    head = "**It cannot be published as it stands. Nothing was taken over.**"
    return "\n".join([head, "", *_findings(one, draft), "", f"{_EDIT} {_RIGHT}"])


def stopped(what: str, fix: str) -> str:
    """Something else stands in its way."""
    return f"**It could not be taken over:** {what}. *{fix}.*"


def proposed(one: Judged, draft: Draft, proposal: Proposal, now: datetime, school: School) -> str:
    """It waits for somebody's yes."""
    how = "It is published by itself after that" if proposal.merges else "Then somebody merges it there"
    lines = [f"**It waits for a senior leader's yes in #{proposal.number}.** {how}. You cannot approve your own words."]
    lines += ["", f"{_when(one.post, one.case.tweet, now, school)}."]
    found = _findings(one, draft)
    lines += ["", *found] if found else []
    return "\n".join([*lines, "", _EDIT])


def _when(post: Post | None, tweet: Tweet | None, now: datetime, school: School) -> str:
    return outlook(post, tweet, now, school) if post and tweet else "Nothing would be tweeted"


def _findings(one: Judged, draft: Draft) -> list[str]:
    return [
        f"- **{draft.question(finding.place.line)}** ({_SEVERITIES[finding.severity]}) {finding.message} "
        f"*{finding.remedy}*"
        for finding in sorted(one.findings, key=_gravest)
    ]


def _gravest(finding: Finding) -> tuple[int, int]:
    return -finding.severity, finding.place.line
