import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import requests

from plugins.model.errors import CouldNotRun
from plugins.rehearsal.faults import Do, Fault
from plugins.rehearsal.server import Server, serve
from plugins.rehearsal.tweets import DUPLICATE
from tests import make
from tests.rehearsal.client import Client

ROOT = Path(__file__).parents[2]


def test_no_thread_is_left_behind_although_one_hangs_and_one_idles(tmp_path: Path) -> None:
    before = set(threading.enumerate())

    with serve(tmp_path / "r.sqlite3", make.school()) as server, requests.Session() as session:
        session.get(server.url, timeout=5)  # stays open, and idle
        server.script(Fault(on="POST /2/tweets", do=Do.HANG, seconds=3600, made=True))
        with pytest.raises(requests.ReadTimeout):
            Client(server).ask("POST", "/2/tweets", json={"text": "Slow"}, timeout=0.1)
        during = set(threading.enumerate())

    assert len(during - before) == 3
    assert set(threading.enumerate()) <= before


def test_a_request_that_hangs_while_the_server_closes_gets_no_answer(tmp_path: Path) -> None:
    seen: list[Exception] = []

    def say(client: Client) -> None:
        try:
            client.say("Slow")
        except requests.ConnectionError as error:
            seen.append(error)

    with serve(tmp_path / "r.sqlite3", make.school(), start=make.at("2026-11-23 10:00")) as server:
        server.script(Fault(on="POST /2/tweets", do=Do.HANG, seconds=3600, made=True))
        thread = threading.Thread(target=say, args=(Client(server),))
        thread.start()
        assert any(server.tweets() for _ in range(10_000))
    thread.join()

    assert len(seen) == 1


def test_what_was_said_outlives_the_server(tmp_path: Path) -> None:
    for words in ("First", "Second"):
        with serve(tmp_path / "deep" / "r.sqlite3", make.school()) as server:
            Client(server).said(words)
            said = [tweet.text for tweet in server.tweets()]

    assert said == ["Second", "First"]


def test_a_port_that_is_taken_is_told(tmp_path: Path, account: Server) -> None:
    port = int(account.url.rpartition(":")[2])

    with pytest.raises(CouldNotRun, match=str(port)), serve(tmp_path / "r.sqlite3", make.school(), port=port):
        pytest.fail("two servers on one port")


def test_only_loopback_is_listened_on(account: Server) -> None:
    port = int(account.url.rpartition(":")[2])

    with socket.create_connection(("127.0.0.1", port), timeout=5):
        pass
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.2", port), timeout=5)


RACER = """
import sys
from pathlib import Path
import requests
from plugins.rehearsal.server import serve
from tests import make
from tests.rehearsal.client import Client
with serve(Path(sys.argv[1]), make.school(), start=make.at("2026-11-23 10:00")) as server:
    client = Client(server)
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(10):
        answer = client.say(f"Number {number}")
        print(answer.status_code, answer.json().get("detail", ""), flush=True)
"""


def test_three_servers_over_one_new_file_agree_on_ids_duplicates_and_limits(tmp_path: Path) -> None:
    database = tmp_path / "r.sqlite3"
    command = [sys.executable, "-c", RACER, str(database)]
    racers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) for _ in range(3)
    ]
    for racer in racers:
        assert racer.stdout is not None
        assert racer.stdout.readline() == "ready\n"
    lines = [line for racer in _started(racers) for line in racer.communicate()[0].splitlines()]

    assert sorted(lines) == ["201 "] * 10 + [f"403 {DUPLICATE}"] * 20
    with serve(database, make.school()) as server:
        assert sorted(tweet.text for tweet in server.tweets()) == [f"Number {number}" for number in range(10)]
        with server.store.transaction() as db:
            assert db.execute("SELECT used FROM rate WHERE endpoint = 'POST /2/tweets'").fetchone()[0] == 30


def _started(racers: list[subprocess.Popen[str]]) -> list[subprocess.Popen[str]]:
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write("\n")
        racer.stdin.flush()
    return racers
