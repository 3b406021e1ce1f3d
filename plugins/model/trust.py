"""Whose word counts? People by their roles, and the list of them that the ledger holds."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """Somebody whose word counts, known by a `role` such as head; never by a name, for the ledger shows it.

    `key` is an SSH public key, `id` GitHub's number of the person (a login can change hands); either may be empty.
    The word counts from `since` until before `until`; nothing said at `revoked_since` or later counts, ever.
    """

    role: str
    key: str = ""
    id: str = ""
    since: datetime | None = None
    until: datetime | None = None
    revoked_since: datetime | None = None

    def counts(self, at: datetime) -> bool:
        """Whether this person's word counts at a moment."""
        begun = self.since is None or self.since <= at
        ended = self.until is not None and self.until <= at
        return begun and not ended and not self.revoked(at)

    def revoked(self, at: datetime) -> bool:
        """Whether what was said at a moment is taken back."""
        return self.revoked_since is not None and self.revoked_since <= at


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """How a yes is proven, and by whom: the `approvers`, and the `authors` whose posts they approve.

    `repository` is owner/name on GitHub, for that backend alone.
    """

    backend: str
    repository: str = ""
    approvers: tuple[Principal, ...] = ()
    authors: tuple[Principal, ...] = ()

    @property
    def everybody(self) -> tuple[Principal, ...]:
        """Approvers and authors; an approver may write, too."""
        return (*self.approvers, *self.authors)
