"""How does an author hand a post in? By signing exactly this version; somebody else then approves it."""

import click

from plugins.approval.statement import Part
from plugins.approval.subject import FOLLOWS, ROSTER
from plugins.console.command import command
from plugins.console.output import Output
from plugins.signing.signing import KEY, sign_off, wish


@command("submit")
@click.argument("post", required=False)
@click.option("--approvers", "meant", flag_value=ROSTER, help="Hand in the changed list of approvers in school.toml.")
@click.option("--follows", "meant", flag_value=FOLLOWS, help="Hand in the list of accounts to follow, follows.toml.")
@click.option("--key", default=KEY, show_default=True, help="Your private SSH key.")
def submit(out: Output, *, post: str | None, meant: str | None, key: str) -> int:
    """Show POST (its id or file) as it will be published, then sign it as its author."""
    return sign_off(out, wish(Part.SUBMIT, (post, meant), key))
