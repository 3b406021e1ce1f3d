"""How does the memory of what was said begin? Once, on purpose, by a person."""

from pathlib import Path

import click

from plugins.clone.assess import assess
from plugins.clone.ports import open_ports
from plugins.clone.start import begin
from plugins.clone.workspace import alone, open_workspace
from plugins.commands import check
from plugins.commands.build import build_site, keep
from plugins.console import exits
from plugins.console.command import Group, command
from plugins.console.output import Output
from plugins.model.words import count
from plugins.saying.sending import with_bytes


@click.group("ledger", cls=Group)
def ledger() -> None:
    """The record of what was said."""


@command("init")
@click.option("--announce", default=0, show_default=True, help="How many of the newest posts are still to be said.")
def init(out: Output, *, announce: int) -> int:
    """Begin the ledger: everything on the site counts as said, but the newest --announce posts."""
    workspace = open_workspace(Path.cwd())
    with alone(workspace), open_ports(workspace) as ports:
        assessment = assess(workspace, ports, out.step, begin=True)
        check.tell(out, workspace, assessment)
        if assessment.plan.stops:
            return exits.REFUSED
        staged = build_site(out, workspace, assessment)
        approvals = with_bytes(assessment, ports.git, staged.tree)
        begun = begin(staged.manifest.items, assessment, approvals, ports.ledger, announce=announce)
        keep(workspace)
    out.fact(ledger=begun.tip)
    left = len(staged.manifest.items) - len(begun.entries)
    out.say("The ledger begins.")
    out.say(f"    here before, never to be tweeted: {count(len(begun.entries), 'post')}")
    out.say(f"    still to be tweeted: {count(left, 'post')}")
    return exits.DONE


ledger.add_command(init)
