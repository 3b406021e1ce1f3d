"""A stand-in for GitHub on loopback: pull requests, reviews, commits, contents and pushes, two entries to a page."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

TOKEN = "ghs_forge0123456789"
REPOSITORY = "thistledown/news"
PAGE = 2
HEAD = "1" * 40
MAIN = {"ref": "main", "repo": {"id": 7, "default_branch": "main"}}


def user(number: int, login: str = "somebody", kind: str = "User") -> dict[str, Any]:
    return {"id": number, "login": login, "type": kind}


def commit(sha: str, author: Any, *, committer: Any = None, message: str = "News") -> dict[str, Any]:
    return {"sha": sha, "author": author, "committer": committer or author, "commit": {"message": message}}


def review(number: int, by: Any, state: str = "APPROVED", **changes: Any) -> dict[str, Any]:
    at = f"2026-11-20T10:{number % 60:02d}:00Z"
    return {"id": number, "user": by, "state": state, "commit_id": HEAD, "submitted_at": at, "body": "", **changes}


@dataclass
class Forge:
    """What GitHub knows; tests change it. `status` is answered to everything where it is set, or to `later` pages."""

    pulls: dict[int, dict[str, Any]] = field(default_factory=dict)
    brought: dict[str, list[int]] = field(default_factory=dict)
    made: dict[str, Any] = field(default_factory=dict)
    commits: dict[int, list[Any]] = field(default_factory=dict)
    reviews: dict[int, list[Any]] = field(default_factory=dict)
    pushes: list[Any] = field(default_factory=list)
    contents: dict[tuple[str, str], Any] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=lambda: {"private": True, "default_branch": "main"})
    environments: dict[str, Any] = field(default_factory=dict)
    rules: dict[str, list[Any]] = field(default_factory=dict)
    status: int = 0
    later: bool = False
    raw: bytes = b""
    elsewhere: str = ""
    asked: list[str] = field(default_factory=list)
    url: str = ""

    def answer(self, path: str, query: dict[str, list[str]]) -> Any:
        """The whole list or document; None is 404."""
        words = path.removeprefix(f"/repos/{REPOSITORY}/")
        if found := re.fullmatch(r"commits/([0-9a-f]+)/pulls", words):
            return [self.pulls[number] for number in self.brought.get(found[1], [])]
        if found := re.fullmatch(r"(commits|pulls)/([0-9a-f]+)", words):
            return self.made.get(found[2]) if found[1] == "commits" else self.pulls.get(int(found[2]))
        if found := re.fullmatch(r"pulls/(\d+)/(commits|reviews)", words):
            return getattr(self, found[2]).get(int(found[1]), [])
        if words == "activity":
            return [one for one in self.pushes if one["ref"] == query["ref"][0]]
        if words.startswith("contents/"):
            return self.contents.get((query["ref"][0], unquote(words.removeprefix("contents/"))))
        return self.settings(words)

    def settings(self, words: str) -> Any:
        """The repository itself, an environment, or the rules of a branch."""
        if words.startswith("environments/"):
            return self.environments.get(words.removeprefix("environments/"))
        if words == f"/repos/{REPOSITORY}":
            return self.about
        branch = words.removeprefix("rules/branches/")
        return None if branch == words else self.rules.get(unquote(branch), [])


class _Handler(BaseHTTPRequestHandler):
    forge: Forge

    def log_message(self, *_: Any) -> None:
        """Tests are quiet."""

    def do_GET(self) -> None:
        forge, parts = self.forge, urlsplit(self.path)
        query = parse_qs(parts.query)
        forge.asked.append(parts.path)
        if self.headers.get("Authorization") != f"Bearer {TOKEN}":
            return self._say(401, {"message": "Bad credentials"})
        if forge.status and ("page" in query or not forge.later):
            return self._say(forge.status, {"message": "something is wrong"})
        found = forge.answer(parts.path, query)
        if not isinstance(found, list):
            return self._say(200 if found is not None else 404, found)
        page = int(query.get("page", ["1"])[-1])
        more = f"{forge.elsewhere or forge.url}{parts.path}?{parts.query}&page={page + 1}"
        link = f'<{more}>; rel="next", <{more}>; rel="last"' if len(found) > page * PAGE else ""
        return self._say(200, found[(page - 1) * PAGE : page * PAGE], link)

    def _say(self, status: int, document: Any, link: str = "") -> None:
        content = self.forge.raw or json.dumps(document).encode()
        self.send_response(status)
        if link:
            self.send_header("Link", link)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def serve(forge: Forge) -> Iterator[Forge]:
    handler = type("Handler", (_Handler,), {"forge": forge})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    forge.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield forge
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
