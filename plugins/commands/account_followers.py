"""Who is new among the followers, and is there a reason to look twice? Read, remembered, and looked at on a page."""

from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from threading import Event

import click

from plugins.account import followers as review
from plugins.account.desk import Desk, serve
from plugins.account.reviewed import Reviewed
from plugins.account.signs import reasons
from plugins.clone.ports import Ports, open_ports
from plugins.clone.workspace import Workspace, open_workspace
from plugins.console import exits
from plugins.console.command import command
from plugins.console.output import Output
from plugins.mirror.send import demand_pinned
from plugins.model.words import count
from plugins.tweet.cost import READ


@command("followers")
@click.option("--all", "everything", is_flag=True, help="Read the list to its end, whatever it costs.")
@click.option("--page", "paged", is_flag=True, help="Then work through them in a browser on this machine.")
def followers(out: Output, *, everything: bool, paged: bool) -> int:
    """Read who is new, tell how many have a reason to look twice, and look whether blocks are made. Blocks nobody."""
    workspace = open_workspace(Path.cwd(), judging=False)
    with open_ports(workspace) as ports:
        reviewed = Reviewed(workspace.followers)
        _read(out, workspace, ports, reviewed, everything=everything)
        waits = _tell(out, workspace, reviewed)
        if paged:
            with suppress(KeyboardInterrupt), serve(_desk(workspace, ports, reviewed)) as address:
                out.say(f"To look at them: {address}\nEnter keeps; Tab, a note and Enter block. Ctrl-C ends this.")
                Event().wait()
            waits = _tell(out, workspace, reviewed)
    return exits.WAITS if waits else exits.DONE


def _desk(workspace: Workspace, ports: Ports, reviewed: Reviewed) -> Desk:
    return Desk(reviewed=reviewed, school=workspace.school, now=ports.clock.now)


def _read(out: Output, workspace: Workspace, ports: Ports, reviewed: Reviewed, *, everything: bool) -> None:
    account, now = ports.connect(), ports.clock.now()
    demand_pinned(account.me(), workspace.school)
    forgotten = reviewed.purge(now)
    found = review.read(account, reviewed, now, everything=everything)
    looked = review.verify(account, reviewed, now)
    cost: Decimal = READ * (found.read + looked)
    out.say(
        f"{count(found.read, 'follower')} read in {count(found.calls, 'call')}, about ${cost:.3f};"
        f" {found.new} new{', the whole list' if found.whole else ''}."
    )
    if forgotten:
        out.say(f"{count(forgotten, 'person').replace('persons', 'people')} kept long enough, and forgotten.")
    out.fact(read=found.read, calls=found.calls, new=found.new, whole=found.whole, cost_usd=str(cost))


def _tell(out: Output, workspace: Workspace, reviewed: Reviewed) -> bool:
    """How it stands; whether somebody has to do something."""
    waiting = reviewed.waiting()
    marked = sum(bool(reasons(person, workspace.school)) for person in waiting)
    blocks = reviewed.review().blocks
    out.say(f"{len(waiting)} wait for a look, {marked} of them with a reason to look twice.")
    if blocks:
        out.say(f"{count(len(blocks), 'block')} not seen on the account yet: do them there; --page lists the links.")
    if waiting:
        out.say("To work through them: publish.py account followers --page")
    out.fact(waiting=len(waiting), reasons=marked, blocks=[block.id for block in blocks])
    return bool(waiting or blocks)
