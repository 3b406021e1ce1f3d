"""What does the account show? Tweets read back as X gives them: escaped, shortened, newest first, in pages."""

import base64
import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from plugins.rehearsal import limits
from plugins.rehearsal.call import Call, is_id
from plugins.rehearsal.message import Reply, answer, invalid, missing
from plugins.rehearsal.moment import stamp

_FIELDS = frozenset({
    "id", "text", "created_at", "entities", "author_id", "conversation_id", "attachments", "reply_settings",
    "edit_history_tweet_ids", "public_metrics", "possibly_sensitive", "lang", "source",
    "referenced_tweets", "in_reply_to_user_id",
})  # fmt: skip
_MEDIA_FIELDS = frozenset({"media_key", "type", "alt_text", "url", "height", "width"})
_EXPANSIONS = frozenset({"attachments.media_keys"})
_METRICS = dict.fromkeys(
    ("repost_count", "retweet_count", "reply_count", "like_count", "quote_count", "bookmark_count", "impression_count"),
    0,
)
_MOST = 100


def own(call: Call) -> Reply:
    """GET /2/users/{id}/tweets: the account's own tweets that can be seen by now."""
    call.words("exclude", frozenset({"replies", "retweets"}))
    size = call.size(5, _MOST, 10)
    where, values = _bounds(call)
    rows = call.db.execute(
        f"SELECT * FROM tweet WHERE {where} ORDER BY id DESC LIMIT ?",  # noqa: S608 - made of constants below
        (*values, size + 1),
    ).fetchall()
    page = rows[:size]
    meta: dict[str, object] = {"result_count": len(page)}
    if not page:
        return answer({"meta": meta})
    meta |= {"newest_id": str(page[0]["id"]), "oldest_id": str(page[-1]["id"])}
    if len(rows) > size:
        meta["next_token"] = token(str(page[-1]["id"]))
    return answer({**_shown(call, page), "meta": meta})


def one(call: Call) -> Reply:
    """GET /2/tweets/{id}: as X, 200 with `errors` where there is none."""
    rows = _rows(call, [call.id])
    found = _shown(call, rows)
    if not rows:
        return answer({"errors": [missing("tweet", call.id)]})
    return answer({**found, "data": found["data"][0]})


def several(call: Call) -> Reply:
    """GET /2/tweets?ids=1,2: those that there are, and `errors` for the others."""
    ids = call.request.query.get("ids", "").split(",")
    if len(ids) > _MOST or not all(is_id(number) for number in ids):
        raise invalid("ids", f"ids lists 1 to {_MOST} ids")
    rows = _rows(call, ids)
    there = {str(row["id"]) for row in rows}
    errors = [{**missing("tweet", number), "parameter": "ids"} for number in ids if number not in there]
    found: dict[str, object] = _shown(call, rows) if rows else {}
    return answer({**found, **({"errors": errors} if errors else {})})


def token(place: str) -> str:
    """A pagination token: opaque, base32hex, at least 16 characters."""
    return base64.b32hexencode(f"{place:>020}".encode()).decode().rstrip("=").lower()


def place(given: str) -> int:
    """Where a pagination token points; Problem 400 for one that this server did not give."""
    try:
        found = base64.b32hexdecode(given.upper() + "=" * (-len(given) % 8)).decode()
    except ValueError as error:
        raise invalid("pagination_token", "The pagination_token is not valid.") from error
    if token(found.lstrip("0")) != given or not is_id(found.lstrip("0")):
        raise invalid("pagination_token", "The pagination_token is not valid.")
    return int(found)


def _bounds(call: Call) -> tuple[str, list[float]]:
    where, values = "deleted_at IS NULL AND visible_at <= ?", [call.now]
    query = call.request.query
    for name, condition in (("since_id", "id > ?"), ("until_id", "id < ?")):
        if name in query:
            if not is_id(query[name]):
                raise invalid(name, f"{name} is an id")
            where, values = f"{where} AND {condition}", [*values, int(query[name])]
    for name, condition in (("start_time", "created_at >= ?"), ("end_time", "created_at < ?")):
        if name in query:
            where, values = f"{where} AND {condition}", [*values, _moment(name, query[name])]
    if "pagination_token" in query:
        where, values = f"{where} AND id < ?", [*values, place(query["pagination_token"])]
    return where, values


def _moment(name: str, given: str) -> float:
    try:
        moment = datetime.fromisoformat(given)
    except ValueError as error:
        raise invalid(name, f"{name} looks like 2026-11-23T10:00:00Z") from error
    if moment.tzinfo is None:
        raise invalid(name, f"{name} has no time zone")
    return moment.timestamp()


def _rows(call: Call, ids: Sequence[str]) -> list[sqlite3.Row]:
    marks = ",".join("?" * len(ids))
    return call.db.execute(
        f"SELECT * FROM tweet WHERE id IN ({marks}) AND deleted_at IS NULL AND created_at <= ? ORDER BY id",  # noqa: S608 - question marks
        (*map(int, ids), call.now),
    ).fetchall()


def _shown(call: Call, rows: Sequence[sqlite3.Row]) -> dict[str, Any]:
    """`data` and `includes` with the fields that were asked for; what is read is paid for."""
    fields = call.words("tweet.fields", _FIELDS) | call.words("post.fields", _FIELDS)
    media_fields = call.words("media.fields", _MEDIA_FIELDS) | {"media_key", "type"}
    expansions = call.words("expansions", _EXPANSIONS)
    limits.charge(call.db, limits.READ * len(rows))
    includes = []
    data = []
    for row in rows:
        media = _media(call, row["id"])
        full = _full(row, media, call.school.account.id)
        wanted = fields | {"id", "text", "edit_history_tweet_ids"} | ({"attachments"} if expansions else set())
        data.append({name: value for name, value in full.items() if name in wanted})
        includes += [{name: value for name, value in item.items() if name in media_fields} for item in media]
    return {"data": data, **({"includes": {"media": includes}} if expansions and includes else {})}


def _full(row: sqlite3.Row, media: Sequence[dict[str, str]], author: str) -> dict[str, object]:
    urls = json.loads(row["entities"])
    return {
        "id": str(row["id"]),
        "text": row["shown"],
        "edit_history_tweet_ids": [str(row["id"])],
        "author_id": author,
        "conversation_id": str(row["id"]),
        "created_at": stamp(row["created_at"]),
        "reply_settings": row["reply_settings"],
        "possibly_sensitive": False,
        "lang": "en",
        "public_metrics": _METRICS,
        **({"entities": {"urls": urls}} if urls else {}),
        **({"attachments": {"media_keys": [item["media_key"] for item in media]}} if media else {}),
    }


def _media(call: Call, number: int) -> list[dict[str, str]]:
    rows = call.db.execute(
        "SELECT id, alt FROM media JOIN attachment ON media = id WHERE tweet = ? ORDER BY position", (number,)
    )
    return [
        {
            "media_key": f"3_{row['id']}",
            "type": "photo",
            "url": call.address(f"/rehearsal/media/{row['id']}"),
            **({"alt_text": row["alt"]} if row["alt"] else {}),
        }
        for row in rows
    ]
