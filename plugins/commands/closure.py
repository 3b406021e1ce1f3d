"""How do families learn at a quarter to seven that school is closed? In words approved beforehand, by one approver."""

from datetime import date, datetime, time, timedelta
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
from plugins.intake import writing
from plugins.intake.repository import repository
from plugins.mirror.tombstone import replace_file
from plugins.model.errors import Refused, SchoolgateError
from plugins.reading.closure import FILE, KINDS, Closure
from plugins.signing.signing import KEY, sign_off, wish


@command("closure")
@click.argument("kind", type=click.Choice(KINDS))
@click.option("--on", "day", required=True, help="The day: today, tomorrow, or 2026-11-30.")
@click.option("--reason", required=True, help="One word of the list in closures.toml, such as snow.")
@click.option("--at", "clock", type=click.DateTime(["%H:%M"]), help="When it opens late, or closes early: 10:00.")
@click.option("--class", "classes", multiple=True, help="For one class alone; may be repeated.")
@click.option("--key", default=KEY, show_default=True, help="Your private SSH key.")
@click.option("--by", default="", help="With GitHub: the number of the approver for whom the program writes it.")
@click.option("--publish", "at_once", is_flag=True, help="Publish it from this machine at once, as publish does.")
def closure(
    out: Output,
    *,
    kind: str,
    day: str,
    reason: str,
    clock: datetime | None,
    classes: tuple[str, ...],
    key: str,
    by: str,
    at_once: bool,
) -> int:
    """Tell of a closure of KIND in the fixed words, by one approver; it goes at any hour, before all else."""
    workspace = open_workspace(Path.cwd())
    with open_ports(workspace) as ports:
        now = ports.clock.now()
    at: time | None = clock.time() if clock else None
    said = Closure(kind=kind, day=_day(day, workspace.school.day(now)), reason=reason, classes=classes, at=at)
    if workspace.school.approval.backend == "github":
        return _put(out, workspace, said, by, now)
    file = _write(workspace, said, now)
    try:
        sign_off(out, wish(Part.APPROVE, (f"content/news/{file.name}",), key))
    except SchoolgateError:
        file.unlink()
        raise
    out.say(f"Commit content/news/{file.name}, too. The next publish says it, before everything else.")
    if not at_once:
        return exits.DONE
    with open_ports(workspace) as ports:
        return go_public(out, workspace, ports)


def _day(words: str, today: date) -> date:
    """The day that is meant; a usage error for what is none."""
    try:
        return {"today": today, "tomorrow": today + timedelta(days=1)}.get(words) or date.fromisoformat(words)
    except ValueError as error:
        raise click.UsageError("Say --on today, tomorrow, or a day such as 2026-11-30.") from error


def _put(out: Output, workspace: Workspace, said: Closure, by: str, now: datetime) -> int:
    """Commit it to the published branch, as the listed program whose token this is, for the approver who asked."""
    issuer = next((one for one in workspace.school.approval.approvers if one.id == by and one.counts(now)), None)
    if issuer is None:
        raise Refused(
            "only an approver may tell of a closure",
            fix="let somebody start it who is on the list of approvers: on GitHub, Actions, closure, Run workflow",
        )
    post, text = _worded(workspace, said, now)
    name, github = f"content/news/{post}.md", repository(workspace)
    branch = writing.default_branch(github)
    if github.get(f"contents/{name}", ref=branch):
        raise Refused(f"{name} is there already", fix="the same closure is told once; status tells whether it was said")
    message = writing.message(f"Closure: {post}", f"Told by {issuer.role}.", [(issuer.id, issuer.role)])
    writing.advance(github, branch, writing.commit(github, branch, {name: text.encode()}, message))
    out.fact(path=name, by=issuer.role)
    out.say(f"{name} is committed for {issuer.role}. The next publish, which begins by itself, says it first.")
    return exits.DONE


def _write(workspace: Workspace, said: Closure, now: datetime) -> Path:
    """The post in its place; Refused where the words are missing, or where this closure was told already."""
    post, text = _worded(workspace, said, now)
    file = workspace.content / "news" / f"{post}.md"
    if file.exists():
        raise Refused(f"content/news/{file.name} is there already", fix="publish it; the same closure is told once")
    replace_file(file, text)
    return file


def _worded(workspace: Workspace, said: Closure, now: datetime) -> tuple[str, str]:
    """Its id and its file's text in the fixed words; Refused where there are none, or no such class."""
    fixed = closures(workspace)
    unknown = [name for name in said.classes if name not in workspace.school.classes]
    if fixed is None or unknown:
        raise Refused(
            "there is no such class" if unknown else f"there is no file {FILE}",
            fix=f"name classes as school.toml does: {', '.join(workspace.school.classes)}"
            if unknown
            else "write the words in which the school tells of closures",
        )
    return fixed.post(said, now, workspace.school)
