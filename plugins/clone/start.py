"""How does a rehearsal begin by itself? Its first publish makes the ledger; the real account's is made by a person."""

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from plugins.clone.assess import Assessment
from plugins.mirror.start import Start, archive, init
from plugins.model.entry import Approval, Snapshot
from plugins.model.ledger import Ledger
from plugins.model.manifest import Item

ANNOUNCE = 3
"""How many of the newest posts a rehearsal's first run has still to say."""


def begin(
    items: Sequence[Item], assessment: Assessment, approvals: Sequence[Approval], ledger: Ledger, *, announce: int
) -> Snapshot:
    """Make the ledger: all but the newest `announce` posts were there before, and are never said."""
    start = Start(
        channel=assessment.channel,
        at=assessment.now,
        announce=announce,
        approvals=approvals,
        roster=assessment.word.new,
    )
    return init(items, ledger, start)


def imagine(items: Sequence[Item], assessment: Assessment) -> Snapshot:
    """The ledger that a preview reckons with: the one there is, with what was approved just now, or the first."""
    approvals = MappingProxyType({**assessment.snapshot.approvals, **assessment.accepted})
    if assessment.snapshot.tip:
        return replace(assessment.snapshot, approvals=approvals)
    start = Start(channel=assessment.channel, at=assessment.now, announce=ANNOUNCE, approvals=())
    entries = {(entry.post, entry.channel): entry for entry in archive(items, start)}
    return Snapshot(tip="", entries=MappingProxyType(entries), approvals=approvals)
