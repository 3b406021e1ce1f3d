"""Whose word counts in this run? The ledger's list of approvers; school.toml's changes need a yes of that list."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from plugins.approval.backend import backend, before, tolerant
from plugins.approval.subject import Backend, of_list
from plugins.approval.trust import effective
from plugins.clone.workspace import Workspace
from plugins.model.case import Judged
from plugins.model.entry import Roster, Snapshot
from plugins.model.errors import CouldNotRun, LedgerMissing
from plugins.model.post import Post
from plugins.model.school import School
from plugins.model.trust import Trust
from plugins.reading.closure import FILE, Wordings, is_fixed, wordings


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """How a yes is asked for, and the lists behind it.

    `recorded` is the ledger's, `wanted` that of school.toml; `new` is to be recorded, and where a changed list does
    not count yet, `waits` tells why. `wording` gives the digest of the fixed words for a closure that is in them.
    """

    ask: Backend
    recorded: Trust
    wanted: Trust
    new: Roster | None = None
    waits: str = ""
    wording: Callable[[Judged, Post], str] = lambda _one, _post: ""


def words_that_count(
    workspace: Workspace, snapshot: Snapshot, now: datetime, *, begin: bool = False, publishes: bool = True
) -> Word:
    """The list that counts. LedgerMissing or CouldNotRun where a yes must be proven and the ledger has no list.

    To `begin` a ledger, its list is school.toml's, and all that stands there counts as approved before. Where nothing
    is published, somebody who cannot be asked just now stops nothing.
    """
    word = _word(workspace, snapshot, now, begin=begin, publishes=publishes)
    fixed = closures(workspace)
    return replace(word, wording=partial(wording, fixed, workspace.school)) if fixed else word


def closures(workspace: Workspace) -> Wordings | None:
    """The school's fixed words for closures, where it has some."""
    file = workspace.root / FILE
    return wordings(file.read_bytes()) if file.is_file() else None


def wording(fixed: Wordings | None, school: School, one: Judged, post: Post) -> str:
    """The digest of the fixed words, where a post is a closure told in exactly those."""
    return fixed.digest if fixed and is_fixed(post, one.digest, fixed, school) else ""


def _word(workspace: Workspace, snapshot: Snapshot, now: datetime, *, begin: bool, publishes: bool) -> Word:
    wanted = workspace.school.approval

    def asking(trust: Trust) -> Backend:
        ask = backend(trust, workspace.root, workspace.school)
        return ask if publishes else tolerant(ask)

    if wanted.backend == "none" and workspace.school.rehearsal:
        _demand_no_list(snapshot)
        return Word(ask=asking(wanted), recorded=wanted, wanted=wanted)
    if begin:
        return Word(ask=before, recorded=wanted, wanted=wanted, new=_first(wanted, now))
    if not snapshot.tip:
        raise LedgerMissing(
            "there is no ledger, so nobody can say whose approval counts",
            fix="publish.py ledger init records the approvers of school.toml",
        )
    standing = snapshot.roster or _on_a_rehearsal(workspace, now)
    new = None if snapshot.roster else standing
    if standing.trust == wanted:
        return Word(ask=asking(wanted), recorded=wanted, wanted=wanted, new=new)
    return _changed(workspace, standing, now, asking)


def _demand_no_list(snapshot: Snapshot) -> None:
    """CouldNotRun where nobody is asked any more though the ledger has a list: it would take for a yes what is none."""
    if snapshot.roster and snapshot.roster.trust.backend != "none":
        raise CouldNotRun(
            "the ledger has a list of approvers, and school.toml asks none of them",
            fix="put [approval] of school.toml back as it was; to rehearse without approvers, begin in another clone",
        )


def _changed(workspace: Workspace, standing: Roster, now: datetime, asking: Callable[[Trust], Backend]) -> Word:
    """A list other than the ledger's: taken over where somebody whose word counts on both said yes to it."""
    recorded, wanted = standing.trust, workspace.school.approval
    both = effective(recorded, wanted)
    subject = of_list(wanted, (workspace.root / "school.toml").read_bytes())
    ask = asking(both)
    answer = ask(subject, now)
    if not answer.approver:
        return Word(ask=ask, recorded=recorded, wanted=wanted, waits=answer.why)
    new = Roster(trust=wanted, at=now, approver=answer.approver, evidence=answer.evidence)
    return Word(ask=asking(wanted), recorded=recorded, wanted=wanted, new=new)


def _on_a_rehearsal(workspace: Workspace, now: datetime) -> Roster:
    """A rehearsal that began without approvers takes the first list that it sees; the real account never does."""
    if not workspace.school.rehearsal:
        raise CouldNotRun(
            "the ledger has no list of approvers, so nobody can say whose approval counts",
            fix="find out who began this ledger, and how; nothing is published without its list",
        )
    return _first(workspace.school.approval, now)


def _first(trust: Trust, now: datetime) -> Roster:
    return Roster(trust=trust, at=now, approver="", evidence="the list with which the ledger began")
