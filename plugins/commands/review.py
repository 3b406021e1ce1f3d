"""What does the reviewer of a pull request need to see? One comment about the changed posts; sends nothing."""

from collections.abc import Sequence
from pathlib import Path

import click

from plugins.clone.assess import Assessment, assess
from plugins.clone.ports import open_ports
from plugins.clone.workspace import Workspace, alone, open_workspace
from plugins.commands import check
from plugins.console.command import command
from plugins.console.output import Output
from plugins.model.case import Judged
from plugins.press.proofs import prove
from plugins.showing.browser import browser
from plugins.showing.comment import comment
from plugins.showing.outlook import outlook
from plugins.showing.pictures import Shown, pictures


@command("review")
@click.option("--since", metavar="COMMIT", required=True, help="Tell about posts changed since COMMIT.")
@click.option(
    "--pictures",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Draw each tweet and page into this folder, too.",
)
def review(out: Output, *, since: str, folder: Path | None) -> int:
    """Write the comment for a pull request, in Markdown: what would be said, when, and what a yes accepts."""
    workspace = open_workspace(Path.cwd())
    with open_ports(workspace) as ports:
        assessment = assess(workspace, ports, out.step, publishes=False)
        changed = check.changed(ports.git, since, assessment)
        if folder:
            out.step("drawing each tweet and page" if browser() else "there is no chromium here, so nothing is drawn")
            page = _drawn(workspace, assessment, changed, folder) if browser() else None
            out.fact(pictures=str(page) if page else "")
    hidden = check.hidden(workspace, assessment.judged)
    told = [(hidden.get(one.case.path, one.case.path), one) for one in changed]
    words = comment(told, assessment.now, workspace.school)
    out.fact(comment=words)
    out.say(words)
    return check.code(assessment.plan)


def _drawn(workspace: Workspace, assessment: Assessment, changed: Sequence[Judged], folder: Path) -> Path:
    """Tweet and page of each changed post that is not forbidden, in the site as it would be built."""
    with alone(workspace):
        proofs = prove(workspace, assessment)
    when = {
        one.case.path: outlook(one.post, one.case.tweet, assessment.now, workspace.school)
        for one in changed
        if one.post and one.case.tweet and not one.blocked
    }
    shown = [Shown(item=item, when=when[item.source]) for item in proofs.items if item.source in when]
    return pictures(browser(), proofs.site, shown, workspace.school, folder)
