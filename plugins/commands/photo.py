"""How does a photo come in? Turned upright, made smaller, and without the data that a camera hides in it."""

from pathlib import Path

import click

from plugins.clone.workspace import open_workspace
from plugins.console import exits
from plugins.console.command import command
from plugins.console.output import Output
from plugins.model.errors import Refused
from plugins.photos import clean


@command("photo")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--name", help="What to call it; only small letters, digits and hyphens.")
def photo(out: Output, *, file: Path, name: str | None) -> int:
    """Clean the picture FILE and put it into content/photos/. FILE itself is not changed."""
    workspace = open_workspace(Path.cwd())
    stem = name or file.stem.lower().replace("_", "-").replace(" ", "-")
    if not stem.replace("-", "").isalnum() or not stem.isascii() or stem != stem.lower():
        raise Refused(
            "that file name cannot be an address", fix="give a name of small letters, digits and hyphens with --name"
        )
    if workspace.names_a_child(stem):
        raise Refused("the file's name names a child on the roll", fix="give another name with --name")
    out.hide(file.name, "the picture")
    target = workspace.content / "photos" / f"{stem}.jpg"
    if target.exists():
        raise Refused(
            f"content/photos/{stem}.jpg is there already",
            fix="choose another name with --name; photos are not replaced",
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    clean(file, target)
    out.fact(path=f"content/photos/{stem}.jpg")
    out.say(f"content/photos/{stem}.jpg is clean. Name it in a post:")
    out.say(f"    photos:\n      - file: {stem}.jpg\n        alt: what is to be seen\n        people: none")
    return exits.DONE
