"""Which pictures were handed in? Uploads and alt texts, kept in the database."""

import base64
import sqlite3
from email import message_from_bytes
from email.policy import HTTP
from typing import Any

from plugins.rehearsal import limits
from plugins.rehearsal.call import Call, fresh_id, is_id
from plugins.rehearsal.message import Problem, Reply, Request, answer, invalid

LARGEST = 5 * 1024 * 1024
EXPIRES_S = 86_400
_ALT = 1000
_CATEGORIES = frozenset({"tweet_image", "tweet_gif"})


def upload(call: Call) -> Reply:
    """POST /2/media/upload: JSON with base64, or multipart/form-data with the bytes."""
    if call.request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        fields = _parts(call.request)
    else:
        fields = _encoded(call.request.document())
    if set(fields) != {"media", "media_category"}:
        raise invalid("media", "The fields are media and media_category.")
    if fields["media_category"].decode("latin-1") not in _CATEGORIES:
        raise invalid("media_category", f"media_category is not one of [{','.join(sorted(_CATEGORIES))}]")
    data = fields["media"]
    if len(data) > LARGEST:
        raise Problem(413, "Content Too Large", "A picture has at most 5 MB.")
    kind = kind_of(data)
    if kind is None:
        raise Problem(415, "Unsupported Media Type", "A picture is JPEG, PNG, GIF or WEBP.")
    _forget_expired(call)
    number = fresh_id(call.db, "media", call.now)
    call.db.execute("INSERT INTO media VALUES (?, ?, ?, '', ?)", (number, kind, data, call.now))
    found = {"id": str(number), "media_key": f"3_{number}", "size": len(data), "expires_after_secs": EXPIRES_S}
    return answer({"data": {**found, "image": {"image_type": kind}}})


def describe(call: Call) -> Reply:
    """POST /2/media/metadata: the alt text of one picture."""
    document = call.request.document()
    number, text = document.get("id"), _alt_text(document)
    if set(document) != {"id", "metadata"} or not is_id(number):
        raise invalid("id", "The fields are id and metadata.")
    if text is None or not 1 <= len(text) <= _ALT:
        raise invalid("metadata.alt_text.text", f"alt_text.text has 1 to {_ALT} characters")
    if not usable(call.db, int(document["id"]), call.now):
        raise invalid("id", "Your media IDs are invalid.")
    call.db.execute("UPDATE media SET alt = ? WHERE id = ?", (text, int(document["id"])))
    limits.charge(call.db, limits.ALT_TEXT)
    return answer({"data": {"id": number, "associated_metadata": {"alt_text": {"text": text}}}})


def usable(db: sqlite3.Connection, number: int, now: float) -> bool:
    """Whether a picture was handed in and has not expired."""
    row = db.execute("SELECT 1 FROM media WHERE id = ? AND uploaded_at > ?", (number, now - EXPIRES_S))
    return row.fetchone() is not None


def kind_of(data: bytes) -> str | None:
    """The MIME type by the first bytes, or None for what X does not take."""
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    return None


def _forget_expired(call: Call) -> None:
    """What was never attached and cannot be any more would only fill the disk."""
    call.db.execute(
        "DELETE FROM media WHERE uploaded_at <= ? AND id NOT IN (SELECT media FROM attachment)", (call.now - EXPIRES_S,)
    )


def _alt_text(document: dict[str, Any]) -> str | None:
    found: object = document.get("metadata")
    for name in ("alt_text", "text"):
        found = found.get(name) if isinstance(found, dict) and set(found) == {name} else None
    return found if isinstance(found, str) else None


def _encoded(document: dict[str, Any]) -> dict[str, bytes]:
    if not all(isinstance(value, str) for value in document.values()):
        raise invalid("media", "media and media_category are strings")
    try:
        decoded = {"media": base64.b64decode(document["media"], validate=True)} if "media" in document else {}
    except ValueError as error:
        raise invalid("media", "media is not base64") from error
    return {name: str(value).encode() for name, value in document.items()} | decoded


def _parts(request: Request) -> dict[str, bytes]:
    """The named parts of a form; Problem 400 when it cannot be taken apart."""
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode("latin-1")
    form = message_from_bytes(head + request.body, policy=HTTP)
    if not form.is_multipart() or form.defects:
        raise invalid("body", "The body is not multipart/form-data.")
    found: dict[str, bytes] = {}
    for part in form.iter_parts():
        name = part.get_param("name", header="content-disposition")
        data = part.get_payload(decode=True)
        if not isinstance(name, str) or not isinstance(data, bytes) or name in found:
            raise invalid("body", "A part of the form has no name of its own.")
        found[name] = data
    return found
