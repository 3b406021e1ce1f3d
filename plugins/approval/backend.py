"""Which evidence counts here? The backend that the ledger's list names; a rehearsal may do without any."""

import os
from datetime import datetime
from pathlib import Path

from plugins.approval.signature import Signatures
from plugins.approval.subject import Answer, Backend, Subject
from plugins.model.entry import BASELINE
from plugins.model.errors import ApprovalUnreachable, CouldNotRun
from plugins.model.school import School
from plugins.model.trust import Trust
from plugins.repo.git import Git
from plugins.x.secrets import Secret, load_token

REHEARSAL = "rehearsal"
_OPEN = "a question is open, and only an approver can answer it"


def backend(trust: Trust, root: Path, school: School) -> Backend:
    """How to ask whether somebody of this list said yes."""
    if trust.backend == "none":
        return unproven
    if trust.backend == "signature":
        return Signatures(root=root, site=school.site.url, trust=trust)
    return _reviews(trust, root)


def _reviews(trust: Trust, root: Path) -> Backend:
    from plugins.approval.api import GitHub, address  # noqa: PLC0415 - only who asks GitHub needs what it takes
    from plugins.approval.github import Reviews  # noqa: PLC0415 - the same

    return Reviews(github=GitHub(address(), trust.repository, _token), git=Git(root), root=root, trust=trust)


def _token() -> Secret:
    import keyring  # noqa: PLC0415 - the same

    return load_token(os.environ, keyring.get_password)


def tolerant(ask: Backend) -> Backend:
    """The same for whoever publishes nothing: where nobody can be asked, that is what is missing."""

    def asked(subject: Subject, at: datetime) -> Answer:
        try:
            return ask(subject, at)
        except (ApprovalUnreachable, CouldNotRun) as error:
            return Answer(why=error.what)

    return asked


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
