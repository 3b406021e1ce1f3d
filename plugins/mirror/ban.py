"""What does the ledger remember of a picture that was withdrawn? Its hash for ever, and which tweets showed it."""

from collections.abc import Iterator

from plugins.mirror.claim import TRIES
from plugins.mirror.revision import original, speaking
from plugins.model.entry import Banned, Change, Entry, Snapshot
from plugins.model.errors import LostRace
from plugins.model.ledger import Ledger
from plugins.model.post import PostId


def ban(ledger: Ledger, picture: Banned) -> Snapshot:
    """Write it down: from now on nothing that shows the picture is built or said. What stands already is kept."""
    for _ in range(TRIES):
        snapshot = ledger.read()
        if picture.digest in snapshot.banned:
            return snapshot
        try:
            return ledger.advance(snapshot, Change(summary="Withdraw a picture", banned=(picture,)))
        except LostRace:
            continue
    raise LostRace("others keep writing to the ledger", fix="run the same command again")


def approved_with(snapshot: Snapshot, blob: str) -> tuple[PostId, ...]:
    """The posts and pages whose approved version holds the photo with this git blob id, sorted."""
    return tuple(
        sorted(
            approval.post for approval in snapshot.approvals.values() if any(one == blob for _, one in approval.photos)
        )
    )


def said_with(snapshot: Snapshot, channel: str, picture: Banned, approved: tuple[PostId, ...]) -> Iterator[Entry]:
    """The entries that speak for their posts and whose tweet shows the picture, or may.

    An entry that does not tell its tweet's pictures counts where its post was `approved` with this one.
    """
    for entry in snapshot.entries.values():
        if entry.channel != channel or entry != speaking(snapshot.entries, entry.post, channel):
            continue
        if set(picture.files) & set(entry.media) or (not entry.media and original(entry.post) in approved):
            yield entry
