"""What happens inside the press? Pelican builds one approved tree, but only with the gate in place.

Run as `python -m plugins.commands.press ORDER`; the order is a JSON file, the answer a manifest beside it.
"""

import json
import os
import resource
import sys
import sysconfig
import traceback
from datetime import datetime
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.settings import read_settings

from plugins.commands.workspace import ROLL_VARIABLE, listed
from plugins.gate import NAME
from plugins.model.errors import BuildFailed, GateMissing, SchoolgateError
from plugins.model.order import Order
from plugins.model.post import ContentHash, PostId

_FOREIGN = (sysconfig.get_path("stdlib"), sysconfig.get_path("purelib"), "<frozen ")
_MEMORY = 4 * 2**30
_FILE = 256 * 2**20


def run(ticket: Path) -> None:
    """Build what the order names; GateMissing before the first byte where the gate is not in place."""
    asked = json.loads(ticket.read_text(encoding="utf-8"))
    pelican = Pelican(read_settings(str(Path.cwd() / "pelicanconf.py"), override=_settings(asked)))
    if NAME not in pelican.settings["PLUGINS"]:
        raise GateMissing(
            f"the gate ({NAME}) is not among the plugins that Pelican loaded",
            fix="put it back into PLUGINS of pelicanconf.py; nothing was written",
        )
    pelican.run()


def _settings(asked: dict[str, Any]) -> dict[str, Any]:
    roll = os.environ.get(ROLL_VARIABLE)
    return {
        "PATH": asked["content"],
        "OUTPUT_PATH": asked["site"],
        "SCHOOLGATE_CACHE": asked["cache"],
        "SCHOOLGATE_ROLL": listed(Path(roll)) if roll else None,
        "SCHOOLGATE_ORDER": Order(
            now=datetime.fromisoformat(asked["now"]),
            ledger=asked["ledger"],
            approved=frozenset(ContentHash(one) for one in asked["approved"]),
            said={PostId(post): address for post, address in asked["said"].items()},
            search=asked["search"],
        ),
        "WITH_FUTURE_DATES": True,  # the order's clock decides, not the machine's
    }


def limit() -> None:
    """Bound what a runaway page may use: memory and the size of one file, in bytes."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_FILE, _FILE))


def main(ticket: Path) -> int:
    """Run, and write down an error for the parent; the exit code."""
    try:
        run(ticket)
    except SchoolgateError as error:
        return _tell(error, ticket)
    except Exception as error:  # noqa: BLE001 - a foreign message could quote a post; the place says enough
        what = f"Pelican stopped: {type(error).__name__} at {_where(error)}"
        return _tell(BuildFailed(what, fix="mend that template, plugin or setting"), ticket)
    return 0


def _where(error: Exception) -> str:
    """The last file and line of this clone that was at work, and after it the last of all, where that is another."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if not frame.filename.startswith(_FOREIGN)]
    return ", ".join(dict.fromkeys(f"{Path(frame.filename).name}:{frame.lineno}" for frame in (ours[-1], frames[-1])))


def _tell(error: SchoolgateError, ticket: Path) -> int:
    told = {"kind": type(error).__name__, "what": error.what, "fix": error.fix}
    ticket.with_name("error.json").write_text(json.dumps(told), encoding="utf-8")
    return error.exit_code


if __name__ == "__main__":
    limit()
    sys.exit(main(Path(sys.argv[1])))
