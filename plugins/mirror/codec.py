"""How is the ledger written down? One small canonical JSON file for each entry, approval and withdrawn photo."""

import json
import re
from collections.abc import Mapping

from plugins.model.entry import Approval, Banned, Entry, Heartbeat, Pause, Roster
from plugins.model.errors import LedgerBroken
from plugins.model.plain import from_plain, to_plain

SCHEMA = 1
MOST_BYTES = 16 * 1024
PAUSE = "pause.json"
ROSTER = "roster.json"
HEARTBEAT = "heartbeat.json"

Record = Entry | Approval | Banned | Pause | Roster | Heartbeat

_POST = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(\.r[0-9]+)?")  # a post said again on purpose is <post id>.r2
_DIGEST = re.compile(r"[0-9a-f]{64}")
_ALONE: Mapping[str, type[Pause | Roster | Heartbeat]] = {PAUSE: Pause, ROSTER: Roster, HEARTBEAT: Heartbeat}
_FOLDERS: Mapping[str, type[Approval | Banned | Entry]] = {"approvals": Approval, "photos": Banned}
_CHANNEL = re.compile(r"[a-z]+")
_FIX = "leave the ledger alone and ask whoever looks after Schoolgate; git log of the ledger shows who wrote this"


def encode(record: Record) -> tuple[str, bytes]:
    """Where a record stands in the ledger's tree, and its bytes there; LedgerBroken where the ledger cannot hold it."""
    path = _path(record)
    text = json.dumps({"schema": SCHEMA, **to_plain(record)}, ensure_ascii=False, indent=1, sort_keys=True)
    content = f"{text}\n".encode()
    if len(content) > MOST_BYTES:
        raise LedgerBroken(f"{path} would be larger than {MOST_BYTES} bytes", fix="shorten its reason")
    return path, content


def decode(path: str, content: bytes) -> Record:
    """The record again. LedgerBroken unless these are exactly the bytes that `encode` writes at exactly this place."""
    kind = _ALONE.get(path) or _FOLDERS.get(path.partition("/")[0], Entry)
    try:
        document = json.loads(content)
        schema = document.pop("schema", None) if isinstance(document, dict) else None
        if type(schema) is int and schema > SCHEMA:
            raise LedgerBroken(f"a newer version of Schoolgate wrote {path}", fix="update Schoolgate on this machine")
        record: Record = from_plain(kind, document)
        canonical = schema == SCHEMA and encode(record) == (path, content)
    except (ValueError, RecursionError) as error:
        raise LedgerBroken(f"the ledger's file {path} cannot be read: {error}", fix=_FIX) from error
    if not canonical:
        raise LedgerBroken(f"the ledger's file {path} was not written by Schoolgate", fix=_FIX)
    return record


def _path(record: Record) -> str:
    if isinstance(record, Pause):
        return PAUSE
    if isinstance(record, Roster):
        return ROSTER
    if isinstance(record, Heartbeat):
        return HEARTBEAT
    if isinstance(record, Banned):
        if not _DIGEST.fullmatch(record.digest):
            raise LedgerBroken("a record of the ledger names no picture", fix=_FIX)
        return f"photos/{record.digest}.json"
    if not _POST.fullmatch(record.post):
        raise LedgerBroken("a record of the ledger names no post", fix=_FIX)
    if isinstance(record, Approval):
        return f"approvals/{record.post}.json"
    if not _CHANNEL.fullmatch(record.channel):
        raise LedgerBroken(f"the ledger's record of {record.post} names no channel", fix=_FIX)
    return f"{record.post}.{record.channel}.json"
