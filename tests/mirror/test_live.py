"""What is asked is a real server on loopback, and every answer that is not the built page is a no."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from plugins.mirror.live import read_live, require_live, serve
from plugins.model.errors import NotLive
from tests import make

ITEM = make.item()
PAGE = f'<!DOCTYPE html><html><head><meta name="content-hash" content="{ITEM.content_hash}"></head></html>'
PATH = "/news/reading-miles-7f3k/"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "news" / "reading-miles-7f3k").mkdir(parents=True)
    (tmp_path / "news" / "reading-miles-7f3k" / "index.html").write_text(PAGE)
    (tmp_path / "404.html").write_text("blown away")
    return tmp_path


@contextmanager
def answering(*pieces: bytes) -> Iterator[str]:
    """A server that says exactly these bytes to the first who asks, then hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(65536)
                try:
                    for piece in pieces:
                        connection.sendall(piece)
                except OSError:
                    return

        thread = threading.Thread(target=answer)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        thread.join()


def ok(body: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n" % len(body) + body


def test_the_page_that_was_built_is_live(site: Path) -> None:
    with serve(site) as base:
        require_live(ITEM, base=base)
        with urlopen(f"{base}{PATH}") as answer:
            assert answer.read().decode() == PAGE


def test_the_public_address_is_asked_where_no_other_is_given(site: Path) -> None:
    with serve(site) as base:
        require_live(make.item(permalink=f"{base}{PATH}"))


def test_a_site_in_a_folder_of_its_host_is_served_there(site: Path) -> None:
    item = make.item(permalink=f"https://trust.example/thistledown{PATH}")
    with serve(site, prefix="/thistledown") as base:
        require_live(item, base=base)
        with pytest.raises(NotLive, match="404"):
            require_live(ITEM, base=base)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("", id="nothing"),
        pytest.param(PAGE.replace("aaaa", "bbbb"), id="an older version"),
        pytest.param(PAGE + PAGE, id="two versions at once"),
        pytest.param(PAGE.replace("<meta", "<p"), id="the hash elsewhere"),
        pytest.param('<meta name="content-hash">', id="no hash"),
    ],
)
def test_another_page_is_not_ours(body: str) -> None:
    with answering(ok(body.encode())) as base, pytest.raises(NotLive, match="other content"):
        require_live(ITEM, base=base)


def test_a_redirect_is_not_followed(site: Path) -> None:
    with serve(site) as base:
        moved = f"HTTP/1.1 301 Moved\r\nLocation: {base}{PATH}\r\nContent-Length: 0\r\n\r\n".encode()
        with answering(moved) as elsewhere, pytest.raises(NotLive, match="301"):
            require_live(ITEM, base=elsewhere)


def test_a_missing_page_is_not_live_even_with_our_hash(site: Path) -> None:
    (site / "404.html").write_text(PAGE)
    with serve(site) as base, pytest.raises(NotLive, match="404"):
        require_live(make.item(permalink="https://www.thistledown-primary.example/news/harvest/"), base=base)


def test_nobody_there_is_not_live() -> None:
    with pytest.raises(NotLive, match="does not answer"):
        require_live(ITEM, base="http://127.0.0.1:1")


def test_an_endless_page_is_not_read_to_the_end() -> None:
    with answering(ok(b" " * 3_000_000)) as base, pytest.raises(NotLive, match="does not answer"):
        require_live(ITEM, base=base)


def test_a_server_that_keeps_silent_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(NotLive, match="does not answer"):
        require_live(ITEM, base=f"http://127.0.0.1:{silent.getsockname()[1]}", timeout=0.2)


@pytest.mark.parametrize(
    "cut", [b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n<html>", b"not HTTP at all\r\n\r\n", b""]
)
def test_half_an_answer_is_none(cut: bytes) -> None:
    with answering(cut) as base, pytest.raises(NotLive, match="does not answer"):
        require_live(ITEM, base=base)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("feeds/rss.xml", "application/xml; charset=utf-8"),
        ("photos/a.avif", "image/avif"),
        ("photos/a.webp", "image/webp"),
        ("theme/thistledown.css", "text/css; charset=utf-8"),
        ("theme/thistle.svg", "image/svg+xml"),
    ],
)
def test_every_kind_of_file_has_its_type(site: Path, name: str, kind: str) -> None:
    (site / name).parent.mkdir()
    (site / name).write_bytes(b"x")
    with serve(site) as base, urlopen(f"{base}/{name}") as answer:
        assert answer.headers["Content-Type"] == kind


def refusal(address: str, method: str = "GET") -> tuple[int, str]:
    with pytest.raises(HTTPError) as caught:
        urlopen(Request(address, method=method))
    with caught.value as error:
        return error.code, error.read().decode()


def test_folders_are_not_listed_and_nothing_outside_is_served(site: Path) -> None:
    (site.parent / "secret.txt").write_text("canary")
    with serve(site) as base:
        for path in ("/news/", "/nothing.html", "/../secret.txt", "/%2e%2e/secret.txt", "/news/../../secret.txt"):
            assert refusal(f"{base}{path}") == (404, "blown away")
        assert refusal(f"{base}/nothing", "HEAD") == (404, "")


def test_other_errors_and_a_site_without_its_own_page_are_told_plainly(site: Path) -> None:
    with serve(site) as base:
        assert refusal(f"{base}/", "DELETE")[0] == 501
        (site / "404.html").unlink()
        assert refusal(f"{base}/nothing")[0] == 404


def test_a_browser_that_went_away_is_no_error_of_the_server(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "large.jpg").write_bytes(bytes(2**23))
    with serve(site) as base, socket.create_connection(("127.0.0.1", int(base.rpartition(":")[2]))) as browser:
        browser.sendall(b"GET /large.jpg HTTP/1.0\r\n\r\n")
        browser.recv(1)
    assert capsys.readouterr().err == ""


def test_a_mistake_in_the_server_is_told(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(SimpleHTTPRequestHandler, "send_head", lambda _: 1 / 0)
    with serve(site) as base, pytest.raises(OSError, match="closed"):
        urlopen(base)
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_a_switch_during_the_check_changes_nothing(site: Path, tmp_path: Path) -> None:
    current = tmp_path / "current"
    current.symlink_to(site)
    with serve(current) as base:
        current.unlink()
        require_live(ITEM, base=base)


def test_who_looks_on_sees_the_site_that_was_switched_to(site: Path, tmp_path: Path) -> None:
    current = tmp_path / "current"
    current.symlink_to(tmp_path / "the site before, which is deleted")
    with serve(current, follow=True) as base:
        current.unlink()
        current.symlink_to(site)
        require_live(ITEM, base=base)


def test_what_stands_at_an_address_is_read_and_nothing_else_is(site: Path) -> None:
    with serve(site) as base:
        assert read_live(ITEM.permalink, base=base) == PAGE.encode()
        assert read_live("https://www.thistledown-primary.example/none", base=base) == b""
    assert read_live(ITEM.permalink, base=base, timeout=2) == b""
    with serve(site) as base:
        assert read_live(f"{base}{PATH}") == PAGE.encode()
