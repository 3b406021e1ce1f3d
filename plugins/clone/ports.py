"""Which account, which clock, which ledger? Chosen once, from school.toml, for every command alike."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from plugins.clone.workspace import Workspace
from plugins.mirror.ledger import GitLedger
from plugins.model.account import Account
from plugins.model.clock import Clock
from plugins.model.ledger import Ledger
from plugins.model.people import Circle
from plugins.model.school import School
from plugins.rehearsal.clock import RehearsalClock
from plugins.rehearsal.server import Server, serve
from plugins.repo.git import Git

if TYPE_CHECKING:
    from plugins.x.secrets import Credentials

REAL_LEDGER = "refs/heads/publish-ledger"
REHEARSAL_LEDGER = "refs/schoolgate/rehearsal"


class SystemClock:
    """The machine's own time; `send` compares it with the account's."""

    def now(self) -> datetime:
        """The present moment, in UTC."""
        return datetime.now(UTC)

    def wait(self, seconds: float) -> None:
        """Sleep."""
        time.sleep(seconds)


class OwnAccount(Account, Circle, Protocol):
    """The school's account: it speaks, and tells who is around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """Everything outside that a command talks to. `connect` reads the secrets, so only who posts calls it."""

    connect: Callable[[], OwnAccount]
    channel: str
    clock: Clock
    ledger: Ledger
    git: Git


@contextmanager
def open_ports(workspace: Workspace) -> Iterator[Ports]:
    """The ports of school.toml's account; a rehearsal is served on this machine for as long as it is needed.

    The rehearsal's ledger is a ref of this clone and never leaves it.
    """
    school = workspace.school
    git = Git(workspace.root)
    git.demand_repository()
    with ExitStack() as stack:
        if not school.rehearsal:
            ledger = GitLedger(git, ref=REAL_LEDGER, remote=school.mirror.remote)
            yield Ports(
                connect=lambda: _x_account(school, stack), channel="x", clock=SystemClock(), ledger=ledger, git=git
            )
            return
        workspace.state.mkdir(exist_ok=True)
        server = stack.enter_context(serve(workspace.state / "rehearsal.sqlite3", school))
        yield Ports(
            connect=lambda: _rehearsal_account(school, server),
            channel="rehearsal",
            clock=RehearsalClock(server.url),
            ledger=GitLedger(git, ref=REHEARSAL_LEDGER, remote=""),
            git=git,
        )


def _x_account(school: School, stack: ExitStack) -> OwnAccount:
    """The real account; from here until the ports are closed no log of this process can hold one of its secrets."""
    import keyring  # noqa: PLC0415 - only who speaks to an account needs what it takes

    from plugins.x.account import XAccount  # noqa: PLC0415 - the same
    from plugins.x.redaction import redacted_logs  # noqa: PLC0415 - the same
    from plugins.x.secrets import load  # noqa: PLC0415 - the same

    credentials = load(os.environ, keyring.get_password)
    stack.enter_context(redacted_logs(credentials))
    return XAccount(credentials, channel="x", reply_settings=school.account.reply_settings)


def _rehearsal_account(school: School, server: Server) -> OwnAccount:
    from plugins.x.account import XAccount  # noqa: PLC0415 - as above

    return XAccount(
        rehearsed(server), channel="rehearsal", reply_settings=school.account.reply_settings, base_url=server.url
    )


def rehearsed(server: Server) -> "Credentials":
    """What the rehearsal account knows its school by."""
    from plugins.x.secrets import Credentials, Secret  # noqa: PLC0415 - as above

    words = server.credentials
    return Credentials(
        consumer_key=Secret(words.consumer_key),
        consumer_secret=Secret(words.consumer_secret),
        access_token=Secret(words.access_token),
        access_secret=Secret(words.access_token_secret),
    )
