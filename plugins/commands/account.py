"""Is the account in order? One name for all that its administrator has to do; without a further word, the overview."""

import click

from plugins.commands.account_credentials import register
from plugins.commands.account_followers import followers
from plugins.commands.account_follows import follows
from plugins.commands.account_lessons import lessons
from plugins.commands.account_letter import letter
from plugins.commands.account_overview import overview
from plugins.commands.account_report import governors
from plugins.console.command import Group


class _Account(Group):
    """A group whose first command is meant where none is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, args if args and args[0] != "--json" else ["overview", *args])


@click.group("account", cls=_Account)
def account() -> None:
    """The account's own duties: who runs it, followers, follows, passwords, letter, report, lessons.

    Without a further word, the overview.
    """


for _command in (overview, followers, follows, register, letter, governors, lessons):
    account.add_command(_command)
