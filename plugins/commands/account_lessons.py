"""What does a class need for its e-safety lesson? The worksheet of drafts, which it judges before the checks do."""

from pathlib import Path

from plugins.account.lessons import worksheet
from plugins.clone.ports import open_ports
from plugins.clone.workspace import Workspace, open_workspace
from plugins.commands.account_letter import keep
from plugins.console import exits
from plugins.console.command import command
from plugins.console.output import Output
from plugins.model.errors import CouldNotRun
from plugins.model.post import Post
from plugins.reading.reader import read_all

_DRAFTS = Path("docs", "lessons", "drafts")


@command("lessons")
def lessons(out: Output) -> int:
    """Write the worksheet of the e-safety lessons: posts for a class to judge, A4 PDF and a page."""
    workspace = open_workspace(Path.cwd(), judging=False)
    posts = _posts(workspace)
    with open_ports(workspace) as ports:
        today = workspace.school.day(ports.clock.now())
    keep(out, workspace, worksheet(posts, workspace.school, today), "lessons")
    out.say("How the lesson goes, and what the class should say: docs/lessons/README.md")
    return exits.DONE


def _posts(workspace: Workspace) -> tuple[Post, ...]:
    folder = workspace.root / _DRAFTS
    found = read_all(folder, workspace.school) if folder.is_dir() else ()
    posts = tuple(one.post for one in found if one.post)
    if not posts or len(posts) < len(found):
        raise CouldNotRun(
            f"{_DRAFTS} has no posts for the class, or one that cannot be read",
            fix=f"git checkout {_DRAFTS} brings back those that come with Schoolgate",
        )
    return posts
