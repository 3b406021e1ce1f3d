"""What would the site look like? Judges, builds and inspects; nothing is deployed and nothing is sent."""

import shutil
from pathlib import Path

from plugins.clone.assess import Assessment, assess
from plugins.clone.ports import open_ports
from plugins.clone.workspace import Workspace, alone, open_workspace
from plugins.commands import check
from plugins.console import exits
from plugins.console.command import command
from plugins.console.exits import gravest
from plugins.console.output import Output
from plugins.model.words import count
from plugins.press.pressing import Begun, begin
from plugins.press.staging import Staged, stage
from plugins.saying.forgotten import remember


@command("build")
def build(out: Output) -> int:
    """Judge everything and build the site in .schoolgate/build/site. Deploys and sends nothing."""
    workspace = open_workspace(Path.cwd())
    with alone(workspace), begin(workspace) as begun, open_ports(workspace) as ports:
        remember(out, workspace, ports)
        assessment = assess(workspace, ports, out.step)
        check.tell(out, workspace, assessment)
        if assessment.plan.stops:
            return exits.REFUSED
        staged = build_site(out, workspace, assessment, begun)
        site = keep(workspace)
    out.fact(site=str(site))
    out.say(f"Built {count(len(staged.manifest.items), 'post')}: {site}")
    return gravest(check.code(assessment.plan), exits.WAITS if staged.forbidden else exits.DONE)


def build_site(
    out: Output, workspace: Workspace, assessment: Assessment, begun: Begun | None = None, *, search: bool = False
) -> Staged:
    """Build and inspect what the plan allows, telling what is being done; `search` makes an index of the posts."""
    out.step(f"building the site from {count(len(assessment.plan.build), 'file')}")
    staged = stage(workspace, assessment, begun, search=search)
    for path in staged.forbidden:
        out.say(f"    withheld: the approved version of {path}; today's rules forbid it, or a newer file has its name")
    for link in staged.dead:
        out.say(f"    {link} any more")
    out.fact(items=len(staged.manifest.items), forbidden=list(staged.forbidden), dead_links=list(staged.dead))
    return staged


def keep(workspace: Workspace) -> Path:
    """Make the staged build the last finished one; the folder of its site."""
    shutil.rmtree(workspace.built.parent, ignore_errors=True)
    workspace.staging.rename(workspace.built.parent)
    return workspace.built
