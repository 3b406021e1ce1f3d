"""What can an account do? The port behind which X and the rehearsal account both stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from plugins.model.tweet import Media


@dataclass(frozen=True, slots=True, kw_only=True)
class Me:
    """Whose credentials these are; `at` is the account's own time (its `Date` header)."""

    id: str
    handle: str
    at: datetime


class Form(StrEnum):
    """How a tweet came to be on the timeline; Schoolgate itself makes plain posts alone."""

    POST = "post"
    REPLY = "reply"
    QUOTE = "quote"
    REPOST = "repost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One tweet as the own timeline shows it; `urls` are the expanded addresses of its links, `text` is unescaped."""

    id: str
    text: str
    urls: tuple[str, ...]
    created_at: datetime
    form: Form = Form.POST


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """One look at the own timeline, newest first; `at` is the account's own time of the look."""

    tweets: tuple[Shown, ...]
    at: datetime


class Account(Protocol):
    """One channel. Everything but `post` and `delete` may be repeated freely.

    All methods raise `AccountWrong` (401, 402, 403 of the whole account) and `AccountUnreachable` (anything that may be
    tried again later), except `post`, whose every failure is a `CertainlyNotSent` or a `PerhapsSent`.
    """

    @property
    def channel(self) -> str:
        """The name of the channel in the ledger: x or rehearsal."""

    def me(self) -> Me:
        """Who we are to the account."""

    def timeline(self, since: datetime | None) -> Timeline:
        """Our own tweets not older than `since` (None: the newest 100), all pages up to a limit."""

    def upload(self, file: Path, media: Media) -> str:
        """Upload one picture and its alt text; the media id, which expires after a day."""

    def post(self, text: str, media_ids: Sequence[str], *, deadline: float) -> str:
        """Say it once; the tweet's id. No byte leaves after `deadline` (seconds of CLOCK_BOOTTIME)."""

    def delete(self, tweet_id: str) -> None:
        """Delete one tweet; one that is already gone is deleted."""
