"""Where does an administrator work through new followers? On a page of this machine alone, that no other page can use.

It answers on loopback, below an address that nobody can guess; a form counts only with the key of this very run, from
a page of this very address. So another website, open in the same browser, can neither read nor send anything here.
"""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs

from plugins.account.desk_page import page
from plugins.account.reviewed import Reviewed
from plugins.model.school import School

_LARGEST = 16 * 1024
_HEADERS = (
    (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    ),
    ("Referrer-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cache-Control", "no-store"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the page works with; `now` is the account's clock."""

    reviewed: Reviewed
    school: School
    now: Callable[[], datetime]

    def shown(self, key: str) -> str:
        """The page as it stands."""
        return page(self.reviewed.waiting(), self.reviewed.review().blocks, self.school, key)

    def obey(self, action: str, fields: dict[str, str]) -> bool:
        """Do what a form asks; False where it asks for nothing that there is."""
        ids, decision, note = (fields.get(name, "").strip() for name in ("ids", "decision", "note"))
        if action == "decide" and (decision == "keep" or (decision == "block" and note)):
            self.reviewed.decide(ids.split(","), decision, note, self.now())
            return True
        if action == "tick":
            self.reviewed.tick(ids, self.now())
            return True
        return False


@contextmanager
def serve(desk: Desk) -> Iterator[str]:
    """Open the page; its address, which is good for as long as the `with` lasts."""
    key = secrets.token_urlsafe(24)

    class Handler(_Handler):
        timeout = 10
        _desk, _key = desk, key

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, name="desk")
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/{key}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    _desk: Desk
    _key: str

    def do_GET(self) -> None:
        """The page, to whoever knows its address."""
        if self._own_host() and self.path == f"/{self._key}/":
            self._answer(HTTPStatus.OK, self._desk.shown(self._key))
        else:
            self._refuse(HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:
        """A form of this very page; then the page again."""
        before, _, action = self.path.rpartition("/")
        if not (self._own_host() and before == f"/{self._key}" and self.headers.get("Origin") == self._origin):
            self._refuse(HTTPStatus.FORBIDDEN)
            return
        fields = self._fields()
        if not secrets.compare_digest(fields.get("key", "").encode(), self._key.encode()):
            self._refuse(HTTPStatus.FORBIDDEN)
        elif self._desk.obey(action, fields):
            self.send_response(HTTPStatus.SEE_OTHER)
            self.send_header("Location", f"/{self._key}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            self._refuse(HTTPStatus.BAD_REQUEST)

    @property
    def _origin(self) -> str:
        return f"http://127.0.0.1:{self.connection.getsockname()[1]}"

    def _own_host(self) -> bool:
        """Whether the browser asked for this address by its number: a name could be anybody's."""
        return f"http://{self.headers.get('Host')}" == self._origin

    def _fields(self) -> dict[str, str]:
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdecimal() and int(length) <= _LARGEST):
            return {}
        return {
            name: values[-1]
            for name, values in parse_qs(self.rfile.read(int(length)).decode("utf-8", "replace")).items()
        }

    def _refuse(self, status: HTTPStatus) -> None:
        self._answer(status, "This is not for you, or no longer here. Start again: publish.py account followers --page")

    def _answer(self, status: HTTPStatus, words: str) -> None:
        body = words.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        for name, value in _HEADERS:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """Nothing: a log would hold the page's address."""
