"""A server on loopback that answers with the very bytes a test names, and remembers what it was sent."""

import json
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

DATE = "Mon, 23 Nov 2026 10:00:00 GMT"
CUT = b""
HANG = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(slots=True)
class Wire:
    """`answers` go out one for each connection; HANG keeps it open without a word."""

    url: str
    answers: list[bytes | None] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    connections: int = 0
    last: int = 0


def reply(status: int, body: object = None, **headers: str) -> bytes:
    """An HTTP answer; a body that is not bytes is sent as JSON."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    names = {"Date": DATE, "Content-Length": str(len(content)), "Connection": "close"}
    names |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in names.items() if value)
    return f"HTTP/1.1 {status} Answer\r\n{head}\r\n".encode() + content


@contextmanager
def wire(*answers: bytes | None, tls: ssl.SSLContext | None = None) -> Iterator[Wire]:
    """The server, on a port of its own, for as long as the block lasts."""
    held: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        state = Wire(url=f"https://localhost:{port}" if tls else f"http://127.0.0.1:{port}", answers=list(answers))
        thread = threading.Thread(target=_serve, args=(server, state, held, tls))
        thread.start()
        try:
            yield state
        finally:
            _finish(server, state)
            thread.join()
            for connection in held:
                connection.close()


def _finish(server: socket.socket, state: Wire) -> None:
    """One more connection: when its turn comes, all that were opened before it have had theirs."""
    with socket.socket() as last:
        last.bind(("127.0.0.1", 0))
        state.last = last.getsockname()[1]
        last.connect(server.getsockname())


def _serve(server: socket.socket, state: Wire, held: list[socket.socket], tls: ssl.SSLContext | None) -> None:
    while True:
        connection, (_, port) = server.accept()
        if port == state.last:
            connection.close()
            return
        state.connections += 1
        try:
            connection = tls.wrap_socket(connection, server_side=True) if tls else connection
            _answer(connection, state, held)
        except OSError:
            connection.close()


def _answer(connection: socket.socket, state: Wire, held: list[socket.socket]) -> None:
    with connection.makefile("rb") as stream:
        line = stream.readline().decode()
        if not line:
            connection.close()
            return
        method, target, _ = line.split(" ")
        headers = dict(row.decode().strip().split(": ", 1) for row in iter(stream.readline, b"\r\n"))
        state.seen.append(
            Seen(method=method, target=target, headers=headers, body=stream.read(int(headers.get("Content-Length", 0))))
        )
    answer = state.answers.pop(0)
    if answer is None:
        held.append(connection)
        return
    with connection:
        connection.sendall(answer)
