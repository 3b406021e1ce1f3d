"""What do we have, and what may become of it? Every command that publishes begins by reading and judging."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from plugins.clone.approved import Yeses, approved
from plugins.clone.ports import Ports
from plugins.clone.roster import Word, words_that_count
from plugins.clone.workspace import Workspace
from plugins.console.progress import told
from plugins.judging.cases import NAME, Cases
from plugins.judging.examine import case_of, verdict
from plugins.mirror.revision import is_withdrawn, original
from plugins.model.case import Judged
from plugins.model.entry import Approval, Snapshot
from plugins.model.errors import LedgerMissing
from plugins.model.post import ContentHash, PostId
from plugins.policy.plan import Plan, plan
from plugins.reading.reader import read_all

NO_LEDGER = Snapshot(tip="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """All that was read, judged and sorted at the moment `now`; `snapshot` has no tip where there is no ledger yet.

    `accepted` are the approvals to be recorded, `word` tells whose counted, `yeses` what came of it.
    """

    now: datetime
    channel: str
    judged: tuple[Judged, ...]
    plan: Plan
    accepted: Mapping[PostId, Approval]
    snapshot: Snapshot
    word: Word
    yeses: Yeses


def assess(
    workspace: Workspace, ports: Ports, say: Callable[[str], None], *, begin: bool = False, publishes: bool = True
) -> Assessment:
    """Read, detect, judge, ask for approvals and sort, against the ledger as it stands or, to `begin` one, none.

    `say` is told how far it is: looking at a photo for the first time takes seconds. For whoever `publishes` nothing
    an approval that cannot be asked for is one that is missing; else it ends the run.
    """
    now = ports.clock.now()
    snapshot = NO_LEDGER if begin else read_ledger(ports)
    word = words_that_count(workspace, snapshot, now, begin=begin, publishes=publishes)
    judged = _judge(workspace, snapshot, say, now)
    yeses = approved(judged, word, snapshot, ports.channel, now=now)
    sorted_out = plan(
        judged,
        approvals=yeses.standing,
        accepted=yeses.given,
        withdrawn=_withdrawn(snapshot) | _taken_back(snapshot),
        now=now,
    )
    going = {one.post.id for one in sorted_out.build if one.post}
    return Assessment(
        now=now,
        channel=ports.channel,
        judged=judged,
        plan=sorted_out,
        accepted={post: approval for post, approval in yeses.given.items() if post in going},
        snapshot=snapshot,
        word=word,
        yeses=yeses,
    )


def _judge(workspace: Workspace, snapshot: Snapshot, say: Callable[[str], None], now: datetime) -> tuple[Judged, ...]:
    """Everything in content/, judged; only what is new since the last run is read, measured and then remembered."""
    known = workspace.knowing(snapshot)
    cases = Cases(workspace.cache.seal(NAME), known, _withdrawn(snapshot))
    found = read_all(workspace.content, workspace.school, cases.post)
    judged = []
    for file in told(found, say, doing="judged {done} of {all} files; each new photo takes some seconds"):
        remembered = cases.case(file)
        case = remembered or case_of(file, workspace.content, known)
        judged.append(verdict(file.digest, case, workspace.school, now=now))
        if not remembered:
            cases.keep(judged[-1])
    cases.save()
    return tuple(judged)


def read_ledger(ports: Ports) -> Snapshot:
    """The ledger; on a rehearsal that has none yet, an empty one. The real account's must be there."""
    try:
        return ports.ledger.read()
    except LedgerMissing:
        if ports.channel != "rehearsal":
            raise
        return NO_LEDGER


def _taken_back(snapshot: Snapshot) -> frozenset[ContentHash]:
    """What withdrawn posts said, as it was said and as it was approved last."""
    gone = _withdrawn(snapshot)
    said = (entry.content_hash for entry in snapshot.entries.values() if is_withdrawn(entry))
    approved = (approval.content_hash for post, approval in snapshot.approvals.items() if post in gone)
    return frozenset((*said, *approved))


def _withdrawn(snapshot: Snapshot) -> frozenset[PostId]:
    """Posts that were taken down, or are on the way there."""
    return frozenset(original(entry.post) for entry in snapshot.entries.values() if is_withdrawn(entry))
