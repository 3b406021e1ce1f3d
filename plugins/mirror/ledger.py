"""Who remembers what was said? A git branch of its own, advanced by compare-and-swap, here or on a shared remote."""

import secrets
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import TypeVar

from plugins.mirror.codec import MOST_BYTES, PAUSE, Record, decode, encode
from plugins.model.entry import Approval, Banned, Change, Entry, Heartbeat, Pause, Roster, Snapshot
from plugins.model.errors import LedgerBroken, LedgerMissing, LedgerUnreachable, LostRace, Refused
from plugins.repo.errors import GitFailed
from plugins.repo.git import GONE, Git

Key = TypeVar("Key")
Value = TypeVar("Value")

MOST_FILES = 20_000
_BROKEN = "leave the ledger alone and ask whoever looks after Schoolgate; git fsck and git log show what happened"


class GitLedger:
    """The ledger at `ref`: of this clone where `remote` is empty, else of that remote, which all publishers share.

    Keeps the port's promises (`plugins.model.ledger.Ledger`) besides ProgramMissing where there is no git. Neither
    worktree nor index is touched. An older ledger, restored from a backup, is read as it stands: what it forgot is
    found by looking at the account.
    """

    def __init__(self, git: Git, *, ref: str, remote: str) -> None:
        self._git = git
        self._ref = ref
        self._remote = remote
        self._seen = f"refs/schoolgate/seen/{ref.rpartition('/')[2]}"
        self._known = Snapshot(tip="")

    def read(self) -> Snapshot:
        """The ledger as it stands; a remote that does not answer is never taken for one without a ledger."""
        tip = self._tip()
        if tip is None:
            raise self._missing()
        here = self._bring(tip)
        if here != self._known.tip:  # a commit is named by its content: the same name is the same ledger
            try:
                self._known = self._caught_up(here)
            except GitFailed as error:
                raise LedgerBroken(f"the ledger cannot be read: {error.what}", fix=_BROKEN) from error
        return self._known

    def create(self, change: Change) -> Snapshot:
        """Start a ledger; Refused where there is one already, whoever was first."""
        try:
            if self._tip() is None:
                return self._swap(Snapshot(tip=""), change)
        except LostRace:
            pass
        raise Refused(f"there is a ledger at {self._ref} already", fix="go on with the ledger that is there")

    def advance(self, snapshot: Snapshot, change: Change) -> Snapshot:
        """Add one commit; it counts only once the ledger was read again and shows it."""
        return self._swap(snapshot, change)

    def _swap(self, before: Snapshot, change: Change) -> Snapshot:
        old = before.tip or None
        try:
            new = self._git.commit(old, _files(change), _message(change))
            refusal = self._refusal(new, old)
            now = self._tip()
            won = now is not None and (now == new or self._git.descends(self._bring(now), new))
        except GitFailed as error:
            raise LedgerUnreachable(f"the ledger cannot be written: {error.what}", fix=error.fix) from error
        if won:
            after = _changed(before, change, new)
            self._known = after if now == new else self._known
            return after
        if now is None and old is not None:
            raise self._missing()
        if now != old:
            raise LostRace("another publisher was first", fix="run the same command again")
        raise LedgerUnreachable(
            f"the ledger did not take the change: {refusal}",
            fix="try again; if it stays so, check the disk, and that the git host lets this publisher push the ledger",
        )

    def _refusal(self, new: str, old: str | None) -> str:
        """Why git would not move the ledger; it proves nothing, for the answer may be lost and not the change."""
        try:
            if self._remote:
                self._git.push(self._remote, self._ref, new, old)
            else:
                self._git.update_ref(self._ref, new, old)
        except GitFailed as error:
            return error.what
        return "git said that it did"

    def _tip(self) -> str | None:
        try:
            return self._git.ls_remote(self._remote, self._ref) if self._remote else self._git.ref(self._ref)
        except GitFailed as error:
            raise LedgerUnreachable(f"the ledger did not answer: {error.what}", fix="try again later") from error

    def _bring(self, tip: str) -> str:
        """Have `tip`, or what replaced it just now, in this clone; `_seen` spares the next download of the same."""
        if not self._remote or self._git.ref(self._seen) == tip:
            return tip
        try:
            self._git.fetch(self._remote, self._ref, self._seen)
        except GitFailed as error:
            raise LedgerUnreachable(f"the ledger did not come: {error.what}", fix="try again later") from error
        return self._git.ref(self._seen) or tip

    def _missing(self) -> LedgerMissing:
        return LedgerMissing(
            f"there is no ledger at {self._ref}; a missing ledger is not an empty one",
            fix="if there never was one: publish.py ledger init; else restore the branch from a backup",
        )

    def _caught_up(self, tip: str) -> Snapshot:
        """The ledger at a commit; only what changed since the last reading is read, unless an entry was taken out."""
        before = self._known
        files = self._git.changed(before.tip, tip) if before.tip else self._git.files(tip)
        gone = {file.path for file in files if file.mode == GONE}
        if gone - {PAUSE}:  # nobody of us does that: somebody put an older ledger in its place
            before, files, gone = Snapshot(tip=""), self._git.files(tip), set()
        if len(files) > MOST_FILES:
            raise LedgerBroken(f"the ledger has more than {MOST_FILES} files", fix=_BROKEN)
        written = [file for file in files if file.mode != GONE]
        for file in written:
            if file.mode != "100644":
                raise LedgerBroken(f"{file.path} is no record of the ledger", fix=_BROKEN)
        contents = self._git.contents([file.id for file in written], most=MOST_BYTES)
        records = [decode(file.path, content) for file, content in zip(written, contents, strict=True)]
        return _changed(before, _as_change(records, lift=bool(gone)), tip)


def _files(change: Change) -> Mapping[str, bytes | None]:
    removed: dict[str, bytes | None] = {PAUSE: None} if change.lift else {}
    alone = (record for record in (change.pause, change.roster, change.heartbeat) if record)
    return removed | dict(encode(record) for record in (*change.entries, *change.approvals, *change.banned, *alone))


def _message(change: Change) -> str:
    """No two commits are alike: of two racers with the same change, only one can find its own commit on the ledger."""
    return f"{change.summary}\n\nNonce: {secrets.token_hex(16)}\n"


def _as_change(records: Collection[Record], *, lift: bool) -> Change:
    return Change(
        summary="",
        entries=tuple(record for record in records if isinstance(record, Entry)),
        approvals=tuple(record for record in records if isinstance(record, Approval)),
        pause=next((record for record in records if isinstance(record, Pause)), None),
        lift=lift,
        roster=next((record for record in records if isinstance(record, Roster)), None),
        banned=tuple(record for record in records if isinstance(record, Banned)),
        heartbeat=next((record for record in records if isinstance(record, Heartbeat)), None),
    )


def _changed(before: Snapshot, change: Change, tip: str) -> Snapshot:
    return Snapshot(
        tip=tip,
        entries=_with(before.entries, {(entry.post, entry.channel): entry for entry in change.entries}),
        approvals=_with(before.approvals, {yes.post: yes for yes in change.approvals}),
        pause=change.pause or (None if change.lift else before.pause),
        roster=change.roster or before.roster,
        banned=_with(before.banned, {one.digest: one for one in change.banned}),
        heartbeat=change.heartbeat or before.heartbeat,
    )


def _with(known: Mapping[Key, Value], fresh: dict[Key, Value]) -> Mapping[Key, Value]:
    """Both, the fresh ones in place of what was known by the same key; nothing is copied where nothing is fresh."""
    return MappingProxyType(MappingProxyType(known) | fresh) if fresh else known
