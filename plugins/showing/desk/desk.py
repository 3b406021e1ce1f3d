"""Who answers the browser? The desk's own page and what stands on it, below one address beside the site."""

import json
import threading
from pathlib import Path
from typing import Any

ADDRESS = "/.preview/"
"""No post and no page can have it: their addresses have no dot."""

_HERE = Path(__file__).parent
_FILES = {
    "": ("desk.html", "text/html; charset=utf-8"),
    "desk.css": ("desk.css", "text/css; charset=utf-8"),
    "desk.js": ("desk.js", "text/javascript; charset=utf-8"),
}


class Desk:
    """What is shown now; written by the command that builds, read by the server's threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state: dict[str, Any] = {"version": 0, "busy": "Building …"}

    def busy(self, told: str) -> None:
        """Something was saved; this is being done about it."""
        with self._lock:
            self._state = {**self._state, "busy": told}

    def show(self, **state: Any) -> None:  # noqa: ANN401 - whatever JSON holds
        """Put these facts on the desk; what stood there and is not replaced stays."""
        with self._lock:
            version = self._state["version"] + 1
            self._state = {**self._state, "error": None, **state, "busy": "", "version": version}

    def answer(self, path: str) -> tuple[str, bytes] | None:
        """Type and content of an address below the desk's own; None for any other."""
        if not path.startswith(ADDRESS):
            return None
        name = path.removeprefix(ADDRESS).partition("?")[0]
        if name == "state.json":
            with self._lock:
                return "application/json; charset=utf-8", json.dumps(self._state).encode()
        if name in _FILES:
            file, kind = _FILES[name]
            return kind, (_HERE / file).read_bytes()
        return None
