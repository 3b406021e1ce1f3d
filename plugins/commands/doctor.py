"""Are this repository and this machine fit to publish? Every line says what was looked at, and what to do about it."""

import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from plugins.account import credentials, profile, told
from plugins.account.duty import Duty, Light
from plugins.clone.assess import read_ledger
from plugins.clone.planted import demand_own
from plugins.clone.ports import REAL_LEDGER, Ports, open_ports
from plugins.clone.workspace import ROLL_VARIABLE, Workspace, open_workspace
from plugins.commands.account_overview import tell
from plugins.console import exits
from plugins.console.command import command
from plugins.console.output import Output
from plugins.model.errors import SchoolgateError
from plugins.model.words import count

_SKEW_S = 120
_BRANCH = REAL_LEDGER.removeprefix("refs/heads/")


@command("doctor")
def doctor(out: Output) -> int:
    """Tell whether everything is in place: git, ledger, clock, account, secrets, roll, approvals, duties."""
    workspace = open_workspace(Path.cwd(), judging=False)
    with open_ports(workspace) as ports:
        found = tuple(duty for look in _LOOKS for duty in _looked(partial(look, workspace, ports), look))
    tell(out, f"{workspace.school.name}, account = {workspace.school.account.kind}", found)
    return exits.DONE if all(one.light is Light.GREEN for one in found) else exits.WAITS


_Look = Callable[[Workspace, Ports], Iterator[Duty]]


def _looked(ask: Callable[[], Iterator[Duty]], look: _Look) -> Iterator[Duty]:
    """What one look tells; where it cannot look, that is its line, and the other looks go on."""
    try:
        yield from ask()
    except SchoolgateError as error:
        yield _line(look.__name__.rpartition("_")[2], Light.RED, error.what, error.fix)


def _line(name: str, light: Light, says: str, fix: str = "") -> Duty:
    return Duty(clause="+", name=name, light=light, says=says, fix=fix)


def _git(_workspace: Workspace, ports: Ports) -> Iterator[Duty]:
    yield _line("git", Light.GREEN, ports.git.run("version").decode().strip())


def _folders(workspace: Workspace, _ports: Ports) -> Iterator[Duty]:
    demand_own(workspace.root, workspace.school.deploy.directory)
    yield _line("folders", Light.GREEN, "what is kept and built here is out of git, and this clone's own")


def _ledger(_workspace: Workspace, ports: Ports) -> Iterator[Duty]:
    snapshot = read_ledger(ports)
    if not snapshot.tip:
        yield _line("ledger", Light.AMBER, "a rehearsal has none before its first run", "make publish")
        return
    yield _line("ledger", Light.GREEN, f"knows {count(len(snapshot.entries), 'tweet')}")
    if snapshot.pause:
        yield _line("pause", Light.AMBER, "all sending is paused", "to go on: publish.py pause --lift")


def look_at_the_account(workspace: Workspace, ports: Ports) -> Iterator[Duty]:
    """The secrets are there, they are this account's, and its clock is ours."""
    me, pinned = ports.connect().me(), workspace.school.account
    same = (me.id, me.handle.casefold()) == (pinned.id, pinned.handle.casefold())
    says = f"the secrets are those of @{me.handle}" + ("" if same else f", and school.toml means @{pinned.handle}")
    fix = "" if same else "correct [account] handle and id in school.toml, or give the right secrets"
    yield _line("account", Light.GREEN if same else Light.RED, says, fix)
    skew = abs((ports.clock.now() - me.at).total_seconds())
    right = skew <= _SKEW_S
    fix = "" if right else "set this machine's time from the network; nothing is sent until it is right"
    yield _line("clock", Light.GREEN if right else Light.RED, f"{skew:.0f} s from the account's", fix)


def _roll(workspace: Workspace, _ports: Ports) -> Iterator[Duty]:
    roll = open_workspace(workspace.root).roll
    if roll is None:
        yield _line(
            "roll",
            Light.AMBER,
            "no list of pupils is given: only words that look like names are looked for",
            f"set {ROLL_VARIABLE} to the school's export, kept outside this repository",
        )
    else:
        pupils = f"{count(len(roll.children), 'pupil')}, kept outside the repository"
        yield _line("roll", Light.GREEN, "keyed hashes of the pupils' names, and their key" if roll.hashed else pupils)


def _approvals(workspace: Workspace, ports: Ports) -> Iterator[Duty]:
    kind = workspace.school.approval.backend
    if kind == "none":
        says, fix = "a rehearsal asks nobody; the real account needs a proof", "docs/approving.md"
        yield _line("approvals", Light.AMBER, says, fix)
    elif kind == "signature":
        there = shutil.which("ssh-keygen") is not None
        says = "ssh-keygen is there to check signatures" if there else "ssh-keygen is missing"
        yield _line(
            "approvals", Light.GREEN if there else Light.RED, says, "" if there else "apt install openssh-client"
        )
    else:
        yield from _on_github(workspace, ports)


def _on_github(workspace: Workspace, _ports: Ports) -> Iterator[Duty]:
    import keyring  # noqa: PLC0415 - only who asks GitHub needs what it takes

    from plugins.approval.api import GitHub, address  # noqa: PLC0415 - the same
    from plugins.approval.rules import rules  # noqa: PLC0415 - the same
    from plugins.x.secrets import load_token  # noqa: PLC0415 - the same

    token = partial(load_token, os.environ, keyring.get_password)
    for rule in rules(GitHub(address(), workspace.school.approval.repository, token), _BRANCH):
        says = "holds" if rule.holds else "does not hold"
        yield _line(rule.name, Light.GREEN if rule.holds else Light.AMBER, says, "" if rule.holds else rule.fix)


def _duties(workspace: Workspace, ports: Ports) -> Iterator[Duty]:
    school, today = workspace.school, workspace.school.day(ports.clock.now())
    yield from credentials.duties(school, today)
    yield profile.replies(school)
    yield from told.duties(school, told.first_tweet(read_ledger(ports), ports.channel, school), today)


_LOOKS: tuple[_Look, ...] = (_git, _folders, _ledger, look_at_the_account, _roll, _approvals, _duties)
