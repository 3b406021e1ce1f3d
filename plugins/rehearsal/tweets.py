"""What is said, and unsaid? Tweets made and deleted under X's rules for an ordinary account."""

import json
import sqlite3
import unicodedata
from typing import Any

from plugins.rehearsal import limits
from plugins.rehearsal.call import Call, fresh_id, is_id
from plugins.rehearsal.links import find, shorten
from plugins.rehearsal.media import usable
from plugins.rehearsal.message import Reply, answer, forbidden, invalid, not_found
from plugins.rehearsal.store import setting
from plugins.tweet.weigh import weighted_length

DUPLICATE = "You are not allowed to create a Tweet with duplicate content."
REPLY_SETTINGS = ("following", "mentionedUsers", "subscribers", "verified")
_WEIGHT = 280
_LONGEST = 25_000
_PHOTOS = 4
_DAY_S = 86_400.0
_ACCEPTED = frozenset({"text", "media", "reply_settings", "made_with_ai"})
_REFUSED = {
    "reply": "You are not allowed to reply to this conversation.",
    "quote_tweet_id": "You are not allowed to quote Tweets.",
    **dict.fromkeys(
        (
            "card_uri", "community_id", "direct_message_deep_link", "edit_options", "for_super_followers_only", "geo",
            "nullcast", "paid_partnership", "poll", "share_with_followers",
        ),
        "You are not permitted to perform this action.",
    ),
}  # fmt: skip


def create(call: Call) -> Reply:
    """POST /2/tweets; the tweet exists when the transaction ends."""
    document = call.request.document()
    _demand_plain(document)
    media = _media(call, document)
    text = _text(document, photos=bool(media))
    if text and _is_duplicate(call.db, text, call.now):
        raise forbidden(DUPLICATE)
    created = call.now + call.late_s
    number = fresh_id(call.db, "tweet", created)
    photo = f"https://x.com/{call.school.account.handle}/status/{number}/photo/1"
    shown, entities = shorten(text, number, [(photo, f"3_{item}") for item in media])
    cost = limits.POST_WITH_LINK if find(text) else limits.POST
    visible = created + (setting(call.db, "visible_after_s") or 0.0)
    settings = document.get("reply_settings", "everyone")
    call.db.execute(
        "INSERT INTO tweet VALUES (?, ?, ?, ?, ?, ?, ?, NULL, ?)",
        (number, text, shown, json.dumps(entities), settings, created, visible, cost),
    )
    rows = [(number, position, item) for position, item in enumerate(media)]
    call.db.executemany("INSERT INTO attachment VALUES (?, ?, ?)", rows)
    limits.charge(call.db, cost)
    return answer({"data": {"id": str(number), "text": shown, "edit_history_tweet_ids": [str(number)]}}, 201)


def delete(call: Call) -> Reply:
    """DELETE /2/tweets/{id}; one that was deleted before is deleted, one that never was is 404."""
    changed = call.db.execute(
        "UPDATE tweet SET deleted_at = coalesce(deleted_at, ?) WHERE id = ? AND created_at <= ?",
        (call.now, int(call.id), call.now),
    )
    if not changed.rowcount:
        raise not_found("tweet", call.id)
    limits.charge(call.db, limits.DELETE)
    return answer({"data": {"deleted": True}})


def _demand_plain(document: dict[str, Any]) -> None:
    """Single tweets only: what an ordinary account may not do, or X does not know, is refused."""
    for name in document:
        if name in _REFUSED:
            raise forbidden(_REFUSED[name])
        if name not in _ACCEPTED:
            raise invalid(name, f"$.{name}: is not defined in the schema")
    if document.get("reply_settings", "following") not in REPLY_SETTINGS:
        raise invalid("reply_settings", f"reply_settings is not one of [{','.join(REPLY_SETTINGS)}]")
    if not isinstance(document.get("made_with_ai", False), bool):
        raise invalid("made_with_ai", "made_with_ai is not a boolean")


def _text(document: dict[str, Any], *, photos: bool) -> str:
    text = document.get("text", "")
    if not isinstance(text, str) or len(text) > _LONGEST:
        raise invalid("text", "text is not a string of a tweet's length")
    text = unicodedata.normalize("NFC", text).strip()
    if not text and not photos:
        raise invalid("text", "One of text or media must be given.")
    if weighted_length(text) > _WEIGHT:
        raise forbidden("Your Tweet text is too long.")
    return text


def _media(call: Call, document: dict[str, Any]) -> tuple[int, ...]:
    """The photos to attach, all uploaded within a day."""
    if "media" not in document:
        return ()
    media = document["media"]
    if not isinstance(media, dict) or set(media) != {"media_ids"} or not isinstance(media["media_ids"], list):
        raise invalid("media", "media holds media_ids and nothing else")
    ids: list[Any] = media["media_ids"]
    if not 1 <= len(ids) <= _PHOTOS or not all(is_id(item) for item in ids) or len(set(ids)) < len(ids):
        raise invalid("media.media_ids", f"media_ids is a list of 1 to {_PHOTOS} different ids")
    if not all(usable(call.db, int(item), call.now) for item in ids):
        raise invalid("media.media_ids", "Your media IDs are invalid.")
    return tuple(int(item) for item in ids)


def _is_duplicate(db: sqlite3.Connection, text: str, now: float) -> bool:
    """Whether the same words were said lately and still stand; X does not tell what it takes for lately."""
    remembered = setting(db, "repeat_after_s")
    rows = db.execute(
        "SELECT 1 FROM tweet WHERE text = ? AND deleted_at IS NULL AND created_at > ? AND created_at <= ?",
        (text, now - (_DAY_S if remembered is None else remembered), now),
    )
    return rows.fetchone() is not None
