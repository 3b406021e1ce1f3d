"""What happens inside the press? Pelican builds one approved tree, but only with the gate in place.

Run as `python -m plugins.press.inside FOLDER` with a ticket on standard input, pickled by the process that began it;
what goes wrong is told in the folder's error.json, and what was built in its manifest.json.
"""

import json
import os
import pickle
import resource
import sys
import sysconfig
import traceback
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.settings import read_settings

from plugins.detect.roll import Roll
from plugins.detect.seal import Cache
from plugins.gate import NAME
from plugins.model.errors import BuildFailed, GateMissing, SchoolgateError
from plugins.model.order import Ticket

_FOREIGN = (sysconfig.get_path("stdlib"), sysconfig.get_path("purelib"), "<frozen ")
_MEMORY = 4 * 2**30
_FILE = 256 * 2**20


def run(ticket: Ticket) -> None:
    """Build what the order names; GateMissing before the first byte where the gate is not in place."""
    pelican = Pelican(read_settings(str(Path.cwd() / "pelicanconf.py"), override=_settings(ticket)))
    if NAME not in pelican.settings["PLUGINS"]:
        raise GateMissing(
            f"the gate ({NAME}) is not among the plugins that Pelican loaded",
            fix="put it back into PLUGINS of pelicanconf.py; nothing was written",
        )
    pelican.run()


def _settings(ticket: Ticket) -> dict[str, Any]:
    return {
        "SCHOOLGATE_ROLL": None if ticket.order.judged is not None else _roll(),
        "PATH": str(ticket.content),
        "OUTPUT_PATH": str(ticket.site),
        "SCHOOLGATE_CACHE": Cache(folder=ticket.cache, key_file=ticket.key_file),
        "SCHOOLGATE_LAST": str(ticket.last),
        "SCHOOLGATE_ORDER": ticket.order,
        "WITH_FUTURE_DATES": True,  # the order's clock decides, not the machine's
    }


def _roll() -> Roll | None:
    """The list of pupils, for a gate that has to judge by itself."""
    from plugins.clone.workspace import ROLL_VARIABLE, listed  # noqa: PLC0415 - needed where nothing was judged

    roll = os.environ.get(ROLL_VARIABLE)
    return listed(Path(roll)) if roll else None


def limit() -> None:
    """Bound what a runaway page may use: memory and the size of one file, in bytes."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_FILE, _FILE))


def main(folder: Path, ticket: Ticket) -> int:
    """Run, and write down an error for the parent; the exit code."""
    try:
        run(ticket)
    except SchoolgateError as error:
        return _tell(error, folder)
    except Exception as error:  # noqa: BLE001 - a foreign message could quote a post; the place says enough
        what = f"Pelican stopped: {type(error).__name__} at {_where(error)}"
        return _tell(BuildFailed(what, fix="mend that template, plugin or setting"), folder)
    return 0


def _where(error: Exception) -> str:
    """The last file and line of this clone that was at work, and after it the last of all, where that is another."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if not frame.filename.startswith(_FOREIGN)]
    return ", ".join(dict.fromkeys(f"{Path(frame.filename).name}:{frame.lineno}" for frame in (ours[-1], frames[-1])))


def _tell(error: SchoolgateError, folder: Path) -> int:
    told = {"kind": type(error).__name__, "what": error.what, "fix": error.fix}
    (folder / "error.json").write_text(json.dumps(told), encoding="utf-8")
    return error.exit_code


if __name__ == "__main__":
    limit()
    sys.exit(main(Path(sys.argv[1]), pickle.load(sys.stdin.buffer)))  # noqa: S301 - from the process that began this one
