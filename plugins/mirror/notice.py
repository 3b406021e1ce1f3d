"""What must a person be told, and what can they do? Posts by their ids, never a name; nothing that mends itself."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from plugins.mirror.forecast import IN_WORDS, Forecast
from plugins.mirror.revision import CORRECTED, original
from plugins.model.entry import Entry, Heartbeat, Snapshot, State
from plugins.model.hours import open_time
from plugins.model.school import Hours

PATIENCE = timedelta(hours=1)
"""How long, counted while the account's window is open, a post may wait without a reason that ends by itself."""

_DONE, _WAITS, _TRY_LATER = 0, 4, 75
_NEXT = {
    State.HELD: "look at the account, then say what you saw: publish.py resolve {post}",
    State.SENDING: "the next make publish looks at the account again",
    State.WITHDRAWING: "go on with it: publish.py withdraw {post}; every make publish does so, too",
}
_RETAKE = "every make publish goes on with it; publish.py resend {post} goes on with it now"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One thing: which post (empty for the run itself), how it stands, and what to do."""

    post: str
    what: str
    todo: str


def unsettled(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries that a person must settle, or should know to be in doubt."""
    return tuple(entry for entry in entries if entry.state in _NEXT)


def todo(entry: Entry) -> str:
    """What is to be done about an unsettled entry."""
    words = _RETAKE if entry.state is State.WITHDRAWING and entry.how == CORRECTED else _NEXT[entry.state]
    return words.format(post=original(entry.post))


def troubles(
    snapshot: Snapshot, channel: str, outlook: Sequence[Forecast], now: datetime, hours: Hours
) -> tuple[Trouble, ...]:
    """What failed, is held or in doubt, or has waited too long; the run itself first. A pause is a person's own."""
    entries = unsettled([entry for entry in snapshot.entries.values() if entry.channel == channel])
    known = {original(entry.post) for entry in entries}
    waiting = [] if snapshot.pause else [one for one in outlook if one.item.post not in known]
    posts = (
        *(Trouble(post=entry.post, what=_how(entry), todo=todo(entry)) for entry in entries),
        *(
            Trouble(post=one.item.post, what=one.why, todo="see what publish.py status says of it")
            for one in waiting
            if _waits_in_vain(one, snapshot, now, hours)
        ),
    )
    return (*_of_run(snapshot.heartbeat, now, hours, told=bool(posts)), *posts)


def page(found: Sequence[Trouble], school: str) -> str:
    """The notice, as text that is Markdown as well; empty where there is nothing to tell."""
    if not found:
        return ""
    lines = [f"- {one.post and f'`{one.post}`: '}{one.what}\n  What to do: {one.todo}" for one in found]
    return (
        f"Publishing the news of {school} needs a person:\n\n" + "\n".join(lines) + "\n\n"
        "`publish.py status` tells how everything stands. This notice is written anew when that changes, and closed\n"
        "when nothing is left to do.\n"
    )


def fingerprint(text: str) -> str:
    """Sixteen digits that tell one notice from another; empty for none."""
    return hashlib.sha256(text.encode()).hexdigest()[:16] if text else ""


def _how(entry: Entry) -> str:
    return f"{IN_WORDS[entry.state]}{entry.reason and f' ({entry.reason})'}"


def _of_run(heartbeat: Heartbeat | None, now: datetime, hours: Hours, *, told: bool) -> Iterator[Trouble]:
    if heartbeat is None or heartbeat.code in {_DONE, _TRY_LATER}:
        return
    if heartbeat.code != _WAITS:
        what = f"the last run did not get through (exit {heartbeat.code})"
        yield Trouble(post="", what=what, todo="run make check and make publish; each says what is wrong and where")
    elif not told and open_time(heartbeat.since, now, hours) > PATIENCE:
        yield Trouble(post="", what="something waits for somebody's yes, or was left out", todo="make check tells")


def _waits_in_vain(one: Forecast, snapshot: Snapshot, now: datetime, hours: Hours) -> bool:
    """Whether it could have gone since more than an hour, or waits for a person."""
    ends = one.at is not None and one.at > now
    over = one.state in {IN_WORDS[State.SENT], IN_WORDS[State.SKIPPED]}
    approval = snapshot.approvals.get(one.item.post)
    since = [one.item.published, *filter(None, (one.item.not_before, approval.at if approval else None))]
    return not over and not ends and open_time(max(since), now, hours) > PATIENCE
