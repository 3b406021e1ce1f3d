"""How does a post begin? As a valid file with a fresh id, dated at the next time the account is open."""

import secrets
from datetime import UTC, datetime
from pathlib import Path

import click

from plugins.clone.workspace import open_workspace
from plugins.console import exits
from plugins.console.command import command
from plugins.console.output import Output
from plugins.model.errors import Refused
from plugins.model.hours import next_open
from plugins.reading.new import new_post

_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"


@command("new")
@click.argument("title")
def new(out: Output, *, title: str) -> int:
    """Begin a post called TITLE. It is a draft until its last line of front matter says otherwise."""
    workspace = open_workspace(Path.cwd())
    if workspace.names_a_child(title):
        raise Refused("the title names a child on the roll", fix="choose another title; it becomes a public address")
    token = "".join(secrets.choice(_ALPHABET) for _ in range(4))
    opens = next_open(datetime.now(UTC), workspace.school.hours)
    name, text = new_post(title, opens=opens, school=workspace.school, token=token)
    file = workspace.content / name
    if file.exists():
        raise Refused(f"{file.relative_to(workspace.root)} is there already", fix="edit it, or choose another title")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    path = file.relative_to(workspace.root)
    out.fact(path=str(path))
    out.say(f"{path} is ready to be written. Then: make check")
    return exits.DONE
