"""May what we wrote be published? Reads and judges everything; changes nothing, sends nothing."""

from pathlib import Path

import click

from plugins.commands import exits
from plugins.commands.assess import Assessment, assess
from plugins.commands.command import command
from plugins.commands.output import Output
from plugins.commands.ports import open_ports
from plugins.commands.workspace import Workspace, open_workspace
from plugins.model.words import count
from plugins.policy.plan import Plan

_WORDS = {
    "build": "to be published",
    "waiting": "waiting for an approval",
    "withheld": "live until now, withheld",
    "refused": "refused",
    "withdrawn": "withdrawn",
    "future": "dated later",
    "drafts": "left as draft",
}


@command("check")
@click.option("--show", "showing", is_flag=True, help="Write a page for this machine: photos with what was seen.")
def check(out: Output, *, showing: bool) -> int:
    """Judge every post and page against the school's policy. Changes nothing."""
    workspace = open_workspace(Path.cwd())
    with open_ports(workspace) as ports:
        assessment = assess(workspace, ports, out.step)
    tell(out, workspace, assessment)
    if showing:
        from plugins.commands.show import show  # noqa: PLC0415 - who looks at photos is slow to load

        page = show(workspace, assessment.judged)
        out.fact(page=str(page))
        out.say(f"What was seen in the photos, for this machine alone: {page}")
    return code(assessment.plan)


def tell(out: Output, workspace: Workspace, assessment: Assessment) -> None:
    """Tell the findings, and where every file goes; a file whose name names a child by its number alone."""
    for number, one in enumerate(assessment.judged, start=1):
        if workspace.names_a_child(one.case.path):
            out.hide(one.case.path, f"content/(file {number} in the order of names)")
    out.findings(one for one in assessment.judged if one not in assessment.plan.drafts)
    if workspace.roll is None:
        out.step("no list of pupils was given (SCHOOLGATE_ROLL_FILE): only words that look like names were looked for")
    places = {name: [one.case.path for one in getattr(assessment.plan, name)] for name in _WORDS}
    out.fact(now=assessment.now.isoformat(), names_checked=workspace.roll is not None, plan=places)
    counts = ", ".join(f"{len(found)} {_WORDS[name]}" for name, found in places.items() if found)
    out.say(f"{count(len(assessment.judged), 'file')} judged: {counts or 'nothing to publish'}")
    for name in ("waiting", "withheld", "refused"):
        for path in places[name]:
            out.say(f"    {_WORDS[name]}: {path}")


def code(plan: Plan) -> int:
    """Refused where everything stops, waits where something was left out for a person."""
    if plan.stops:
        return exits.REFUSED
    return exits.WAITS if plan.waits_for_a_person else exits.DONE
