#!/usr/bin/env python3
"""What can Schoolgate do? Every command, each in a file of its own in plugins/commands/."""

from importlib import import_module

import click

from plugins.console.command import Group

_HELP = """Publish a school's news: write once, say it everywhere, never say what must not be said.

\b
Exit codes: 0 done, 1 refused, 2 usage, 3 could not run, 4 something waits for a person,
75 try again later, 70 a mistake in Schoolgate.
"""
COMMANDS = (
    "new", "photo", "check", "explain", "preview", "review", "submit", "approve", "build", "publish", "send",
    "withdraw", "resend", "align", "closure", "status", "pause", "resolve", "ledger", "account", "doctor", "digest",
    "roll", "exempt", "remember", "intake", "serve",
)  # fmt: skip
"""The order of the help. A command is the function of its name in the file of its name."""


class _Commands(Group):
    """Loads the command that is asked for and no other, so that each begins at once."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"plugins.commands.{cmd_name}"), cmd_name)
        return command


@click.group(
    cls=_Commands, help=_HELP, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
def main() -> None:
    """All commands, below one name."""


if __name__ == "__main__":
    main(prog_name="publish.py")
