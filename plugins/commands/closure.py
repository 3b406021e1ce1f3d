"""How do families learn at a quarter to seven that school is closed? In words approved beforehand, by one approver."""

from datetime import datetime, time
from pathlib import Path

import click

from plugins.approval.statement import Part
from plugins.clone.ports import open_ports
from plugins.clone.roster import closures
from plugins.clone.workspace import Workspace, open_workspace
from plugins.commands.publish import go_public
from plugins.console import exits
from plugins.console.command import command
from plugins.console.output import Output
from plugins.mirror.tombstone import replace_file
from plugins.model.errors import Refused, SchoolgateError
from plugins.reading.closure import FILE, KINDS, Closure
from plugins.signing.signing import KEY, sign_off, wish


@command("closure")
@click.argument("kind", type=click.Choice(KINDS))
@click.option("--on", "day", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The day: 2026-11-30.")
@click.option("--reason", required=True, help="One word of the list in closures.toml, such as snow.")
@click.option("--at", "clock", type=click.DateTime(["%H:%M"]), help="When it opens late, or closes early: 10:00.")
@click.option("--class", "classes", multiple=True, help="For one class alone; may be repeated.")
@click.option("--key", default=KEY, show_default=True, help="Your private SSH key.")
@click.option("--publish", "now", is_flag=True, help="Publish it from this machine at once, as publish does.")
def closure(
    out: Output,
    *,
    kind: str,
    day: datetime,
    reason: str,
    clock: datetime | None,
    classes: tuple[str, ...],
    key: str,
    now: bool,
) -> int:
    """Tell of a closure of KIND in the fixed words, signed by one approver; it goes at any hour, before all else."""
    workspace = open_workspace(Path.cwd())
    at: time | None = clock.time() if clock else None
    said = Closure(kind=kind, day=day.date(), reason=reason, classes=classes, at=at)
    file = _write(workspace, said)
    try:
        sign_off(out, wish(Part.APPROVE, (f"content/news/{file.name}",), key))
    except SchoolgateError:
        file.unlink()
        raise
    out.say(f"Commit content/news/{file.name}, too. The next publish says it, before everything else.")
    if not now:
        return exits.DONE
    with open_ports(workspace) as ports:
        return go_public(out, workspace, ports)


def _write(workspace: Workspace, said: Closure) -> Path:
    """The post in its place; Refused where the words are missing, or where this closure was told already."""
    fixed = closures(workspace)
    unknown = [name for name in said.classes if name not in workspace.school.classes]
    if fixed is None or unknown:
        raise Refused(
            "there is no such class" if unknown else f"there is no file {FILE}",
            fix=f"name classes as school.toml does: {', '.join(workspace.school.classes)}"
            if unknown
            else "write the words in which the school tells of closures",
        )
    with open_ports(workspace) as ports:
        post, text = fixed.post(said, ports.clock.now(), workspace.school)
    file = workspace.content / "news" / f"{post}.md"
    if file.exists():
        raise Refused(f"content/news/{file.name} is there already", fix="publish it; the same closure is told once")
    replace_file(file, text)
    return file
