"""Who is the account, and who is around it? The account itself and its lists of people."""

import sqlite3

from plugins.rehearsal import limits
from plugins.rehearsal.call import Call
from plugins.rehearsal.message import Reply, answer
from plugins.rehearsal.timeline import place, token

_FIELDS = frozenset({"id", "name", "username", "created_at", "description", "protected", "verified", "public_metrics"})
_ALWAYS = frozenset({"id", "name", "username"})
_OPENED = "2026-09-01T08:00:00.000Z"


def me(call: Call) -> Reply:
    """GET /2/users/me."""
    fields = call.words("user.fields", _FIELDS) | _ALWAYS
    limits.charge(call.db, limits.READ)
    account = call.school.account
    full = _full(
        account.id, account.handle, f"{call.school.name} (rehearsal)", "Automated. Nothing here is on Twitter."
    )
    return answer({"data": {name: value for name, value in full.items() if name in fields}})


def followers(call: Call) -> Reply:
    """GET /2/users/{id}/followers."""
    return _people(call, "followers")


def following(call: Call) -> Reply:
    """GET /2/users/{id}/following."""
    return _people(call, "following")


def blocking(call: Call) -> Reply:
    """GET /2/users/{id}/blocking."""
    return _people(call, "blocking")


def _people(call: Call, relation: str) -> Reply:
    size = call.size(1, 1000, 100)
    fields = call.words("user.fields", _FIELDS) | _ALWAYS
    given = call.request.query.get("pagination_token")
    after = 0 if given is None else place(given)
    rows: list[sqlite3.Row] = call.db.execute(
        "SELECT * FROM person WHERE relation = ? AND id > ? ORDER BY id LIMIT ?", (relation, after, size + 1)
    ).fetchall()
    page = rows[:size]
    limits.charge(call.db, limits.READ * len(page))
    meta: dict[str, object] = {"result_count": len(page)}
    if len(rows) > size:
        meta["next_token"] = token(str(page[-1]["id"]))
    full = (_full(str(row["id"]), row["username"], row["name"], row["description"]) for row in page)
    data = [{name: value for name, value in person.items() if name in fields} for person in full]
    return answer({**({"data": data} if data else {}), "meta": meta})


def _full(number: str, username: str, name: str, description: str) -> dict[str, object]:
    counts = dict.fromkeys(("followers_count", "following_count", "tweet_count", "post_count", "listed_count"), 0)
    return {
        "id": number,
        "username": username,
        "name": name,
        "description": description,
        "created_at": _OPENED,
        "protected": False,
        "verified": False,
        "public_metrics": counts,
    }
