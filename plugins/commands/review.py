"""What does the reviewer of a pull request need to see? One comment about the changed posts; sends nothing."""

from pathlib import Path

import click

from plugins.clone.assess import assess
from plugins.clone.ports import open_ports
from plugins.clone.workspace import open_workspace
from plugins.commands import check
from plugins.console.command import command
from plugins.console.output import Output
from plugins.showing.comment import comment


@command("review")
@click.option("--since", metavar="COMMIT", required=True, help="Tell about posts changed since COMMIT.")
def review(out: Output, *, since: str) -> int:
    """Write the comment for a pull request, in Markdown: what would be said, when, and what a yes accepts."""
    workspace = open_workspace(Path.cwd())
    with open_ports(workspace) as ports:
        assessment = assess(workspace, ports, out.step, publishes=False)
        changed = check.changed(ports.git, since, assessment)
    hidden = check.hidden(workspace, assessment)
    told = [(hidden.get(one.case.path, one.case.path), one) for one in changed]
    words = comment(told, assessment.now, workspace.school)
    out.fact(comment=words)
    out.say(words)
    return check.code(assessment.plan)
