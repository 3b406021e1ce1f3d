"""Which evidence counts here? The backend that the ledger's list names; a rehearsal may do without any."""

from datetime import datetime
from pathlib import Path

from plugins.approval.signature import Signatures
from plugins.approval.subject import Answer, Backend, Subject
from plugins.model.entry import BASELINE
from plugins.model.errors import CouldNotRun
from plugins.model.school import School
from plugins.model.trust import Trust

REHEARSAL = "rehearsal"
_OPEN = "a question is open, and only an approver can answer it"
PROVING = frozenset({"signature"})


def demand_known(school: School) -> None:
    """CouldNotRun where this version cannot prove a yes as the school wants it proven."""
    name = school.approval.backend
    if name != "none" and name not in PROVING:
        raise CouldNotRun(
            f"approval by {name!r} cannot be proven by this version, so nothing may be published by it",
            fix='rehearse with account = "rehearsal" and backend = "none" in school.toml',
        )


def backend(trust: Trust, root: Path, school: School) -> Backend:
    """How to ask whether somebody of this list said yes."""
    if trust.backend == "none":
        return unproven
    return Signatures(root=root, site=school.site.url, trust=trust)


def unproven(subject: Subject, _at: datetime) -> Answer:
    """In a rehearsal everything is approved that needs no accepting; settings keep this from the real account."""
    if subject.asks:
        return Answer(why=_OPEN)
    return Answer(approver=REHEARSAL, evidence=REHEARSAL)


def before(subject: Subject, _at: datetime) -> Answer:
    """When a ledger begins, what stands is there already; a question that is open waits for a person all the same."""
    if subject.asks:
        return Answer(why=_OPEN)
    return Answer(approver=BASELINE, evidence=BASELINE)
