"""X said no, for certain: how does the post go on? One row for each status."""

from dataclasses import replace
from datetime import datetime, timedelta

from plugins.model.entry import Entry, State
from plugins.model.errors import CertainlyNotSent

ACCOUNT_REFUSED = frozenset({401, 402})
"""The account's own trouble (credentials, credit): no post can go, and none is to blame."""

TOO_MANY = 429
_BAD_REQUEST = 400
_UNSENT = 0
_DEFAULT_S, _SHORTEST_S, _LONGEST_S = 15 * 60, 60, 24 * 60 * 60


def after_no(claim: Entry, no: CertainlyNotSent, now: datetime) -> Entry:
    """What a definite no makes of our own claim: RETRY where another try can help, else HELD for a person."""
    if no.status == TOO_MANY:
        return replace(claim, state=State.RETRY, at=now, not_before=_reset(no.retry_at, now), reason="X asks to wait")
    if no.status in ACCOUNT_REFUSED:
        return replace(claim, state=State.RETRY, at=now, reason="X refuses the account's credentials or credit")
    if no.status == _UNSENT:
        return replace(claim, state=State.RETRY, at=now, reason="the call did not leave this machine")
    if no.status == _BAD_REQUEST and claim.tries == 0:
        return replace(claim, state=State.RETRY, at=now, tries=1, reason="X refused it once (400)")
    return replace(claim, state=State.HELD, at=now, tries=claim.tries + 1, reason=f"X refuses it ({no.status})")


def _reset(reset: datetime | None, now: datetime) -> datetime:
    """X's own reset time within sense: never now, never later than tomorrow, and a quarter of an hour if unsaid."""
    wanted = (reset - now).total_seconds() if reset else _DEFAULT_S
    return now + timedelta(seconds=min(max(wanted, _SHORTEST_S), _LONGEST_S))
