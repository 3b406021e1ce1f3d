"""What do families get who are not on Twitter? The week's news as an e-mail to send and a page to print."""

from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import click

from plugins.clone.assess import read_ledger
from plugins.clone.planted import demand_own
from plugins.clone.ports import open_ports
from plugins.clone.workspace import Workspace, open_workspace
from plugins.console import exits
from plugins.console.command import command
from plugins.console.output import Output
from plugins.mirror.tombstone import Grave, replace_file
from plugins.model.errors import CouldNotRun
from plugins.model.manifest import Item
from plugins.model.manifest_json import load as load_manifest
from plugins.model.phrases import load
from plugins.model.words import count
from plugins.paper.document import Document, Notice
from plugins.press.graves import graves
from plugins.showing.bulletin import bulletin

_FOLDER = "digest"


@command("digest")
@click.option("--days", type=click.IntRange(1, 92), default=7, show_default=True, help="Of how many days to tell.")
def digest(out: Output, days: int) -> int:
    """Write the week's news as an e-mail and as A4 with QR codes, of what stands on the site. Sends nothing."""
    workspace = open_workspace(Path.cwd(), judging=False)
    demand_own(workspace.root, workspace.school.deploy.directory)
    with open_ports(workspace) as ports:
        now, taken = ports.clock.now(), graves(read_ledger(ports), workspace.school)
    items = [item for item in _items(workspace) if _is_live(item, workspace, taken)]
    say = load(workspace.root / "theme", workspace.school.site.lang)
    document = bulletin(items, workspace.school, say, now=now, days=days)
    told = sum(isinstance(block, Notice) for block in document.blocks)
    files = _write(workspace, document, now)
    out.fact(notices=told, **{kind: str(file) for kind, file in files.items()})
    out.say(f"The digest tells {count(told, 'thing')}.")
    out.say(f"To send:  {files['mail']}  (open it in your mail program and add who gets it)")
    out.say(f"To print: {files['pdf']}")
    return exits.DONE


def _items(workspace: Workspace) -> tuple[Item, ...]:
    if not workspace.manifest.exists():
        raise CouldNotRun("there is no finished build to tell of", fix="publish first: make publish")
    return load_manifest(workspace.manifest.read_text(encoding="utf-8")).items


def _is_live(item: Item, workspace: Workspace, taken: tuple[Grave, ...]) -> bool:
    """Whether the deployed site shows this very version: a digest never tells what a reader could not find."""
    path = urlsplit(item.permalink).path.removeprefix(f"{workspace.prefix}/")
    page = workspace.public / "current" / path / "index.html"
    withdrawn = path in {grave.path for grave in taken}
    return not withdrawn and page.is_file() and item.content_hash in page.read_text(encoding="utf-8")


def _write(workspace: Workspace, document: Document, now: datetime) -> dict[str, Path]:
    from plugins.paper.mail import mail  # noqa: PLC0415 - what draws is slow to load
    from plugins.paper.page import page  # noqa: PLC0415 - the same
    from plugins.paper.pdf import pdf  # noqa: PLC0415 - the same

    start = workspace.state / _FOLDER / f"digest-{document.day.isoformat()}"
    files = {"mail": start.with_suffix(".eml"), "pdf": start.with_suffix(".pdf"), "page": start.with_suffix(".html")}
    files["mail"].parent.mkdir(parents=True, exist_ok=True)
    files["mail"].write_bytes(mail(document, workspace.school.email, now))
    files["pdf"].write_bytes(pdf(document, workspace.root / "theme" / "static"))
    replace_file(files["page"], page(document))
    return files
