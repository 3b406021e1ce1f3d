"""Who may say yes today? Whoever is on the ledger's list and on school.toml's; who was revoked, never was."""

from datetime import datetime

from plugins.model.entry import Approval
from plugins.model.trust import Principal, Trust


def effective(recorded: Trust, wanted: Trust) -> Trust:
    """Whose word counts: people on both lists, for the shorter of both times; how it is proven, as recorded.

    To add somebody takes a recorded approver's yes. To take somebody out, or to revoke a key, works at once.
    """
    return Trust(
        backend=recorded.backend,
        repository=recorded.repository,
        approvers=_both(recorded.approvers, wanted.approvers, recorded.backend),
        authors=_both(recorded.authors, wanted.authors, recorded.backend),
    )


def stands(approval: Approval, recorded: Trust, wanted: Trust) -> bool:
    """Whether a recorded yes still counts: not where its approver was revoked when it was given, on either list.

    That somebody has left since then un-approves nothing.
    """
    people = (*recorded.approvers, *wanted.approvers)
    return not any(one.role == approval.approver and one.revoked(approval.at) for one in people)


def _both(recorded: tuple[Principal, ...], wanted: tuple[Principal, ...], backend: str) -> tuple[Principal, ...]:
    now = {_identity(one, backend): one for one in wanted}
    return tuple(_shorter(one, now[_identity(one, backend)]) for one in recorded if _identity(one, backend) in now)


def _identity(one: Principal, backend: str) -> tuple[str, str]:
    return one.role, one.key if backend == "signature" else one.id


def _shorter(one: Principal, other: Principal) -> Principal:
    return Principal(
        role=one.role,
        key=one.key,
        id=one.id,
        since=_last(one.since, other.since),
        until=_first(one.until, other.until),
        revoked_since=_first(one.revoked_since, other.revoked_since),
    )


def _first(*moments: datetime | None) -> datetime | None:
    return min((moment for moment in moments if moment), default=None)


def _last(*moments: datetime | None) -> datetime | None:
    return max((moment for moment in moments if moment), default=None)
