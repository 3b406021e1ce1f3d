"""Which secret is due to be changed, and who holds it? The register of school.toml; no command ever changes it."""

from pathlib import Path

from plugins.account import credentials
from plugins.account.duty import Light
from plugins.clone.ports import open_ports
from plugins.clone.workspace import open_workspace
from plugins.commands.account_overview import tell
from plugins.console import exits
from plugins.console.command import command
from plugins.console.output import Output


@command("credentials")
def register(out: Output) -> int:
    """Tell who holds what, when it was changed and when it is due, and what advice there is. Never a secret."""
    workspace = open_workspace(Path.cwd(), judging=False)
    with open_ports(workspace) as ports:
        today = workspace.school.day(ports.clock.now())
    found = tuple(credentials.duties(workspace.school, today))
    tell(out, f"Credentials of @{workspace.school.account.handle}", found)
    out.say(f"\n{credentials.ADVICE}")
    out.fact(advice=credentials.ADVICE)
    return exits.DONE if all(one.light is Light.GREEN for one in found) else exits.WAITS
