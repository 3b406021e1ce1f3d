"""How does a teacher write without git? What the form on GitHub brought becomes a pull request, and is answered."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click

from plugins.approval.api import PUBLIC, GitHub, address
from plugins.clone.ports import open_ports
from plugins.clone.workspace import Workspace, open_workspace
from plugins.console import exits
from plugins.console.command import command
from plugins.console.output import Output
from plugins.intake import form, proposal, reply
from plugins.intake.draft import draft, gaps
from plugins.intake.filed import Filed, filed
from plugins.intake.pictures import STORE, take_in
from plugins.intake.repository import repository
from plugins.judging.examine import examine
from plugins.mirror.tombstone import replace_file
from plugins.model.case import Judged
from plugins.model.errors import Refused
from plugins.reading.reader import read


@command("intake")
@click.argument("number", type=click.IntRange(1))
def intake(out: Output, *, number: int) -> int:
    """Take in issue NUMBER, which the form made: judge it, open or renew its pull request, and answer below it."""
    workspace = open_workspace(Path.cwd())
    github = repository(workspace)
    sent = filed(github, number)
    if not sent.open or not form.is_post(sent.body):
        out.say(f"Issue {number} is closed, or the form did not make it: nothing is done.")
        return exits.DONE
    with open_ports(workspace) as ports:
        now = ports.clock.now()
    words, code = _answer(workspace, github, sent, now)
    proposal.answer(github, number, words)
    out.fact(answer=words)
    out.say(words)
    return code


class _UnfitError(Exception):
    """It cannot go on; the words tell its author why."""


def _answer(workspace: Workspace, github: GitHub, sent: Filed, now: datetime) -> tuple[str, int]:
    """What is told below the form, and the exit code; what is not fit is put off."""
    before: proposal.Standing = None
    try:
        before = proposal.standing(github, sent.number)
        return _taken(workspace, github, sent, before, now), exits.WAITS
    except _UnfitError as unfit:
        words = str(unfit)
    except Refused as no:
        words = reply.stopped(no.what, no.fix)
    proposal.put_off(github, before)
    return words, exits.REFUSED


def _taken(workspace: Workspace, github: GitHub, sent: Filed, before: proposal.Standing, now: datetime) -> str:
    """The answer to what goes on to an approver; _UnfitError or Refused where it must not."""
    answers, complaints = form.answers(sent.body)
    complaints = (*complaints, *gaps(answers, len(sent.pictures)))
    if complaints:
        raise _UnfitError(reply.unclear(complaints))
    school = workspace.school
    with _laid_out(workspace, sent) as photos:
        post = draft(answers, [file.name for file in photos], number=sent.number, filed=sent.at, school=school)
        files = {workspace.content / post.name: post.text.encode(), **{file: file.read_bytes() for file in photos}}
        one = _judged(workspace, post.name, post.text, now)
    if one.blocked:
        raise _UnfitError(reply.refused(one, post))
    named = {file.relative_to(workspace.root).as_posix(): content for file, content in files.items()}
    made = proposal.propose(github, sent, before, answers[form.TITLE], named)
    return reply.proposed(one, post, made, now, school)


@contextmanager
def _laid_out(workspace: Workspace, sent: Filed) -> Iterator[list[Path]]:
    """The clean photos in content/photos, for as long as the post is judged."""
    folder, base, stem = workspace.content / "photos", address(), f"form-{sent.number}"
    try:
        names = take_in(sent.pictures, folder, stem, STORE if base == PUBLIC else base)
        yield [folder / name for name in names]
    finally:
        for file in folder.glob(f"{stem}-*.jpg"):
            file.unlink()


def _judged(workspace: Workspace, name: str, text: str, now: datetime) -> Judged:
    file = workspace.content / name
    replace_file(file, text)
    try:
        found = read(file, workspace.content, workspace.school)
        (one,) = examine([found], workspace.content, workspace.known, now=now)
    finally:
        file.unlink()
    return one
