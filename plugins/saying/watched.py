"""Who watches a run that nobody watches? At its end the ledger hears that it was, and a person hears of trouble."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from plugins.clone.meant import last_build
from plugins.clone.ports import Ports
from plugins.clone.workspace import Workspace
from plugins.console import exits
from plugins.console.command import answer
from plugins.console.output import Output
from plugins.mirror.forecast import forecast
from plugins.mirror.notice import fingerprint, page, troubles
from plugins.model.entry import Change, Heartbeat, Snapshot
from plugins.model.errors import LedgerMissing, LostRace, SchoolgateError
from plugins.model.school import School
from plugins.saying.notify import notify

_EVERY = timedelta(minutes=10)


def watched(out: Output, workspace: Workspace, ports: Ports, run: Callable[[], int]) -> int:
    """Run; its exit code, whatever becomes of heartbeat and notice."""
    code = answer(out, run)
    try:
        _watch(workspace, ports, code)
    except (LedgerMissing, LostRace):
        pass  # the run has told the one; of the other, another run's heartbeat is as good
    except SchoolgateError as error:
        out.step(f"nobody could be told how it stands: {error.what}. {error.fix}")
    return code


def _watch(workspace: Workspace, ports: Ports, code: int) -> None:
    snapshot, now = ports.ledger.read(), ports.clock.now()
    last = snapshot.heartbeat
    since = last.since if last and last.code == code else now
    beat = Heartbeat(at=now, code=code, since=since, told=last.told if last else "")
    text = _notice(workspace, ports.channel, snapshot, beat)
    try:
        if fingerprint(text) != beat.told:
            notify(text, workspace.school)
            beat = replace(beat, told=fingerprint(text))
    finally:
        if _is_due(last, beat, workspace.school):
            ports.ledger.advance(snapshot, Change(summary="Heartbeat", heartbeat=beat))


def _is_due(last: Heartbeat | None, beat: Heartbeat, school: School) -> bool:
    """Whether the ledger hears of it: a run that failed writes nothing, unless somebody wants to be told of it once."""
    if beat.code not in {exits.DONE, exits.WAITS, exits.TRY_LATER} and not (
        school.notices.github or school.notices.mail
    ):
        return False
    if last is None or beat.at - last.at >= _EVERY or last.told != beat.told:
        return True
    return last.code != beat.code != exits.TRY_LATER


def _notice(workspace: Workspace, channel: str, snapshot: Snapshot, beat: Heartbeat) -> str:
    school, manifest = workspace.school, last_build(workspace)
    outlook = forecast(manifest.items if manifest else (), snapshot, beat.at, school, channel)
    found = troubles(replace(snapshot, heartbeat=beat), channel, outlook, beat.at, school.hours)
    return page(found, school.short_name)
