"""What exactly does somebody sign? A canonical statement: part, post, bytes, tweet, times, every question accepted."""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from plugins.approval.subject import ROSTER, Ask, Subject
from plugins.model.plain import from_plain, to_plain
from plugins.model.post import ContentHash

SCHEMA = 1
MOST_BYTES = 64 * 1024


class Part(StrEnum):
    """The author submits, an approver approves; never the same person."""

    SUBMIT = "submit"
    APPROVE = "approve"


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """An answered question, with the approver's own reason."""

    ask: Ask
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a `principal` (a role) says about one subject, for the school whose site is `site`.

    `source` is the SHA-256 of the post's file, empty for the list of approvers, whose `content` is all there is to it.
    """

    part: Part
    principal: str
    site: str
    id: str
    content: ContentHash
    source: str
    tweet: str
    not_before: datetime | None
    not_after: datetime | None
    accepted: tuple[Accepted, ...]


def statement(
    subject: Subject, part: Part, principal: str, site: str, accepted: tuple[Accepted, ...] = ()
) -> Statement:
    """What `principal` has to sign about `subject`."""
    return Statement(
        part=part,
        principal=principal,
        site=site,
        id=subject.id,
        content=subject.content,
        source="" if subject.id == ROSTER else subject.files[0][1],
        tweet=subject.tweet,
        not_before=subject.not_before,
        not_after=subject.not_after,
        accepted=accepted,
    )


def encode(said: Statement) -> bytes:
    """The bytes that are signed."""
    text = json.dumps({"schema": SCHEMA, **to_plain(said)}, ensure_ascii=True, indent=1, sort_keys=True)
    return f"{text}\n".encode()


def decode(content: bytes) -> Statement:
    """The statement again; ValueError unless these are exactly the bytes that `encode` writes."""
    document = json.loads(content)
    if not isinstance(document, dict) or document.pop("schema", None) != SCHEMA:
        raise ValueError("not a statement of this version")
    said: Statement = from_plain(Statement, document)
    if encode(said) != content:
        raise ValueError("not written by Schoolgate")
    return said


def differs(said: Statement, subject: Subject, principal: str, site: str) -> str:
    """Why a statement is not about this subject, in a few words; empty where it is.

    Questions that were accepted and are no longer asked do no harm; one that is asked and was not accepted does.
    """
    due = statement(subject, said.part, principal, site, said.accepted)
    if said != due:
        return "it is about other content"
    answered = {one.ask for one in said.accepted}
    open_asks = [ask for ask in subject.asks if ask not in answered]
    if said.part is Part.APPROVE and open_asks:
        return f"it does not accept {', '.join(sorted({ask.rule for ask in open_asks}))}"
    return ""
