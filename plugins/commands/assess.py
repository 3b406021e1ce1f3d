"""What do we have, and what may become of it? Every command that publishes begins by reading and judging."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from plugins.approval.backend import approve, chosen
from plugins.commands.ports import Ports
from plugins.commands.progress import told
from plugins.commands.workspace import Workspace
from plugins.judging.examine import examine
from plugins.mirror.withdraw import is_withdrawn
from plugins.model.case import Judged
from plugins.model.entry import Approval, Snapshot
from plugins.model.errors import LedgerMissing
from plugins.model.post import PostId
from plugins.policy.plan import Plan, plan
from plugins.reading.reader import read_all

NO_LEDGER = Snapshot(tip="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """All that was read, judged and sorted at the moment `now`; `snapshot` has no tip where there is no ledger yet."""

    now: datetime
    channel: str
    judged: tuple[Judged, ...]
    plan: Plan
    accepted: Mapping[PostId, Approval]
    snapshot: Snapshot


def assess(
    workspace: Workspace, ports: Ports, say: Callable[[str], None], *, snapshot: Snapshot | None = None
) -> Assessment:
    """Read, detect, judge, ask for approvals and sort; against `snapshot`, or the ledger as it stands.

    `say` is told how far it is: looking at a photo for the first time takes seconds.
    """
    chosen(workspace.school)  # before the ledger, or anything else outside, is asked
    now = ports.clock.now()
    snapshot = read_ledger(ports) if snapshot is None else snapshot
    found = read_all(workspace.content, workspace.school)
    each = told(found, say, doing="judged {done} of {all} files; each new photo takes some seconds")
    judged = tuple(one for file in each for one in examine([file], workspace.content, workspace.known, now=now))
    accepted = approve([one for one in judged if not _recorded(one, snapshot)], workspace.school, at=now)
    sorted_out = plan(
        judged,
        approvals=snapshot.approvals,
        accepted=accepted,
        withdrawn=_withdrawn(snapshot),
        now=now,
    )
    going = {one.post.id for one in sorted_out.build if one.post}
    return Assessment(
        now=now,
        channel=ports.channel,
        judged=judged,
        plan=sorted_out,
        accepted={post: approval for post, approval in accepted.items() if post in going},
        snapshot=snapshot,
    )


def read_ledger(ports: Ports) -> Snapshot:
    """The ledger; on a rehearsal that has none yet, an empty one. The real account's must be there."""
    try:
        return ports.ledger.read()
    except LedgerMissing:
        if ports.channel != "rehearsal":
            raise
        return NO_LEDGER


def _recorded(one: Judged, snapshot: Snapshot) -> bool:
    if one.post is None:
        return False
    approval = snapshot.approvals.get(one.post.id)
    return approval is not None and approval.content_hash == one.post.content_hash


def _withdrawn(snapshot: Snapshot) -> frozenset[PostId]:
    """Posts that were taken down, or are on the way there."""
    return frozenset(entry.post for entry in snapshot.entries.values() if is_withdrawn(entry))
