"""What do parents get to read before the account speaks? A letter to print and a page to translate, for a signature."""

from pathlib import Path

from plugins.account.letter import letter as written
from plugins.clone.ports import open_ports
from plugins.clone.workspace import Workspace, open_workspace
from plugins.console import exits
from plugins.console.command import command
from plugins.console.output import Output
from plugins.mirror.tombstone import replace_file
from plugins.paper.document import Document


@command("letter")
def letter(out: Output) -> int:
    """Write the letter to parents from school.toml and the policy: A4 PDF and a page, in plain English."""
    workspace = open_workspace(Path.cwd(), judging=False)
    with open_ports(workspace) as ports:
        today = workspace.school.day(ports.clock.now())
    keep(out, workspace, written(workspace.school, today), "letter")
    out.say("Sign it and send it, or the page to be translated; then write its day as [letter] sent in school.toml.")
    return exits.DONE


def keep(out: Output, workspace: Workspace, document: Document, name: str) -> None:
    """Write a document into .schoolgate, on paper and as a page."""
    from plugins.paper.page import page  # noqa: PLC0415 - what draws is slow to load
    from plugins.paper.pdf import pdf  # noqa: PLC0415 - the same

    workspace.state.mkdir(exist_ok=True)
    paper, web = (workspace.state / f"{name}.{kind}" for kind in ("pdf", "html"))
    paper.write_bytes(pdf(document, workspace.root / "theme" / "static"))
    replace_file(web, page(document))
    out.fact(pdf=str(paper), page=str(web))
    out.say(f"To print:  {paper}\nAs a page: {web}")
