"""Where can each post's tweet be seen? The public address of what the ledger knows was said; of a rehearsal nothing."""

from collections.abc import Mapping

from plugins.model.entry import Snapshot, State
from plugins.model.post import PostId
from plugins.model.school import School


def said(snapshot: Snapshot, school: School) -> Mapping[PostId, str]:
    """Each post that stands on the account, with its tweet's address."""
    if school.rehearsal:
        return {}
    sent = (entry for entry in snapshot.entries.values() if entry.state is State.SENT and entry.tweet_id)
    return {entry.post: f"https://x.com/{school.account.handle}/status/{entry.tweet_id}" for entry in sent}
