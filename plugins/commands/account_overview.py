"""What has to be done for the account, and by when? One screen of every duty, with the clause that asks for it."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any

from plugins.account import credentials, followers, follows, profile, told
from plugins.account.duty import SIGNS, Duty, Light
from plugins.account.reviewed import Reviewed
from plugins.clone.assess import read_ledger
from plugins.clone.chosen import chosen
from plugins.clone.ports import Ports, open_ports
from plugins.clone.workspace import Workspace, open_workspace
from plugins.console import exits
from plugins.console.command import command
from plugins.console.output import Output
from plugins.model.errors import SchoolgateError
from plugins.model.words import count, day

_ALIGN_DAYS = 31


@command("overview")
def overview(out: Output) -> int:
    """Tell every duty of the account with its date and what to do. Reads profile and follows; sends nothing."""
    workspace = open_workspace(Path.cwd(), judging=False)
    with open_ports(workspace) as ports:
        found = duties(workspace, ports)
    tell(out, f"{workspace.school.name}, @{workspace.school.account.handle}", found)
    return exits.DONE if all(one.light is Light.GREEN for one in found) else exits.WAITS


def duties(workspace: Workspace, ports: Ports) -> tuple[Duty, ...]:
    """All of them, in the order of the policy's clauses; what it says of running the account comes before its aims."""
    return tuple(sorted(_all(workspace, ports), key=lambda one: (one.clause[0] == "A", int(one.clause[1:]))))


def _all(workspace: Workspace, ports: Ports) -> Iterator[Duty]:
    school, today = workspace.school, workspace.school.day(ports.clock.now())
    yield from credentials.duties(school, today)
    yield from _asked(workspace, ports)
    yield profile.replies(school)
    yield from followers.duties(Reviewed(workspace.followers).review(), school, today)
    yield from told.duties(school, told.first_tweet(read_ledger(ports), ports.channel, school), today)
    yield _aligned(workspace, today)


def tell(out: Output, title: str, found: Sequence[Duty]) -> None:
    """A line a duty, what to do below it; of several in a row with the same to do, below the last."""
    pressing = [one for one in found if one.light is not Light.GREEN]
    out.say(f"{title}: {len(pressing)} of {count(len(found), 'line')} to see to.")
    for one, below in zip_longest(found, found[1:]):
        out.say(f"{SIGNS[one.light]} {one.light:<8} {one.clause:<3} {one.name}: {one.says}")
        if one.fix and not (below and below.fix == one.fix):
            out.say(f"    fix: {one.fix}")
    out.fact(duties=[plain(one) for one in found])


def plain(duty: Duty) -> dict[str, Any]:
    """One duty as JSON."""
    return {
        "clause": duty.clause,
        "name": duty.name,
        "light": duty.light.name.lower(),
        "says": duty.says,
        "fix": duty.fix,
        "due": duty.due.isoformat() if duty.due else None,
    }


def _asked(workspace: Workspace, ports: Ports) -> Iterator[Duty]:
    """What the account itself shows: its profile, and whom it follows; not to be able to ask is a line too."""
    for clause, name, look in (("R3", "the account", _profile), ("R11", "follows", _follows)):
        try:
            yield from look(workspace, ports)
        except SchoolgateError as error:
            yield Duty(clause=clause, name=name, light=Light.AMBER, says=f"not known: {error.what}", fix=error.fix)


def _profile(_workspace: Workspace, ports: Ports) -> Iterator[Duty]:
    yield from profile.duties(ports.connect().own())


def _follows(workspace: Workspace, ports: Ports) -> Iterator[Duty]:
    wanted = chosen(workspace, ports)
    if wanted.waits:
        yield follows.waiting(wanted.waits)
    else:
        yield follows.duty(follows.compare(wanted.listed, ports.connect()))


def _aligned(workspace: Workspace, today: date) -> Duty:
    """A5: when site, feed and account were last laid side by side on this machine."""
    page = workspace.state / "align.html"
    last = workspace.school.day(datetime.fromtimestamp(page.stat().st_mtime, UTC)) if page.is_file() else None
    fresh = last is not None and (today - last).days <= _ALIGN_DAYS
    return Duty(
        clause="A5",
        name="alignment",
        light=Light.GREEN if fresh else Light.AMBER,
        says=f"last compared {day(last)}" if last else "site and account were never compared on this machine",
        fix="" if fresh else "publish.py align",
        due=last,
    )
