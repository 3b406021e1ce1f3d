"""A stand-in for GitHub on loopback, as far as a form needs it: an issue, pictures, git's objects, pull requests."""

import base64
import hashlib
import json
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from plugins.intake import form

TOKEN = "ghs_form0123456789"
REPOSITORY = "thistledown/news"
MAIN, TREE = "a" * 40, "b" * 40
TEACHER = {"type": "User", "id": 11, "login": "ms-teacher"}
PROGRAM = {"type": "Bot", "id": 9, "login": "form[bot]"}
ANSWERS = {
    form.TITLE: "A wall of leaves",
    form.SUMMARY: "Year 4 made a wall of red paper leaves.",
    form.TEXT: "We cut, glued and counted.\n\nThere are two hundred of them.",
    form.CATEGORY: "news",
    form.AUDIENCE: "Year 4, Year 5",
    form.PHOTOS: "_No response_",
    form.LOOKED: "- [X] I have looked at the photos.",
}


def body(**changes: str) -> str:
    """An issue as GitHub makes it of the form; `changes` name answers by the constants of `form`."""
    answers = {**ANSWERS, **{getattr(form, name): words for name, words in changes.items()}}
    return "\n\n".join(f"### {question}\n\n{answers.get(question, '_No response_')}" for question in form.QUESTIONS)


@dataclass
class GitHub:
    """What GitHub knows; tests change it. `refused` are paths that it does not let anybody write."""

    body: str = field(default_factory=body)
    private: bool = True
    state: str = "open"
    author: Any = field(default_factory=lambda: dict(TEACHER))
    editors: list[Any] = field(default_factory=list)
    edits: int = -1
    pictures: list[bytes] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    comments: list[dict[str, Any]] = field(default_factory=list)
    pulls: list[dict[str, Any]] = field(default_factory=list)
    refs: dict[str, str] = field(default_factory=lambda: {"heads/main": MAIN})
    objects: dict[str, Any] = field(default_factory=dict)
    contents: dict[str, Any] = field(default_factory=dict)
    merging: list[str] = field(default_factory=list)
    refused: tuple[str, ...] = ()
    raw: Any = None
    store: int = 200
    url: str = ""

    def read(self, words: str, query: Mapping[str, list[str]]) -> Any:
        if words in {"", "issues/12"}:
            return self.raw or (self.issue() if words else {"private": self.private, "default_branch": "main"})
        if words == "issues/12/comments":
            return self.comments
        if words == "pulls":
            assert query["head"] == ["thistledown:form/12"]
            return self.pulls
        if words.startswith("git/ref/"):
            found = self.refs.get(words.removeprefix("git/ref/"))
            return found and {"object": {"sha": found}}
        return {f"git/commits/{MAIN}": {"tree": {"sha": TREE}}, **self.contents}.get(words)

    def issue(self) -> dict[str, Any]:
        shown = "".join(f'<p><a href="x"><img alt="Image" src="{address}"></a></p>' for address in self.addresses)
        fields = {"user": self.author, "state": self.state, "created_at": "2026-11-20T10:00:00Z"}
        return {**fields, "body": self.body, "body_html": f"<h3>Photos</h3>{shown}"}

    def write(self, words: str, sent: dict[str, Any]) -> Any:
        number = words.rpartition("/")[2]
        if words == "issues/12/comments":
            return self._add(self.comments, {"id": 70 + len(self.comments), "user": PROGRAM, **sent})
        if words.startswith("issues/comments/"):
            return self._change(self.comments, "id", number, sent)
        if words == "pulls":
            made = {"number": 30 + len(self.pulls), "node_id": "PR_30", "state": "open", "merged_at": None, **sent}
            return self._add(self.pulls, made)
        if words.startswith("pulls/"):
            return self._change(self.pulls, "number", number, sent)
        if words.startswith("git/refs"):
            name = words.removeprefix("git/refs/") if words != "git/refs" else sent["ref"].removeprefix("refs/")
            self.refs[name] = sent["sha"]
            return {"ref": name}
        sha = hashlib.sha1(json.dumps([words, sent]).encode()).hexdigest()  # noqa: S324 - git's own form of a name
        self.objects[sha] = sent
        return {"sha": sha}

    def query(self, sent: dict[str, Any]) -> Any:
        if "userContentEdits" in sent["query"]:
            assert sent["variables"] == {"owner": "thistledown", "name": "news", "number": 12}
            total = len(self.editors) if self.edits < 0 else self.edits
            nodes = [{"editor": one} for one in self.editors]
            return {"data": {"repository": {"issue": {"userContentEdits": {"totalCount": total, "nodes": nodes}}}}}
        if "merge" in self.refused:
            return {"data": None, "errors": [{"message": "auto-merge is not allowed"}]}
        self.merging.append(sent["variables"]["pull"])
        return {"data": {"enablePullRequestAutoMerge": {}}}

    def commit(self, branch: str = "form/12") -> dict[str, Any]:
        """What stands on a branch: message, parents, and each file's bytes."""
        made = self.objects[self.refs[f"heads/{branch}"]]
        tree = self.objects[made["tree"]]
        assert tree["base_tree"] == TREE
        blobs = {one["path"]: self.objects[one["sha"]] for one in tree["tree"]}
        return {**made, "files": {path: base64.b64decode(blob["content"]) for path, blob in blobs.items()}}

    @staticmethod
    def _add(rows: list[dict[str, Any]], row: dict[str, Any]) -> dict[str, Any]:
        rows.append(row)
        return row

    @staticmethod
    def _change(rows: list[dict[str, Any]], key: str, value: str, sent: dict[str, Any]) -> dict[str, Any]:
        (row,) = (one for one in rows if str(one[key]) == value)
        row.update(sent)
        return row


class _Handler(BaseHTTPRequestHandler):
    github: GitHub

    def log_message(self, *_: Any) -> None:
        """Tests are quiet."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if found := re.fullmatch(r"/photos/(\d+)", parts.path):
            return self._say(self.github.store, self.github.pictures[int(found[1])])
        assert self.headers["Authorization"] == f"Bearer {TOKEN}"
        known = self.github.read(parts.path.removeprefix(f"/repos/{REPOSITORY}").strip("/"), parse_qs(parts.query))
        return self._say(404 if known is None else 200, json.dumps(known).encode())

    def do_POST(self) -> None:
        assert self.headers["Authorization"] == f"Bearer {TOKEN}"
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/graphql":
            return self._say(200, json.dumps(self.github.query(sent)).encode())
        words = self.path.removeprefix(f"/repos/{REPOSITORY}/")
        if words in self.github.refused:
            return self._say(403, b"{}")
        made = json.dumps(self.github.write(words, sent)).encode()
        return self._say(201 if self.command == "POST" else 200, made)

    do_PATCH = do_POST  # noqa: N815 - the server's own name

    def _say(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def serve(github: GitHub) -> Iterator[GitHub]:
    handler = type("Handler", (_Handler,), {"github": github})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    github.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield github
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
