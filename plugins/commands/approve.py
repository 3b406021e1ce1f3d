"""How does a senior leader say yes? By looking at it, answering what is open, and signing exactly this version."""

import click

from plugins.approval.statement import Part
from plugins.approval.subject import CLOSURES, FOLLOWS, ROSTER
from plugins.console.command import command
from plugins.console.output import Output
from plugins.signing.signing import KEY, sign_off, wish


@command("approve")
@click.argument("post", required=False)
@click.option("--approvers", "meant", flag_value=ROSTER, help="Approve the changed list of approvers in school.toml.")
@click.option("--closures", "meant", flag_value=CLOSURES, help="Approve the fixed words of closures in closures.toml.")
@click.option("--follows", "meant", flag_value=FOLLOWS, help="Approve the list of accounts to follow, follows.toml.")
@click.option("--key", default=KEY, show_default=True, help="Your private SSH key.")
@click.option(
    "--accept", "accepts", multiple=True, metavar="RULE=REASON", help="Answer an open question; may be repeated."
)
def approve(out: Output, *, post: str | None, meant: str | None, key: str, accepts: tuple[str, ...]) -> int:
    """Show POST (its id or file) as it will be published, with its tweet and every open question, then sign the yes."""
    return sign_off(out, wish(Part.APPROVE, (post, meant), key, accepts))
