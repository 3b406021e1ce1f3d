"""Who is the account, and who is around it? The account itself and its lists of people."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from plugins.rehearsal import limits
from plugins.rehearsal.call import LAST_ID, Call, is_id
from plugins.rehearsal.message import Reply, answer, invalid, missing
from plugins.rehearsal.store import setting
from plugins.rehearsal.timeline import place, token

_FIELDS = frozenset({
    "id", "name", "username", "created_at", "description", "protected", "verified", "public_metrics", "entities",
    "profile_image_url",
})  # fmt: skip
_ALWAYS = frozenset({"id", "name", "username"})
_MOST = 100
_THERE = "json_extract(detail, '$.gone') IS NULL"
_OPENED = "2026-09-01T08:00:00.000Z"


def me(call: Call) -> Reply:
    """GET /2/users/me."""
    fields = call.words("user.fields", _FIELDS) | _ALWAYS
    limits.charge(call.db, limits.READ)
    account = call.school.account
    bio = "Automated. Nothing here is on Twitter."
    counted = call.db.execute(f"SELECT count(*) FROM person WHERE relation = 'followers' AND {_THERE}").fetchone()  # noqa: S608
    detail = {"followers": counted[0], "protected": bool(setting(call.db, "protected"))}
    full = _full(account.id, account.handle, f"{call.school.name} (rehearsal)", bio, detail)
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


def several(call: Call) -> Reply:
    """GET /2/users?ids=1,2: those that there are, and `errors` for the others."""
    ids = call.request.query.get("ids", "").split(",")
    if len(ids) > _MOST or not all(is_id(number) for number in ids):
        raise invalid("ids", f"ids lists 1 to {_MOST} ids")
    marks = ",".join("?" * len(ids))
    asked = f"SELECT * FROM person WHERE id IN ({marks}) AND {_THERE} GROUP BY id"  # noqa: S608 - question marks
    found = call.db.execute(asked, [int(number) for number in ids]).fetchall()
    limits.charge(call.db, limits.READ_OTHERS * len(found))
    there = {str(row["id"]) for row in found}
    errors = [{**missing("user", number), "parameter": "ids"} for number in ids if number not in there]
    return answer(
        {
            **({"data": _shown(call, found)} if found else {}),
            **({"errors": errors} if errors else {}),
        }
    )


def _people(call: Call, relation: str) -> Reply:
    """The newest first, as X does."""
    size = call.size(1, 1000, 100)
    given = call.request.query.get("pagination_token")
    before = LAST_ID if given is None else place(given)
    found: list[sqlite3.Row] = call.db.execute(
        f"SELECT rowid, * FROM person WHERE relation = ? AND rowid < ? AND {_THERE} ORDER BY rowid DESC LIMIT ?",  # noqa: S608 - a constant
        (relation, before, size + 1),
    ).fetchall()
    page = found[:size]
    limits.charge(call.db, limits.READ * len(page))
    meta: dict[str, object] = {"result_count": len(page)}
    if len(found) > size:
        meta["next_token"] = token(str(page[-1]["rowid"]))
    if call.repeats and page:
        meta["next_token"] = token(str(before))
    return answer({**({"data": _shown(call, page)} if page else {}), "meta": meta})


def _shown(call: Call, found: Sequence[sqlite3.Row]) -> list[dict[str, object]]:
    """Each with the fields that were asked for."""
    fields = call.words("user.fields", _FIELDS) | _ALWAYS
    full = (
        _full(str(row["id"]), row["username"], row["name"], row["description"], json.loads(row["detail"]))
        for row in found
    )
    return [{name: value for name, value in person.items() if name in fields} for person in full]


def _full(number: str, username: str, name: str, description: str, detail: Mapping[str, Any]) -> dict[str, object]:
    counts = dict.fromkeys(("followers_count", "following_count", "tweet_count", "post_count", "listed_count"), 0)
    counts |= {f"{name}_count": detail[name] for name in ("followers", "following") if name in detail}
    folder = "default_profile_images" if detail.get("picture") is False else "profile_images"
    links = (
        [{"start": 0, "end": 23, "url": "https://t.co/rehearsal0", "expanded_url": detail["url"]}]
        if "url" in detail
        else []
    )
    return {
        "id": number,
        "username": username,
        "name": name,
        "description": description,
        "created_at": _OPENED,
        "protected": detail.get("protected", False),
        "verified": False,
        "public_metrics": counts,
        "profile_image_url": f"https://pictures.example/{folder}/{number}.png",
        **({"entities": {"url": {"urls": links}}} if links else {}),
    }
