"""How is Pelican run? In a process of its own, without our secrets, for a limited time; it answers with a manifest."""

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from plugins.clone.workspace import KEY_VARIABLE, ROLL_VARIABLE, STAFF_VARIABLE, Workspace
from plugins.model import errors
from plugins.model.errors import BuildFailed, SchoolgateError
from plugins.model.manifest import Manifest
from plugins.model.manifest_json import load
from plugins.model.order import Order, Ticket
from plugins.repo.process import finish

_PASSED_ON = ("PATH", "LANG", "TMPDIR", ROLL_VARIABLE, KEY_VARIABLE, STAFF_VARIABLE, "COVERAGE_PROCESS_CONFIG")

Begun = subprocess.Popen[bytes]
"""A press that waits for its ticket."""


@contextmanager
def begin(workspace: Workspace) -> Iterator[Begun]:
    """A press that loads Pelican while its caller still reads and judges; it ends with the block, ticket or none."""
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    with subprocess.Popen(  # noqa: S603 - our own module, no shell
        [sys.executable, "-m", "plugins.press.inside", str(workspace.staging)],
        cwd=workspace.root,
        env=environment | {"PYTHONHASHSEED": "0"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def press(
    workspace: Workspace, order: Order, tree: Path, begun: Begun | None = None, *, limit_s: float = 600
) -> Manifest:
    """Build `tree` into staging/site, by the press that was `begun` or by another; the manifest of what was built.

    Raises what the press raised, and BuildFailed where it ended in any other way or took more than `limit_s` seconds.
    """
    folder = workspace.staging
    ticket = Ticket(
        order=order,
        content=tree,
        site=folder / "site",
        cache=workspace.cache.folder,
        last=workspace.built.parent,
        key_file=workspace.cache.key_file,
    )
    if begun is None:
        with begin(workspace) as process:
            code, said = _run(process, ticket, limit_s)
    else:
        code, said = _run(begun, ticket, limit_s)
    _raise_what_was_raised(folder / "error.json")
    manifest = folder / "manifest.json"
    if code or not manifest.exists():
        last = said.strip().rpartition("\n")[2][:500]
        raise BuildFailed(
            f"Pelican was stopped or could not begin (exit {code}): {last or 'no reason given'}",
            fix="mend what is named; the site is as it was",
        )
    return load(manifest.read_text(encoding="utf-8"))


def _run(process: Begun, ticket: Ticket, limit_s: float) -> tuple[int, str]:
    """How it ended, and what it said of that."""
    try:
        _, said = finish(process, pickle.dumps(ticket, pickle.HIGHEST_PROTOCOL), limit_s)
    except subprocess.TimeoutExpired as error:
        raise BuildFailed(
            f"building the site took more than {limit_s:g} seconds",
            fix="take out the post that was added last, and tell whoever looks after Schoolgate",
        ) from error
    return process.returncode, said.decode("utf-8", "replace")


def _raise_what_was_raised(report: Path) -> None:
    """Raise the press's own error here, by the name that it has in plugins.model.errors."""
    if report.exists():
        told = json.loads(report.read_text(encoding="utf-8"))
        kind: type[SchoolgateError] = getattr(errors, told["kind"], BuildFailed)
        raise kind(told["what"], fix=told["fix"])
