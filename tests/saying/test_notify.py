"""A person is told once, by an issue or an e-mail, and told again only when something has changed."""

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from plugins.model.errors import CouldNotRun, TryAgain
from plugins.model.school import Notices, School
from plugins.saying.notify import notify
from tests import make
from tests.commands.inside import invoke
from tests.commands.rehearsal import later, script, snapshot, status
from tests.commands.workspace import make_workspace, text

SMTP_PASSWORD = "canary-of-the-mail"
TOKEN = "ghs_canary0123456789"
OFFICE = "office@thistledown-primary.example"


@dataclass(slots=True)
class Forge:
    """GitHub's issues of one repository, as far as a notice needs them.

    `says` is the status of every change, 0 for the right one, below 0 for no answer.
    """

    issues: list[dict[str, Any]] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    says: int = 0
    url: str = ""


@contextmanager
def forge() -> Iterator[Forge]:
    made = Forge()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            assert self.headers["Authorization"] == f"Bearer {TOKEN}"
            self._answer(200, [one for one in made.issues if one["state"] == "open"])

        def do_POST(self) -> None:
            self._change({"number": len(made.issues) + 1, "state": "open"}, 201)

        def do_PATCH(self) -> None:
            number = int(self.path.rpartition("/")[2])
            self._change(next(one for one in made.issues if one["number"] == number), 200)

        def _change(self, issue: dict[str, Any], code: int) -> None:
            assert self.headers["Authorization"] == f"Bearer {TOKEN}"
            document = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            made.calls.append(f"{self.command} {self.path}")
            if made.says < 0:
                return
            if not made.says:
                issue.update(document)
                if issue not in made.issues:
                    made.issues.append(issue)
            self._answer(made.says or code, issue)

        def _answer(self, code: int, document: object) -> None:
            content = json.dumps(document).encode()
            self.send_response(code)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's own name
            """Quiet."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server, _running(server):
        made.url = f"http://127.0.0.1:{server.server_port}"
        yield made


@contextmanager
def post_office() -> Iterator[tuple[str, list[str]]]:
    """A mail server on loopback: its host:port, and each message that it took, with how it was signed in for."""
    took: list[str] = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            signed = ""
            self._say("220 here")
            for line in iter(lambda: self.rfile.readline().decode().strip(), ""):
                verb = line.split()[0].upper()
                if verb == "DATA":
                    self._say("354 go on")
                    lines = iter(lambda: self.rfile.readline().decode().rstrip("\r\n"), ".")
                    took.append(f"{signed}\n" + "\n".join(lines))
                elif verb == "AUTH":
                    signed = line
                self._say(
                    {"EHLO": "250-here\r\n250 AUTH PLAIN", "AUTH": "235 welcome", "QUIT": "221 bye"}.get(verb, "250 ok")
                )

        def _say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

    with socketserver.TCPServer(("127.0.0.1", 0), Handler) as server, _running(server):
        yield f"127.0.0.1:{server.server_address[1]}", took


@contextmanager
def _running(server: socketserver.BaseServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()


def school(**notices: str) -> School:
    return replace(make.school(), notices=Notices(**{"github": "", "mail": "", "server": "", **notices}))


@pytest.fixture
def github(monkeypatch: pytest.MonkeyPatch) -> Iterator[Forge]:
    with forge() as made:
        monkeypatch.setenv("GITHUB_API_URL", made.url)
        monkeypatch.setenv("SCHOOLGATE_GITHUB_TOKEN", TOKEN)
        yield made


OURS = school(github="thistledown/news")


def test_nobody_is_told_where_nobody_wants_it() -> None:
    notify("Trouble", school())


def test_one_issue_is_opened_written_anew_and_closed(github: Forge) -> None:
    github.issues.append({"number": 1, "title": "Somebody else's", "state": "open"})
    notify("", OURS)
    notify("one thing", OURS)
    notify("two things", OURS)
    mine = github.issues[1]
    assert (mine["title"], mine["body"], mine["labels"]) == ("Publishing needs a person", "two things", ["schoolgate"])
    notify("", OURS)
    assert [one["state"] for one in github.issues] == ["open", "closed"]
    assert github.calls == [
        "POST /repos/thistledown/news/issues",
        "PATCH /repos/thistledown/news/issues/2",
        "PATCH /repos/thistledown/news/issues/2",
    ]


def test_where_two_are_open_one_is_left(github: Forge) -> None:
    github.issues += [{"number": n, "title": "Publishing needs a person", "state": "open"} for n in (1, 2)]
    notify("one thing", OURS)
    assert [one["state"] for one in github.issues] == ["open", "closed"]


def test_github_that_says_no_or_nothing_is_told(github: Forge) -> None:
    github.says = 410
    with pytest.raises(CouldNotRun, match="GitHub answers 410"):
        notify("Trouble", OURS)
    github.says = -1
    with pytest.raises(TryAgain, match="GitHub does not answer"):
        notify("Trouble", OURS)


@pytest.mark.parametrize("password", ["", SMTP_PASSWORD])
def test_a_mail_says_what_to_do(password: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCHOOLGATE_SMTP_PASSWORD", password)
    with post_office() as (server, took):
        notify("Trouble", school(mail=OFFICE, server=server))
        notify("", school(mail=OFFICE, server=server))
    assert len(took) == 2
    assert took[0].startswith("AUTH PLAIN" if password else "\n")
    assert "Subject: Thistledown: publishing needs a person" in took[0]
    assert f"To: {OFFICE}" in took[0]
    assert "\n\nTrouble" in took[0]
    assert "all that needed a person is settled" in took[1]
    assert password not in took[0] or not password


def test_a_mail_server_that_is_not_there_or_cannot_encrypt_is_told() -> None:
    with post_office() as (server, took):
        with pytest.raises(TryAgain, match="did not take the notice"):
            notify("Trouble", school(mail=OFFICE, server=server.replace("127.0.0.1", "127.1")))
        assert took == []
    with pytest.raises(TryAgain, match="did not take the notice"):
        notify("Trouble", school(mail=OFFICE, server=server))


def test_a_run_tells_of_trouble_once_and_of_its_end(github: Forge, tmp_path: Path) -> None:
    root = make_workspace(tmp_path, text("fair-2b3c"), toml={'github = ""': 'github = "thistledown/news"'})
    env = {"GITHUB_API_URL": github.url, "SCHOOLGATE_GITHUB_TOKEN": TOKEN}
    script(root, status(403))
    github.says = 503
    said = invoke(root, "publish", env=env)
    assert said.exit_code == 4
    assert "nobody could be told how it stands: GitHub answers 503" in said.stderr
    github.says = 0
    for _ in range(2):
        assert invoke(root, "publish", env=env).exit_code == 4
        (issue,) = github.issues
        assert "- `fair-2b3c`: held for a person (X refuses it (403))" in issue["body"]
        assert "publish.py resolve fair-2b3c" in issue["body"]
    assert len(github.calls) == 2
    beat = snapshot(root).heartbeat
    assert beat is not None
    assert (beat.code, len(beat.told)) == (4, 16)
    assert invoke(root, "resolve", "fair-2b3c", "--drop", "--by", "head").exit_code == 0
    later(root, 601)
    assert invoke(root, "send", env=env).exit_code == 0
    assert github.issues[0]["state"] == "closed"
    after = snapshot(root).heartbeat
    assert after is not None
    assert (after.code, after.told, after.at > beat.at) == (0, "", True)


def test_a_run_without_a_ledger_has_nowhere_to_say_that_it_was(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, text("fair-2b3c", status="ready", audience="[Nobody]"))
    said = invoke(root, "publish")
    assert said.exit_code == 1
    assert "nobody could be told" not in said.stderr
