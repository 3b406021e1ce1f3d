"""What does the ledger know? One entry for each post and channel, and the snapshot of them all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from plugins.model.post import ContentHash, PostId
from plugins.model.trust import Trust


class State(StrEnum):
    """Where a post stands on a channel; SENT and SKIPPED are final, no entry at all means ABSENT."""

    SENDING = "SENDING"
    SENT = "SENT"
    RETRY = "RETRY"
    HELD = "HELD"
    SKIPPED = "SKIPPED"
    WITHDRAWING = "WITHDRAWING"


FINAL = frozenset({State.SENT, State.SKIPPED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is known about one post on one channel. Ids, hashes, times and addresses; no words, no names.

    `claimed_at` is X's time of the claim, `not_before` the end of a rate limit, `empty_look` X's time of the first
    look at the timeline that did not show the post, `tries` counts refusals of the post itself (400, 403, 404),
    `how` is response, timeline, adopted, person or baseline, `reason` one plain word or sentence without names;
    `approver` and `evidence` tell whose yes it went by, or whose decision it was; `media` are its tweet's pictures, as
    paths below the site.
    """

    post: PostId
    channel: str
    state: State
    at: datetime
    content_hash: ContentHash
    text_hash: str = ""
    permalink: str = ""
    epoch: int = 0
    nonce: str = ""
    claimed_at: datetime | None = None
    not_before: datetime | None = None
    empty_look: datetime | None = None
    tries: int = 0
    tweet_id: str = ""
    how: str = ""
    reason: str = ""
    approver: str = ""
    evidence: str = ""
    media: tuple[str, ...] = ()


BASELINE = "baseline"
"""The evidence of what stood before the ledger began: enough to stay on the site, too little to be said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """That somebody on the list said yes to these exact bytes; demanded once for each content hash.

    `approver` is a role, `evidence` where the yes can be found; `asks` are the questions that it answered, by rule.
    `source` and `photos` (name, id) are git blob ids of what was approved, so that the last approved version can be
    built again; they are filled in when the approval is recorded.
    """

    post: PostId
    content_hash: ContentHash
    approver: str
    evidence: str
    at: datetime
    path: str
    source: str = ""
    photos: tuple[tuple[str, str], ...] = ()
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """Whose word counts, as the ledger holds it: set when the ledger began, changed only by a yes of its own."""

    trust: Trust
    at: datetime
    approver: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Banned:
    """That a picture was withdrawn and is shown nowhere any more.

    `digest` is SHA-256 of the photo's bytes, `files` what was made of it, as paths below the site.
    """

    digest: str
    files: tuple[str, ...]
    at: datetime
    approver: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heartbeat:
    """That a run which publishes came to its end at `at`, with which exit `code`, and `since` when it has ended so.

    `told` is the fingerprint of the notice that a person has got, empty for none.
    """

    at: datetime
    code: int
    since: datetime
    told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """All sending stops until lifted."""

    reason: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The whole ledger at one commit (`tip`, its id); what every decision is computed from."""

    tip: str
    entries: Mapping[tuple[PostId, str], Entry] = field(default_factory=lambda: MappingProxyType({}))
    approvals: Mapping[PostId, Approval] = field(default_factory=lambda: MappingProxyType({}))
    pause: Pause | None = None
    roster: Roster | None = None
    banned: Mapping[str, Banned] = field(default_factory=lambda: MappingProxyType({}))
    heartbeat: Heartbeat | None = None
    _of: dict[tuple[str, State | None], tuple[Entry, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def of(self, channel: str, state: State | None = None) -> tuple[Entry, ...]:
        """All entries of one channel, or those in one state; sought out once, however often a run asks."""
        if (channel, state) not in self._of:
            every = self.of(channel) if state else self.entries.values()
            found = (
                [one for one in every if one.state is state]
                if state
                else [one for one in every if one.channel == channel]
            )
            self._of[channel, state] = tuple(found)
        return self._of[channel, state]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one commit adds to the ledger: entries and approvals replaced by their keys; `summary` is its message.

    `pause` is the pause to set; `lift` removes a standing one; `roster` and `heartbeat` take the place of the one
    before; what is `banned` stays so.
    """

    summary: str
    entries: tuple[Entry, ...] = ()
    approvals: tuple[Approval, ...] = ()
    pause: Pause | None = None
    lift: bool = False
    roster: Roster | None = None
    banned: tuple[Banned, ...] = ()
    heartbeat: Heartbeat | None = None
