"""How does a machine that must not hold the list of pupils look for their names? By the list's keyed hashes."""

import os
import secrets
from pathlib import Path

import click

from plugins.clone.workspace import KEY_VARIABLE, ROLL_VARIABLE
from plugins.console import exits
from plugins.console.command import Group, command
from plugins.console.output import Output
from plugins.detect.index import sets_of
from plugins.detect.keyed import write
from plugins.detect.roll import load_roll
from plugins.model.errors import CouldNotRun, Refused
from plugins.model.words import count


@click.group("roll", cls=Group)
def roll() -> None:
    """The list of pupils."""


@command("hash")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--new-key", type=click.Path(dir_okay=False, path_type=Path), help="Make a key and write it into this file."
)
def hash_roll(out: Output, *, file: Path, new_key: Path | None) -> int:
    """Write the list of pupils as keyed hashes into FILE, for CI. Make it anew whenever the list changes."""
    named = os.environ.get(ROLL_VARIABLE)
    if not named:
        raise CouldNotRun("no list of pupils is given", fix=f"set {ROLL_VARIABLE} to the school's own CSV file")
    known = load_roll(Path(named), key=os.environ.get(KEY_VARIABLE, ""))
    if known.hashed:
        raise Refused("that list is hashed already", fix=f"set {ROLL_VARIABLE} to the school's own CSV file")
    key = _made(new_key) if new_key else os.environ.get(KEY_VARIABLE, "")
    text = write(sets_of(known), key)
    file.write_text(text, encoding="utf-8")
    out.fact(path=str(file), pupils=len(known.children), new_key=bool(new_key))
    out.say(f"{file} holds the hashes of {count(len(known.children), 'pupil')}. It may lie in the repository.")
    out.say(f"Give the key to CI as {KEY_VARIABLE} (on GitHub, the secret ROLL_KEY) and to nobody else: with it, names")
    out.say("can be tried.")
    return exits.DONE


def _made(file: Path) -> str:
    """A new key in a new file that its owner alone can read."""
    key = secrets.token_urlsafe(48)
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as stream:
            stream.write(key + "\n")
    except FileExistsError as error:
        raise Refused(
            "a file is there already where the key should go", fix="name a new file, or reuse its key"
        ) from error
    return key


roll.add_command(hash_roll)
