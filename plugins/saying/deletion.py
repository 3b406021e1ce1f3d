"""How does a tweet leave the account? Looked for and deleted, and told to whoever asked for it in a hurry."""

from plugins.clone.meant import last_build
from plugins.clone.ports import Ports
from plugins.clone.workspace import Workspace
from plugins.console import exits
from plugins.console.output import Output
from plugins.mirror.outbox import PATIENCE_S
from plugins.mirror.revision import original
from plugins.mirror.send import demand_pinned
from plugins.mirror.withdraw import again_at, pursue
from plugins.model.entry import Entry, State
from plugins.model.errors import SchoolgateError
from plugins.model.words import day_and_clock

_LOOKS = 4


def delete_tweet(out: Output, workspace: Workspace, ports: Ports, entry: Entry) -> int:
    """Delete what the account shows of a post that is being taken back, and tell it; the exit code."""
    try:
        entry = _pursue(out, workspace, ports, entry)
    except SchoolgateError as error:
        out.say("    NOT YET: the tweet may still stand. Delete it by hand now, if you can:")
        out.say(f"        {_tweet(workspace, entry)}")
        out.fact(state=str(entry.state), tweet=_tweet(workspace, entry))
        out.error(error)
        return error.exit_code
    out.fact(state=str(entry.state))
    if entry.state is State.SKIPPED:
        out.say("    done: the account shows nothing of it")
        return exits.DONE
    at = again_at(entry, workspace.school.mirror)
    moment = day_and_clock(at.astimezone(workspace.school.hours.timezone))
    out.say(f"    NOT YET: a tweet of it may still appear; run this again after {moment}")
    out.say("        (the scheduled runs look for it and delete it, too)")
    out.fact(again_at=at.isoformat())
    return exits.TRY_LATER


def _pursue(out: Output, workspace: Workspace, ports: Ports, entry: Entry) -> Entry:
    """Look and delete, and wait a little where that brings it to its end."""
    account, mirror = ports.connect(), workspace.school.mirror
    demand_pinned(account.me(), workspace.school)
    manifest = last_build(workspace)
    items = manifest.items if manifest else ()
    said = entry.claimed_at or next((item.published for item in items if item.post == original(entry.post)), None)
    for _ in range(_LOOKS):
        entry = pursue(entry, ports.ledger, account, mirror, back_to=said)
        wait = (again_at(entry, mirror) - ports.clock.now()).total_seconds()
        if entry.state is State.SKIPPED or wait > PATIENCE_S:
            return entry
        out.step(f"looking at the account again in {max(wait, 1):.0f} seconds")
        ports.clock.wait(max(wait, 1))
    return entry


def _tweet(workspace: Workspace, entry: Entry) -> str:
    handle = workspace.school.account.handle
    return f"https://x.com/{handle}/status/{entry.tweet_id}" if entry.tweet_id else f"https://x.com/{handle}"
