"""Is a post on the site, as it was built? Asked of the public address, or of the deployed folder served here."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from html.parser import HTMLParser
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests

from plugins.model.errors import NotLive
from plugins.model.manifest import Item

_MOST_BYTES = 2 * 1024 * 1024
_PIECE = 64 * 1024


def require_live(item: Item, *, base: str = "", timeout: float = 20) -> None:
    """NotLive unless the post's page answers with exactly the content hash that was built.

    `base` is the address that `serve` gives; empty: the public one. `timeout` in seconds holds for the whole answer.
    No redirect is followed, for what stands elsewhere was not built here.
    """
    address = f"{base}{urlsplit(item.permalink).path}" if base else item.permalink
    try:
        status, content = _get(address, timeout, proxy=not base)
    except requests.RequestException as error:
        raise _not_live(item, "does not answer", "check the network and the web server, then try again") from error
    if status != HTTPStatus.OK:
        raise _not_live(item, f"answers {status}", "deploy the site, wait for its host, then try again")
    page = _Hashes()
    page.feed(content.decode("utf-8", "replace"))
    if page.found != [item.content_hash]:
        raise _not_live(item, "shows other content than was built", "wait for the host's cache, or deploy again")


def read_live(url: str, *, base: str = "", timeout: float = 20) -> bytes:
    """What stands at an address of the site, empty where nothing does; `base` and `timeout` as in `require_live`."""
    address = f"{base}{urlsplit(url).path}" if base else url
    try:
        status, content = _get(address, timeout, proxy=not base)
    except requests.RequestException:
        return b""
    return content if status == HTTPStatus.OK else b""


def _get(address: str, timeout: float, *, proxy: bool) -> tuple[int, bytes]:
    until = time.monotonic() + timeout
    content = b""
    with requests.Session() as session:
        session.trust_env = proxy
        request = session.get(
            address, timeout=timeout, allow_redirects=False, stream=True, headers={"Cache-Control": "no-cache"}
        )
        with request as answer:
            for piece in answer.iter_content(_PIECE):
                content += piece
                if len(content) > _MOST_BYTES or time.monotonic() > until:
                    raise requests.RequestException("too long an answer")
            return answer.status_code, content


def _not_live(item: Item, what: str, fix: str) -> NotLive:
    return NotLive(f"the page of {item.post} {what}", fix=fix)


class _Hashes(HTMLParser):
    """Every content hash that a page claims; more than one is none."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "meta" and values.get("name") == "content-hash":
            self.found.append(values.get("content"))


Beside = Callable[[str], tuple[str, bytes] | None]
"""Media type and content of an address that no file of the site has; None for every other."""


@contextmanager
def serve(directory: Path, *, prefix: str = "", beside: Beside = lambda _: None, follow: bool = False) -> Iterator[str]:
    """Serve a site on 127.0.0.1 for as long as the context lasts; its address without a final slash.

    `prefix` is the path of the site's own address ("/school" of https://trust.example/school), empty for most. The
    folder is the one that `directory` leads to now: a switch in between changes nothing, unless `follow` asks for what
    it leads to at each request. What `beside` answers is shown to this machine's browser alone, and not to a foreign
    page that calls this server by a name of its own.
    """
    folder = directory.absolute() if follow else directory.resolve()
    handler = partial(_Handler, directory=str(folder), prefix=prefix, beside=beside)
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - http.server's own
        """A browser that went away is no error; anything else is told."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class _Handler(SimpleHTTPRequestHandler):
    """As a plain web host: index.html in folders, 404.html for what is missing, no listing of folders."""

    extensions_map = {  # noqa: RUF012 - the name is http.server's
        "": "application/octet-stream",
        ".html": "text/html; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".xml": "application/xml; charset=utf-8",
        ".json": "application/json; charset=utf-8",
        ".ics": "text/calendar; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".txt": "text/plain; charset=utf-8",
        ".woff2": "font/woff2",
        ".svg": "image/svg+xml",
        ".jpg": "image/jpeg",
        ".png": "image/png",
        ".webp": "image/webp",
        ".avif": "image/avif",
    }
    timeout = 10

    def __init__(self, *args: Any, prefix: str, directory: str, beside: Beside) -> None:  # noqa: ANN401 - http.server's
        self._prefix = prefix
        self._beside = beside
        super().__init__(*args, directory=directory)

    def do_GET(self) -> None:
        """What stands beside the site, else its file."""
        own = str(self.headers.get("Host")).partition(":")[0] in {"127.0.0.1", "localhost"}
        found = self._beside(self.path) if own else None
        if found is None:
            super().do_GET()
        else:
            self._answer(HTTPStatus.OK, *found)

    def translate_path(self, path: str) -> str:
        """The file for an address; one outside the prefix is no file."""
        inside = path.startswith(f"{self._prefix}/")
        return super().translate_path(path.removeprefix(self._prefix) if inside else "/.outside")

    def list_directory(self, path: Any) -> None:  # noqa: ANN401 - http.server's own
        """No listing: a folder without a page is not there."""
        del path
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own page for what is missing."""
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        self._answer(code, self.extensions_map[".html"], page.read_bytes())

    def _answer(self, code: int, kind: str, content: bytes) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's own name
        """Quiet: the answer is in what the check says."""
