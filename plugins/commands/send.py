"""How is a deployed site said? What `publish` does after deploying, for whoever deploys by other means."""

from dataclasses import replace
from pathlib import Path

from plugins.clone.assess import Assessment, assess
from plugins.clone.ports import Ports, open_ports
from plugins.clone.workspace import Workspace, open_workspace
from plugins.commands import check
from plugins.console import exits
from plugins.console.command import command
from plugins.console.exits import gravest
from plugins.console.output import Output
from plugins.model.errors import Refused
from plugins.model.manifest import Item, Manifest
from plugins.model.manifest_json import load
from plugins.press.staging import Staged
from plugins.saying.sending import record, say_all
from plugins.saying.watched import watched

_BUILD = "publish.py build, deploy that site, then publish.py send; or make publish, which does all of it"


@command("send")
def send(out: Output) -> int:
    """Tweet what the last build has new, each post once, as soon as its page is live."""
    workspace = open_workspace(Path.cwd())
    with open_ports(workspace) as ports:
        return watched(out, workspace, ports, lambda: _send(out, workspace, ports))


def _send(out: Output, workspace: Workspace, ports: Ports) -> int:
    assessment = assess(workspace, ports, out.step)
    check.tell(out, workspace, assessment)
    if assessment.plan.stops:
        return exits.REFUSED
    manifest = _last_build(workspace, assessment)
    tree = workspace.built.with_name("content")
    record(out, assessment, ports, Staged(site=workspace.built, manifest=manifest, tree=tree, forbidden=()))
    manifest = replace(manifest, items=tuple(item for item in manifest.items if _goes(item, assessment)))
    summary = say_all(out, workspace, ports, manifest, approved=assessment.yeses.demand)
    return gravest(check.code(assessment.plan), summary.exit_code)


def _goes(item: Item, assessment: Assessment) -> bool:
    """Whether what was built may still be said: since then it may have been taken back, or be forbidden by now."""
    planned = {(one.post.id, one.post.content_hash) for one in assessment.plan.build if one.post}
    earlier = {(approval.post, approval.content_hash) for approval in assessment.plan.earlier}
    return (item.post, item.content_hash) in planned | earlier


def _last_build(workspace: Workspace, assessment: Assessment) -> Manifest:
    """The manifest of the last build; Refused where there is none, or where content was changed since."""
    if not workspace.manifest.exists():
        raise Refused("there is no finished build", fix=_BUILD)
    manifest = load(workspace.manifest.read_text(encoding="utf-8"))
    planned = {one.case.path: one.digest for one in assessment.plan.build}
    built = dict(manifest.judged)
    changed = [path for path, digest in planned.items() if built.get(path) != digest]
    if changed:
        raise Refused(
            f"these were changed after the last build: {', '.join(changed)}",
            fix=_BUILD,
        )
    return manifest
