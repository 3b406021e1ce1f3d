#!/usr/bin/env python3
"""What can Schoolgate do? Every command, each in a file of its own in plugins/commands/."""

import click

from plugins.commands.align import align
from plugins.commands.build import build
from plugins.commands.check import check
from plugins.commands.explain import explain
from plugins.commands.ledger import ledger
from plugins.commands.new import new
from plugins.commands.pause import pause
from plugins.commands.photo import photo
from plugins.commands.preview import preview
from plugins.commands.publish import publish
from plugins.commands.resolve import resolve
from plugins.commands.send import send
from plugins.commands.serve import serve
from plugins.commands.status import status
from plugins.commands.withdraw import withdraw

_HELP = """Publish a school's news: write once, say it everywhere, never say what must not be said.

\b
Exit codes: 0 done, 1 refused, 2 usage, 3 could not run, 4 something waits for a person,
75 try again later, 70 a mistake in Schoolgate.
"""


@click.group(help=_HELP, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def main() -> None:
    """All commands, below one name."""


COMMANDS = (
    new, photo, check, explain, preview, build, publish, send, withdraw, align, status, pause, resolve, ledger, serve,
)  # fmt: skip
for command in COMMANDS:
    main.add_command(command)

if __name__ == "__main__":
    main(prog_name="publish.py")
