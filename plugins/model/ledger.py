"""Who remembers what was said? The port behind which git and the tests' memory both stand."""

from typing import Protocol

from plugins.model.entry import Change, Snapshot


class Ledger(Protocol):
    """The record of every claim and every tweet, advanced by compare-and-swap alone."""

    def read(self) -> Snapshot:
        """The ledger as it stands; LedgerMissing, LedgerBroken or LedgerUnreachable."""

    def create(self, change: Change) -> Snapshot:
        """Start a ledger; Refused where there is one already."""

    def advance(self, snapshot: Snapshot, change: Change) -> Snapshot:
        """Add one commit onto `snapshot`.

        LostRace when somebody advanced the ledger since it was read; LedgerUnreachable when nobody can say whether the
        change arrived: read again and look for one's own nonce.
        """
