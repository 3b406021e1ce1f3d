"""A workspace's rehearsal account and ledger, looked at and turned from outside, as no command does."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from plugins.mirror.deploy import deploy
from plugins.mirror.ledger import GitLedger
from plugins.model.entry import Entry, Snapshot
from plugins.model.settings import parse
from plugins.rehearsal.faults import Do, Fault
from plugins.rehearsal.server import Server, serve
from plugins.repo.git import Git
from tests.commands.workspace import LEDGER, git, run

POST = "POST /2/tweets"
LOOK = "GET /2/users/{id}/tweets"


@contextmanager
def account(root: Path) -> Iterator[Server]:
    school = parse((root / "school.toml").read_text(encoding="utf-8"))
    with serve(root / ".schoolgate" / "rehearsal.sqlite3", school) as server:
        yield server


def tweets(root: Path) -> list[str]:
    """What the account says, oldest first."""
    with account(root) as server:
        return [tweet.text for tweet in reversed(server.tweets())]


def script(root: Path, *faults: Fault) -> None:
    with account(root) as server:
        server.script(*faults)


def status(code: int, on: str = POST) -> Fault:
    return Fault(on=on, do=Do.STATUS, status=code)


def later(root: Path, seconds: float) -> None:
    with account(root) as server:
        server.advance(seconds)


def snapshot(root: Path) -> Snapshot:
    return GitLedger(Git(root), ref=LEDGER, remote="").read()


def entry(root: Path, post: str) -> Entry:
    return next(entry for entry in snapshot(root).entries.values() if entry.post == post)


def refs(root: Path) -> str:
    return git(root, "for-each-ref")


def due(root: Path, announce: int = 1) -> Path:
    """Deploy all posts by other means, the newest `announce` of them still to be said; the workspace."""
    begun = run(root, "ledger", "init", "--announce", str(announce))
    assert begun.returncode == 0, begun.stderr
    deploy(root / ".schoolgate" / "build" / "site", root / "public")
    return root


def twin(root: Path, folder: Path) -> Path:
    """The same workspace once more, to be changed."""
    return Path(shutil.copytree(root, folder / "school", symlinks=True))


def start(root: Path, *arguments: str, env: Mapping[str, str] | None = None) -> "subprocess.Popen[str]":
    """A command in a process of its own, which is left running.

    As in a terminal it hears Ctrl-C, also where the tests themselves were started in the background and do not.
    """
    environment = {name: os.environ[name] for name in ("PATH", "COVERAGE_PROCESS_CONFIG") if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "-c", _HEARING, sys.executable, "publish.py", *arguments],
        cwd=root,
        env={**environment, "HOME": str(root.parent), **(env or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


_HEARING = "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])"
