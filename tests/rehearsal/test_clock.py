import socket
import threading
from datetime import timedelta

import pytest

from plugins.model.clock import Clock
from plugins.model.errors import AccountUnreachable
from plugins.rehearsal.clock import RehearsalClock
from plugins.rehearsal.server import Server


def test_the_clock_tells_the_account_s_time_and_moves_it_on(account: Server) -> None:
    clock: Clock = RehearsalClock(account.url)
    before = clock.now()

    clock.wait(60)
    clock.wait(-5)

    assert before == account.now() - timedelta(seconds=60)
    assert clock.now() == account.now()


def test_a_rehearsal_that_is_closed_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    with pytest.raises(AccountUnreachable, match="does not tell"):
        RehearsalClock(f"http://127.0.0.1:{port}").now()


@pytest.mark.parametrize("body", [b"{}", b"[]", b"<html>", b'{"now": 7}', b'{"now": "soon"}'])
def test_an_answer_without_a_time_is_told(body: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_answer_once, args=(listener, body))
        thread.start()
        with pytest.raises(AccountUnreachable):
            RehearsalClock(f"http://127.0.0.1:{listener.getsockname()[1]}").now()
        thread.join()


def _answer_once(listener: socket.socket, body: bytes) -> None:
    connection, _ = listener.accept()
    with connection:
        connection.recv(4096)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
