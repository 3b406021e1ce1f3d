"""How is everything stopped? One line on the ledger, obeyed by every publisher, until it is lifted."""

from pathlib import Path

import click

from plugins.clone.ports import open_ports
from plugins.clone.remark import kept
from plugins.clone.workspace import open_workspace
from plugins.console import exits
from plugins.console.command import command
from plugins.console.output import Output
from plugins.mirror import resolve


@command("pause")
@click.option("--reason", help="Why, in a few words without names.")
@click.option("--lift", is_flag=True, help="Let sending go on.")
def pause(out: Output, *, reason: str | None, lift: bool) -> int:
    """Stop all sending, on every machine, until lifted. The website is still built."""
    if bool(reason) == lift:
        raise click.UsageError('Say why with --reason "...", or that it is over with --lift.')
    workspace = open_workspace(Path.cwd(), judging=False)
    with open_ports(workspace) as ports:
        if reason:
            resolve.pause(ports.ledger, kept(reason, workspace), ports.clock.now())
        else:
            resolve.lift(ports.ledger)
    out.fact(paused=not lift)
    out.say("Sending goes on." if lift else "All sending is paused. To go on: publish.py pause --lift")
    return exits.DONE
