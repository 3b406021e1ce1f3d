"""How does news get out? Check, build, deploy, see each page live, tweet what is new: one command does it all."""

from pathlib import Path

from plugins.clone.assess import Assessment, assess
from plugins.clone.ports import Ports, open_ports
from plugins.clone.workspace import Workspace, alone, open_workspace
from plugins.commands import check
from plugins.commands.build import build_site, keep
from plugins.console import exits
from plugins.console.command import command
from plugins.console.exits import gravest
from plugins.console.output import Output
from plugins.mirror.deploy import deploy
from plugins.mirror.ship import ship
from plugins.mirror.tombstone import list_gone
from plugins.model.words import day_and_clock
from plugins.press.graves import graves
from plugins.press.pressing import begin
from plugins.saying.forgotten import remember
from plugins.saying.hub import deployed_feed, tell_hub
from plugins.saying.sending import record, say_all
from plugins.saying.watched import watched


@command("publish")
def publish(out: Output) -> int:
    """Check, build, deploy, see each page live, and tweet what is new. Running it again says nothing twice."""
    workspace = open_workspace(Path.cwd())
    with open_ports(workspace) as ports:
        return watched(out, workspace, ports, lambda: go_public(out, workspace, ports))


def go_public(out: Output, workspace: Workspace, ports: Ports) -> int:
    """All of it, with these ports; the exit code."""
    with alone(workspace), begin(workspace) as begun:
        remember(out, workspace, ports)
        assessment = assess(workspace, ports, out.step)
        _tell_time(out, workspace, assessment)
        check.tell(out, workspace, assessment)
        if assessment.plan.stops:
            out.say("Nothing was written and nothing was sent.")
            return exits.REFUSED
        staged = build_site(out, workspace, assessment, begun, search=True)
        record(out, assessment, ports, staged)
        before = deployed_feed(workspace)
        site = deploy(staged.site, workspace.public)
        list_gone(workspace.public, graves(assessment.snapshot, workspace.school), workspace.prefix)
        built = keep(workspace)
        out.step(f"deployed {site} to {workspace.school.deploy.directory}/current")
        if place := ship(workspace.public, workspace.school, workspace.root):
            out.step(f"brought the site to {place}")
    summary = say_all(out, workspace, ports, staged.manifest, approved=assessment.yeses.demand)
    tell_hub(out, workspace, before)
    _tell_site(out, workspace, built)
    forbidden = exits.WAITS if staged.forbidden else exits.DONE
    return gravest(check.code(assessment.plan), summary.exit_code, forbidden)


def _tell_time(out: Output, workspace: Workspace, assessment: Assessment) -> None:
    if workspace.school.rehearsal:
        moment = day_and_clock(assessment.now.astimezone(workspace.school.hours.timezone))
        out.step(f"rehearsal: its account's clock says {moment}; nothing here reaches Twitter")


def _tell_site(out: Output, workspace: Workspace, built: Path) -> None:
    url = workspace.school.site.url
    current = workspace.public / "current"
    out.say(f"The site: {current / 'index.html'} (public address {url}/)")
    out.say(f"The feed: {current / 'feeds' / 'rss.xml'} (public address {url}/feeds/rss.xml)")
    if workspace.school.rehearsal:
        out.say("To see both the site and the rehearsal account in a browser: make serve")
    out.fact(site=str(current), feed=str(current / "feeds" / "rss.xml"), url=url, built=str(built))
