"""Can the ledger's rules be kept without git? The same port in a dictionary, for tests of what stands above it."""

from dataclasses import dataclass, field, replace
from itertools import count
from threading import Lock
from types import MappingProxyType

from plugins.model.entry import Change, Snapshot
from plugins.model.errors import LedgerMissing, LostRace, Refused


@dataclass(slots=True)
class MemoryLedger:
    """Holds the same conformance suite as the ledger in git; `log` keeps each commit's summary, oldest first."""

    snapshot: Snapshot | None = None
    log: list[str] = field(default_factory=list)
    _tips: "count[int]" = field(default_factory=lambda: count(1))
    _lock: Lock = field(default_factory=Lock)

    def read(self) -> Snapshot:
        if self.snapshot is None:
            raise LedgerMissing("there is no ledger", fix="publish.py ledger init")
        return self.snapshot

    def create(self, change: Change) -> Snapshot:
        with self._lock:
            if self.snapshot is not None:
                raise Refused("there is a ledger already", fix="use the ledger that is there")
            return self._put(Snapshot(tip=""), change)

    def advance(self, snapshot: Snapshot, change: Change) -> Snapshot:
        with self._lock:
            if self.read().tip != snapshot.tip:
                raise LostRace("another publisher was first", fix="run the same command again")
            return self._put(self.read(), change)

    def restore(self, snapshot: Snapshot) -> None:
        """Put a backup back: what was written since is forgotten."""
        self.snapshot = replace(snapshot, tip=f"{next(self._tips):040x}")

    def _put(self, before: Snapshot, change: Change) -> Snapshot:
        self.snapshot = Snapshot(
            tip=f"{next(self._tips):040x}",
            entries=MappingProxyType({**before.entries, **{(e.post, e.channel): e for e in change.entries}}),
            approvals=MappingProxyType({**before.approvals, **{a.post: a for a in change.approvals}}),
            pause=change.pause or (None if change.lift else before.pause),
            roster=change.roster or before.roster,
            banned=MappingProxyType({**before.banned, **{one.digest: one for one in change.banned}}),
            heartbeat=change.heartbeat or before.heartbeat,
        )
        self.log.append(change.summary)
        return self.snapshot
