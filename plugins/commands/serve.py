"""What does it look like? The deployed site and the rehearsal account's page, in a browser on this machine."""

import threading
from contextlib import ExitStack, suppress
from pathlib import Path

from plugins.clone.workspace import open_workspace
from plugins.console import exits
from plugins.console.command import command
from plugins.console.output import Output
from plugins.mirror import live
from plugins.model.errors import Refused
from plugins.rehearsal import server


@command("serve")
def serve(out: Output) -> int:
    """Show the deployed site and the rehearsal account on this machine, until Ctrl-C."""
    workspace = open_workspace(Path.cwd(), judging=False)
    site = workspace.public / "current"
    if not site.exists():
        raise Refused("there is no site yet", fix="make publish")
    with suppress(KeyboardInterrupt), ExitStack() as stack:
        base = stack.enter_context(live.serve(site, prefix=workspace.prefix, follow=True))
        out.say(f"The site:              {base}{workspace.prefix}/")
        out.fact(site=f"{base}{workspace.prefix}/")
        if workspace.school.rehearsal:
            account = stack.enter_context(server.serve(workspace.state / "rehearsal.sqlite3", workspace.school))
            out.say(f"The rehearsal account: {account.url}/")
            out.fact(account=f"{account.url}/")
        out.say("Ctrl-C ends this.")
        threading.Event().wait()
    return exits.DONE
