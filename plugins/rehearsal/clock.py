"""How do we ask the rehearsal for its time? The port `Clock`, over HTTP."""

import json
from collections.abc import Mapping
from datetime import datetime
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

from plugins.model.errors import AccountUnreachable

_TIMEOUT_S = 10.0
_LONGEST = 1000


class RehearsalClock:
    """The time of the rehearsal account at `url`; AccountUnreachable when it does not tell."""

    def __init__(self, url: str) -> None:
        self._host = urlsplit(url).netloc

    def now(self) -> datetime:
        """The account's time, aware."""
        return self._ask("GET", None)

    def wait(self, seconds: float) -> None:
        """Nobody waits: the account's clock moves on at once."""
        self._ask("POST", {"advance": max(0.0, seconds)})

    def _ask(self, method: str, document: Mapping[str, float] | None) -> datetime:
        connection = HTTPConnection(self._host, timeout=_TIMEOUT_S)
        body = None if document is None else json.dumps(document)
        try:
            connection.request(method, "/rehearsal/clock", body, {"Content-Type": "application/json"})
            return datetime.fromisoformat(json.loads(connection.getresponse().read(_LONGEST))["now"])
        except (OSError, HTTPException, ValueError, KeyError, TypeError) as error:
            raise AccountUnreachable(
                "the rehearsal account does not tell its time", fix="start it again with: make publish"
            ) from error
        finally:
            connection.close()
