"""How does it stand? What a person must settle, what waits and until when, what was said; looks only at the ledger."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from plugins.clone.assess import read_ledger
from plugins.clone.meant import last_build
from plugins.clone.ports import open_ports
from plugins.clone.workspace import Workspace, open_workspace
from plugins.console import exits
from plugins.console.command import command
from plugins.console.output import Output, waits
from plugins.mirror.forecast import IN_WORDS, Forecast, forecast
from plugins.mirror.notice import todo, unsettled
from plugins.mirror.revision import is_withdrawn, original
from plugins.model.entry import Entry, Snapshot, State
from plugins.model.words import count, day_and_clock

_NEWEST = 5
_ENDS = {
    exits.DONE: "all was done",
    exits.REFUSED: "it was refused; make check tells why",
    exits.TRY_LATER: "some of it waits for its time",
    exits.WAITS: "something waits for a person",
}


@command("status")
def status(out: Output) -> int:
    """Tell on one screen what a person must settle, what waits and until when, and what was said last."""
    workspace = open_workspace(Path.cwd(), judging=False)
    with open_ports(workspace) as ports:
        now, snapshot = ports.clock.now(), read_ledger(ports)
    if not snapshot.tip:
        out.say("There is no ledger yet: nothing was ever tweeted. The first make publish begins it.")
    entries = [entry for entry in snapshot.entries.values() if entry.channel == ports.channel]
    settle = unsettled(entries)
    _tell_run(out, workspace, snapshot)
    for entry in settle:
        out.say(f"{entry.post}: {IN_WORDS[entry.state]}{entry.reason and f' ({entry.reason})'}")
        out.say(f"    {todo(entry)}")
    out.fact(settle=[_plain(entry) for entry in settle])
    manifest = last_build(workspace)
    if snapshot.tip and manifest:
        outlook = forecast(manifest.items, snapshot, now, workspace.school, ports.channel)
        _tell_waiting(out, workspace, outlook, {entry.post for entry in settle}, now)
    _tell_said(out, workspace, snapshot, entries)
    return exits.WAITS if settle else exits.DONE


def _tell_run(out: Output, workspace: Workspace, snapshot: Snapshot) -> None:
    beat, pause = snapshot.heartbeat, snapshot.pause
    if beat:
        ended = _ENDS.get(beat.code, f"it did not get through (exit {beat.code})")
        out.say(f"Last run: {_moment(beat.at, workspace)}: {ended}.")
    if pause:
        out.say(f"PAUSED since {_moment(pause.at, workspace)}: {pause.reason}. To go on: publish.py pause --lift")
    out.fact(
        last_run={"at": beat.at.isoformat(), "exit_code": beat.code} if beat else None,
        paused=pause.reason if pause else None,
    )


def _tell_waiting(
    out: Output, workspace: Workspace, outlook: Sequence[Forecast], told: set[str], now: datetime
) -> None:
    """Urgent news first, as the queue has it; publish.py preview shows the words."""
    over = {IN_WORDS[State.SENT], IN_WORDS[State.SKIPPED]}
    coming = [one for one in outlook if one.state not in over and one.item.post not in told]
    for one in coming:
        when = "would go now" if one.would_go else waits(one.why, one.at, now, workspace.school)
        out.say(f"{'URGENT ' if one.item.urgent else ''}{one.item.post} {when}")
    out.fact(
        waiting=[
            {
                "post": one.item.post,
                "urgent": one.item.urgent is not None,
                "at": one.at.isoformat() if one.at else None,
                "why": one.why,
            }
            for one in coming
        ]
    )


def _tell_said(out: Output, workspace: Workspace, snapshot: Snapshot, entries: Sequence[Entry]) -> None:
    counts = Counter(entry.state for entry in entries)
    if snapshot.tip:
        out.say(f"The ledger knows {count(len({original(entry.post) for entry in entries}), 'post')}.")
    for state, number in sorted(counts.items()):
        taken = sum(map(is_withdrawn, entries)) if state is State.SKIPPED else 0
        out.say(f"    {IN_WORDS[state]}: {number}{(taken and f', {taken} of them withdrawn') or ''}")
    said = sorted((entry for entry in entries if entry.state is State.SENT), key=lambda entry: entry.at, reverse=True)
    for entry in said[:_NEWEST]:
        out.say(f"    {_moment(entry.at, workspace)}: {entry.post}")
    out.fact(ledger=snapshot.tip, counts={str(state): number for state, number in counts.items()})


def _moment(at: datetime, workspace: Workspace) -> str:
    return day_and_clock(at.astimezone(workspace.school.hours.timezone))


def _plain(entry: Entry) -> dict[str, str]:
    return {"post": entry.post, "state": str(entry.state), "reason": entry.reason, "permalink": entry.permalink}
