import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from plugins.rehearsal.delivery import Delivery
from plugins.rehearsal.message import Request
from plugins.rehearsal.server import Server
from plugins.rehearsal.sockets import BODY, CONNECTIONS, Listener, Respond
from tests.rehearsal.client import Client


def raw(account: Server, request: bytes) -> bytes:
    """What comes back for these bytes, until the server closes."""
    with connect(account) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        with connection.makefile("rb") as answer:
            return answer.read()


def connect(account: Server) -> socket.socket:
    return socket.create_connection(("127.0.0.1", int(account.url.rpartition(":")[2])), timeout=5)


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: school.example\r\n\r\n", b"421"),
        (b"GET / HTTP/1.1\r\nHost: 127.0.0.1.school.example\r\n\r\n", b"421"),
        (b"GET / HTTP/1.1\r\n\r\n", b"421"),
        (b"GET http://school.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n", b"404"),
        (b"GET /%ff HTTP/1.1\r\nHost: localhost\r\n\r\n", b"400"),
        (b"GET /?" + b"a=1&" * 51 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", b"400"),
        (b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", b"414"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"A: b\r\n" * 101 + b"\r\n", b"431"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nA: " + b"b" * 70_000 + b"\r\n\r\n", b"431"),
        (b"BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n", b"501"),
        (b"POST /2/tweets HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n", b"411"),
        (b"POST /2/tweets HTTP/1.1\r\nHost: localhost\r\nContent-Length: some\r\n\r\n", b"411"),
        (b"POST /2/tweets HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % (BODY + 1), b"413"),
        (b"POST /2/tweets HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1%s\r\n\r\n" % (b"0" * 5000), b"413"),
        (b"POST /2/tweets HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{}", b"400"),
    ],
)
def test_what_the_server_does_not_take_is_refused_and_marked(account: Server, head: bytes, status: bytes) -> None:
    answer = raw(account, head)

    assert answer.startswith(b"HTTP/1.1 " + status)
    assert b"\r\nX-Rehearsal: true\r\n" in answer
    assert b'"type"' in answer


@pytest.mark.parametrize("method", ["PUT", "PATCH", "OPTIONS", "DELETE", "POST"])
def test_everything_else_is_404(x: Client, method: str) -> None:
    for path in ("/2/nothing", "/", "/2/users/me/x", "/rehearsal"):
        assert x.ask(method, path).json()["status"] == 404


def test_a_head_has_no_body(account: Server) -> None:
    answer = raw(account, b"HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")

    assert answer.startswith(b"HTTP/1.1 404")
    assert answer.endswith(b"\r\n\r\n")


def test_one_connection_serves_many_requests(account: Server) -> None:
    twice = b"GET /rehearsal/clock HTTP/1.1\r\nHost: localhost\r\n\r\n" * 2

    assert raw(account, twice).count(b"HTTP/1.1 200") == 2


def test_every_answer_is_marked_and_dated_by_the_account(x: Client) -> None:
    for path in ("/", "/2/users/me", "/2/nothing", "/rehearsal/clock"):
        headers = x.ask("GET", path).headers
        assert (headers["X-Rehearsal"], headers["Date"]) == ("true", "Mon, 23 Nov 2026 10:00:00 GMT")


def test_more_connections_than_there_is_room_for_are_closed(account: Server) -> None:
    with ExitStack() as open_ones:
        for _ in range(CONNECTIONS):
            connection = open_ones.enter_context(connect(account))
            connection.sendall(b"GET /rehearsal/clock HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert connection.recv(12) == b"HTTP/1.1 200"
        with connect(account) as one_too_many:
            assert one_too_many.recv(1) == b""


def test_a_client_that_goes_away_in_the_middle_is_no_error(
    account: Server, x: Client, capfd: pytest.CaptureFixture[str]
) -> None:
    with connect(account) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        connection.sendall(b"POST /2/tweets HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{}")

    assert x.get("/2/users/me").status_code == 200
    assert capfd.readouterr().err == ""


def test_a_database_that_cannot_be_used_is_503_and_nothing_is_done(x: Client, account: Server) -> None:
    with account.store.transaction() as db:
        db.execute("ALTER TABLE tweet RENAME TO lost")
    refused = x.say("Nowhere")
    with account.store.transaction() as db:
        db.execute("ALTER TABLE lost RENAME TO tweet")

    assert refused.status_code == 503
    assert account.tweets() == ()
    assert x.say("Nowhere").status_code == 201


def test_a_client_that_stops_talking_is_left() -> None:
    with listening(lambda _: pytest.fail("never asked"), idle_s=0.1) as port:
        for beginning in (b"", b"GET / HT", b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{"):
            with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
                connection.sendall(beginning)
                assert connection.recv(1) == b""


def test_a_mistake_of_our_own_is_told_and_cuts_the_connection(capfd: pytest.CaptureFixture[str]) -> None:
    def fail(request: Request) -> tuple[Delivery, float]:
        raise RuntimeError(request.path)

    with listening(fail) as port, socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(b"GET /here HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert connection.recv(1) == b""

    assert "RuntimeError: /here" in capfd.readouterr().err


@contextmanager
def listening(respond: Respond, *, idle_s: float = 5.0) -> Iterator[int]:
    listener = Listener(0, respond, idle_s=idle_s)
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield listener.server_port
    finally:
        listener.stop()
        thread.join()
