"""A command run inside this process: the same publish.py, without the second that a new process takes."""

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from publish import main


def invoke(root: Path, *arguments: str, env: Mapping[str, str | None] | None = None) -> Result:
    with contextlib.chdir(root):
        return CliRunner().invoke(main, arguments, env={"SCHOOLGATE_ROLL_FILE": None, **(env or {})})


def document(root: Path, *arguments: str, env: Mapping[str, str | None] | None = None) -> dict[str, Any]:
    """The one JSON document that a command tells, and nothing beside it."""
    said = invoke(root, *arguments, "--json", env=env)
    told: dict[str, Any] = json.loads(said.stdout)
    assert (told["exit_code"], told["ok"]) == (said.exit_code, said.exit_code == 0)
    return told
