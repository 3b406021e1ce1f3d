"""How is Pelican run? In a process of its own, without our secrets, for a limited time; it answers with a manifest."""

import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

from plugins.clone.workspace import KEY_VARIABLE, ROLL_VARIABLE, STAFF_VARIABLE, Workspace
from plugins.model import errors
from plugins.model.errors import BuildFailed, SchoolgateError
from plugins.model.manifest import Manifest
from plugins.model.manifest_json import load
from plugins.model.order import Order, Ticket

_PASSED_ON = ("PATH", "LANG", "TMPDIR", ROLL_VARIABLE, KEY_VARIABLE, STAFF_VARIABLE, "COVERAGE_PROCESS_CONFIG")


def press(workspace: Workspace, order: Order, tree: Path, *, limit_s: float = 600) -> Manifest:
    """Build `tree` into staging/site; the manifest of what was built.

    Raises what the press raised, and BuildFailed where it ended in any other way or took more than `limit_s` seconds.
    """
    folder = workspace.staging
    ticket = Ticket(
        order=order,
        content=tree,
        site=folder / "site",
        cache=workspace.state / "cache",
        last=workspace.built.parent,
        key_file=workspace.key_file,
    )
    said = _run(workspace.root, folder, pickle.dumps(ticket, pickle.HIGHEST_PROTOCOL), limit_s)
    _raise_what_was_raised(folder / "error.json")
    manifest = folder / "manifest.json"
    if said.returncode or not manifest.exists():
        last = said.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2][:500]
        raise BuildFailed(
            f"Pelican was stopped or could not begin (exit {said.returncode}): {last or 'no reason given'}",
            fix="mend what is named; the site is as it was",
        )
    return load(manifest.read_text(encoding="utf-8"))


def _run(root: Path, folder: Path, ticket: bytes, limit_s: float) -> "subprocess.CompletedProcess[bytes]":
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    command = [sys.executable, "-m", "plugins.press.inside", str(folder)]
    try:
        return subprocess.run(  # noqa: S603 - our own module, no shell
            command,
            cwd=root,
            env=environment | {"PYTHONHASHSEED": "0"},
            input=ticket,
            capture_output=True,
            timeout=limit_s,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise BuildFailed(
            f"building the site took more than {limit_s:g} seconds",
            fix="take out the post that was added last, and tell whoever looks after Schoolgate",
        ) from error


def _raise_what_was_raised(report: Path) -> None:
    """Raise the press's own error here, by the name that it has in plugins.model.errors."""
    if report.exists():
        told = json.loads(report.read_text(encoding="utf-8"))
        kind: type[SchoolgateError] = getattr(errors, told["kind"], BuildFailed)
        raise kind(told["what"], fix=told["fix"])
