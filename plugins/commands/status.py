"""How does it stand? What was said, what waits and until when, what a person must settle; looks only at the ledger."""

from collections import Counter
from pathlib import Path

from plugins.commands import exits, preview
from plugins.commands.assess import read_ledger
from plugins.commands.command import command
from plugins.commands.output import Output
from plugins.commands.ports import open_ports
from plugins.commands.workspace import open_workspace
from plugins.mirror.forecast import IN_WORDS, forecast
from plugins.mirror.revision import CORRECTED, original
from plugins.model.entry import Entry, State
from plugins.model.manifest_json import load
from plugins.model.words import count, day_and_clock

_NEXT = {
    State.HELD: "look at the account, then say what you saw: publish.py resolve",
    State.SENDING: "the next make publish looks at the account again",
    State.WITHDRAWING: "go on with it: publish.py withdraw; every make publish does so, too",
}
"""What is to be done about a post that is in doubt."""


@command("status")
def status(out: Output) -> int:
    """Tell what was said, what waits and until when, and what a person must settle."""
    workspace = open_workspace(Path.cwd(), judging=False)
    with open_ports(workspace) as ports:
        now, snapshot = ports.clock.now(), read_ledger(ports)
    entries = [entry for entry in snapshot.entries.values() if entry.channel == ports.channel]
    counts = Counter(entry.state for entry in entries)
    if not snapshot.tip:
        out.say("There is no ledger yet: nothing was ever tweeted. The first make publish begins it.")
    else:
        out.say(f"The ledger knows {count(len(entries), 'post')}.")
    for state, number in sorted(counts.items()):
        out.say(f"    {IN_WORDS[state]}: {number}")
    if snapshot.pause:
        since = day_and_clock(snapshot.pause.at.astimezone(workspace.school.hours.timezone))
        out.say(f"PAUSED since {since}: {snapshot.pause.reason}. To go on: publish.py pause --lift")
    settle = [entry for entry in entries if entry.state in _NEXT]
    for entry in settle:
        out.say(f"{entry.post}: {IN_WORDS[entry.state]}{entry.reason and f' ({entry.reason})'}")
        out.say(f"    {_next(entry)}")
    out.fact(
        ledger=snapshot.tip,
        counts={str(state): number for state, number in counts.items()},
        paused=snapshot.pause.reason if snapshot.pause else None,
        settle=[_plain(entry) for entry in settle],
    )
    if snapshot.tip and workspace.manifest.exists():
        items = load(workspace.manifest.read_text(encoding="utf-8")).items
        outlook = forecast(items, snapshot, now, workspace.school, ports.channel)
        left = {entry.post for entry in settle}
        preview.tell(out, workspace.school, tuple(one for one in outlook if one.item.post not in left), now)
    return exits.WAITS if settle else exits.DONE


def _next(entry: Entry) -> str:
    if entry.state is State.WITHDRAWING and entry.how == CORRECTED:
        return f"every make publish goes on with it; publish.py resend {original(entry.post)} goes on with it now"
    return _NEXT[entry.state]


def _plain(entry: Entry) -> dict[str, str]:
    return {"post": entry.post, "state": str(entry.state), "reason": entry.reason, "permalink": entry.permalink}
