"""How do bytes come and go? HTTP on loopback alone, with a limit on everything, and never a thread left behind."""

import re
import socket
import sqlite3
import sys
from collections.abc import Callable
from contextlib import suppress
from email.utils import format_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock
from typing import Any, cast
from urllib.parse import parse_qsl, unquote

from plugins.rehearsal.delivery import Delivery
from plugins.rehearsal.message import Problem, Reply, Request
from plugins.rehearsal.moment import moment_of

BODY = 10 * 1024 * 1024
CONNECTIONS = 64
_FIELDS = 50
_HOST = re.compile(r"(127\.0\.0\.1|localhost)(:[0-9]{1,5})?", re.ASCII)

Respond = Callable[[Request], tuple[Delivery, float]]


class Listener(ThreadingHTTPServer):
    """The listening socket and the threads of its connections; `stop` ends them all."""

    request_queue_size = CONNECTIONS
    daemon_threads = False

    def __init__(self, port: int, respond: Respond, *, idle_s: float = 30.0) -> None:
        self.respond = respond
        self.idle_s = idle_s
        self.stopping = Event()
        self._lock = Lock()
        self._open: set[socket.socket] = set()
        super().__init__(("127.0.0.1", port), _Connection)

    def stop(self) -> None:
        """Close every connection, wake what hangs, wait for all threads."""
        self.stopping.set()
        self.shutdown()
        with self._lock:
            for connection in self._open:
                _hang_up(connection)
        self.server_close()

    def verify_request(self, request: Any, client_address: Any) -> bool:  # noqa: ANN401 - as its parent has it
        """Take no more connections than there is room for."""
        del client_address
        with self._lock:
            if len(self._open) >= CONNECTIONS:
                return False
            self._open.add(request)
        return True

    def shutdown_request(self, request: Any) -> None:  # noqa: ANN401 - as its parent has it
        """Forget a connection, and close it."""
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as its parent has it
        """A client that went away is no error; anything else is told."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class _Connection(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def setup(self) -> None:
        """No connection is waited for longer than this, byte by byte."""
        super().setup()
        self.connection.settimeout(self._listener.idle_s)

    def do_GET(self) -> None:
        """Every method goes the same way."""
        try:
            delivery, at = self._listener.respond(self._request())
        except Problem as problem:
            self.close_connection = True
            self._send(Delivery(reply=problem.reply()), None)
        except sqlite3.Error:
            self._send(Delivery(reply=_unavailable()), None)
        else:
            self._deliver(delivery, at)

    do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_OPTIONS = do_GET  # noqa: N815 - named by their parent

    def log_message(self, *_: object) -> None:
        """Requests hold texts that may be under embargo; nothing is logged."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What cannot be read as HTTP at all."""
        del explain
        self.close_connection = True
        title = HTTPStatus(code).phrase
        self._send(Delivery(reply=Problem(code, title, message or title).reply()), None)

    @property
    def _listener(self) -> Listener:
        return cast("Listener", self.server)

    def _request(self) -> Request:
        """The request as a value; Problem for one that this server does not take."""
        host = self.headers.get("Host", "")
        if not _HOST.fullmatch(host):
            raise Problem(421, "Misdirected Request", "The rehearsal account answers to 127.0.0.1 and localhost alone.")
        path, _, query = self.path.partition("?")
        try:
            fields = parse_qsl(query, keep_blank_values=True, max_num_fields=_FIELDS, errors="strict")
            decoded = unquote(path, errors="strict")
        except ValueError as error:
            raise Problem(400, "Bad Request", "The address cannot be read.") from error
        return Request(
            method=self.command,
            base=f"http://{host}",
            target=self.path,
            path=decoded,
            query=dict(fields),
            headers={name.lower(): value for name, value in self.headers.items()},
            body=self._body(),
        )

    def _body(self) -> bytes:
        length = self.headers.get("Content-Length", "0")
        if "Transfer-Encoding" in self.headers or not (length.isascii() and length.isdecimal()):
            raise Problem(411, "Length Required", "Say how long the body is.")
        if len(length) > len(str(BODY)) or int(length) > BODY:
            raise Problem(413, "Content Too Large", f"A body has at most {BODY} bytes.")
        body = self.rfile.read(int(length))
        if len(body) < int(length):
            raise Problem(400, "Bad Request", "The body is shorter than it should be.")
        return body

    def _deliver(self, delivery: Delivery, at: float) -> None:
        stopped = delivery.hold_s > 0 and self._listener.stopping.wait(delivery.hold_s)
        if delivery.cut or stopped:
            self.close_connection = True
            _hang_up(self.connection)
            return
        self._send(delivery, at)

    def _send(self, delivery: Delivery, at: float | None) -> None:
        """Write the answer; without `at` it has no `Date`, since the account was not asked."""
        reply = delivery.reply
        self.send_response_only(reply.status)
        if at is not None:
            self.send_header("Date", format_datetime(moment_of(at + delivery.skew_s), usegmt=True))
        for name, value in (("X-Rehearsal", "true"), ("Content-Type", reply.type), *reply.headers):
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        if delivery.length is not None:
            self.close_connection = True
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body[: delivery.length])


def _hang_up(connection: socket.socket) -> None:
    with suppress(OSError):  # the client was first
        connection.shutdown(socket.SHUT_RDWR)


def _unavailable() -> Reply:
    words = "The rehearsal account's database cannot be used; nothing was done."
    return Problem(503, "Service Unavailable", words).reply()
