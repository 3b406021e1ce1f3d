"""Is [approval] of school.toml right? Who may say yes, who may write, and how either is proven."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from plugins.model.table import Table
from plugins.model.trust import Principal, Trust

_KEY = r"((sk-)?ssh-ed25519(@openssh\.com)? [A-Za-z0-9+/]{40,400}={0,2})?"


def approval(table: Table, zone: ZoneInfo) -> Trust:
    """The section as it stands; every mistake is remembered by the table. Days begin and end in `zone`."""
    trust = Trust(
        backend=table.choice("backend", ("none", "signature", "github")),
        repository=table.optional("repository", r"[\w.-]+/[\w.-]+", "is the repository's owner/name on GitHub"),
        approvers=tuple(_principal(entry, zone) for entry in table.tables("approvers")),
        authors=tuple(_principal(entry, zone) for entry in table.tables("authors")),
    )
    for key, why in _together(trust):
        table.wrong(key, why)
    return trust


def _principal(table: Table, zone: ZoneInfo) -> Principal:
    until = table.take("until", date, None)
    principal = Principal(
        role=table.matching(
            "role", r"[a-z]+(-[a-z0-9]+)*", "is a word such as head or deputy-2, and no name: the ledger shows it"
        ),
        key=table.optional("key", _KEY, "is the line of a .pub file without its last word: ssh-ed25519 AAAA…"),
        id=table.optional("id", r"\d{1,19}", "is the person's number on GitHub, in quotes; a login can change hands"),
        since=_morning(table.take("from", date, None), zone),
        until=_morning(until + timedelta(days=1), zone) if until else None,
        revoked_since=_morning(table.take("revoked_since", date, None), zone),
    )
    table.done()
    return principal


def _morning(day: date | None, zone: ZoneInfo) -> datetime | None:
    return datetime.combine(day, time(), zone) if day else None


def _together(trust: Trust) -> Iterator[tuple[str, str]]:
    """Entries that are right alone and wrong together."""
    proof: Callable[[Principal], str] = (lambda one: one.key) if trust.backend == "signature" else (lambda one: one.id)
    kind = "key" if trust.backend == "signature" else "id"
    if trust.backend != "none" and not trust.approvers:
        yield "approvers", f"nobody is listed, so nobody could say yes; add [[approval.approvers]] with role and {kind}"
    if trust.backend == "github" and not trust.repository:
        yield "repository", "say where the pull requests are: owner/name"
    if trust.backend != "none" and not all(proof(one) for one in trust.approvers):
        yield "approvers", f"for backend {trust.backend!r} everybody needs one more line: {kind}"
    if trust.backend == "signature" and not all(one.key for one in trust.authors):
        yield "authors", "everybody needs one more line: key; without it nobody can be known as an author"
    for what in ("role", "key", "id"):
        values = Counter(value for one in trust.everybody if (value := getattr(one, what)))
        if any(number > 1 for number in values.values()):
            yield "approvers", f"two people have the same {what}: one person must never count as two"
