"""A hub is told once that there is news, when everybody can read it; a hub that is ill keeps nothing back."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

from tests.commands.inside import document
from tests.commands.workspace import commit, make_workspace, text, write


@dataclass(slots=True)
class Host:
    """The school's public site, and on the same machine a hub that answers `says`; `told` are the feeds it heard of."""

    url: str
    says: int = 204
    told: list[str] = field(default_factory=list)


@contextmanager
def host(folder: Path) -> Iterator[Host]:
    class Handler(SimpleHTTPRequestHandler):
        def do_POST(self) -> None:
            fields = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            assert fields["hub.mode"] == ["publish"]
            made.told += fields["hub.url"]
            self.send_response(made.says)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """A test's server says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=folder)) as server:
        made = Host(url=f"http://127.0.0.1:{server.server_address[1]}")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield made
        server.shutdown()


def school(folder: Path, url: str, hub: str) -> Path:
    toml = {
        'url = "https://www.thistledown-primary.example"': f'url = "{url}"',
        'live = "loopback"': 'live = "url"',
        "entries = 20": f'entries = 20\nhub = "{hub}"',
    }
    return make_workspace(folder, text("fair-1a2b"), toml=toml)


def test_a_hub_is_told_of_news_once_and_never_of_a_build_like_the_last(tmp_path: Path) -> None:
    with host(tmp_path / "school/public/current") as site:
        root = school(tmp_path, site.url, f"{site.url}/hub")
        told = document(root, "publish")
        assert (told["exit_code"], len(told["said"])) == (0, 1)
        assert site.told == [f"{site.url}/feeds/atom.xml", f"{site.url}/feeds/feed.json"]
        feeds = root / "public/current/feeds"
        assert f'<link href="{site.url}/hub" rel="hub"/>' in (feeds / "atom.xml").read_text(encoding="utf-8")
        assert f"{site.url}/hub" in (feeds / "feed.json").read_text(encoding="utf-8")

        assert document(root, "publish")["exit_code"] == 0
        assert len(site.told) == 2

        site.says = 503
        write(root, text("walk-3c4d", date="2026-11-20 11:00"))
        commit(root)
        told = document(root, "publish")
        assert (told["exit_code"], len(told["said"])) == (0, 1)
        assert len(site.told) == 3


def test_a_hub_that_does_not_answer_keeps_nothing_back(tmp_path: Path) -> None:
    with host(tmp_path / "school/public/current") as site:
        root = school(tmp_path, site.url, "http://127.0.0.1:9/hub")
        told = document(root, "publish")
    assert (told["exit_code"], len(told["said"])) == (0, 1)
    assert (root / "public/current/feeds/atom.xml").is_file()
