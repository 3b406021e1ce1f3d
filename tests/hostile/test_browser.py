"""Where sanitiser and judgement have failed, the page's own policy keeps scripts and other sites out of a browser."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Browser

from tests import make
from tests.chromium import IN_A_BROWSER
from tests.theme.site import THEME, Article, render

pytestmark = IN_A_BROWSER
RAN = "document.documentElement.dataset.ran += '{}'"
RUNNING = {
    "script": "<script>{run}</script>",
    "handler": '<img src="x" alt="" onerror="{run}">',
    "svg": '<svg onload="{run}"></svg>',
    "link": '<a class="click" href="javascript:void({run})">a</a>',
    "click": '<p class="click" onclick="{run}">a</p>',
    "frame": '<iframe srcdoc="&lt;script&gt;parent.{run}&lt;/script&gt;"></iframe>',
    "module": '<script type="module">{run}</script>',
}
LOADING = {
    "image": '<img src="{other}/image" alt="">',
    "style": '<style>p {{ background: url("{other}/style") }}</style>',
    "sheet": '<link rel="stylesheet" href="{other}/sheet">',
    "far-script": '<script src="{other}/far-script"></script>',
    "object": '<object data="{other}/object"></object>',
    "frame": '<iframe src="{other}/frame"></iframe>',
    "video": '<video src="{other}/video" autoplay></video>',
    "form": '<form action="{other}/form" target="_blank"><button class="click">a</button></form>',
}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """A test's server says nothing."""


@dataclass
class Other:
    """Another site, and what it was asked for."""

    asked: list[str] = field(default_factory=list)

    def handler(self) -> type[BaseHTTPRequestHandler]:
        asked = self.asked

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path.split("?")[0].removeprefix("/"))
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """The same."""

        return Handler


@contextmanager
def serving(handler: Any) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def visited(browser: Browser, folder: Path, *, policy: bool) -> tuple[str, set[str]]:
    """What ran on a page whose post is all attacks at once, and what was asked of another site."""
    other = Other()
    shutil.copytree(THEME / "static", folder / "theme")
    with serving(other.handler()) as away, serving(partial(_Quiet, directory=folder)) as home:
        attacks = [attack.format(run=RAN.format(f"{name} ")) for name, attack in RUNNING.items()]
        attacks += [attack.format(other=away) for attack in LOADING.values()]
        html = render("article.html", article=Article(post=make.post(html="\n".join(attacks))))
        if not policy:
            html, taken = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
            assert taken == 1
        (folder / "index.html").write_text(html, encoding="utf-8")
        page = browser.new_page()
        page.goto(f"{home}/", wait_until="load")
        page.evaluate("document.querySelectorAll('.click').forEach(one => one.click())")
        page.wait_for_timeout(500)
        ran = str(page.evaluate("document.documentElement.dataset.ran || ''")).removeprefix("undefined")
        for opened in page.context.pages:
            opened.close()
    return ran, set(other.asked)


def test_nothing_runs_and_nobody_else_is_asked(browser: Browser, tmp_path: Path) -> None:
    assert visited(browser, tmp_path / "site", policy=True) == ("", set())


def test_without_the_policy_everything_would(browser: Browser, tmp_path: Path) -> None:
    ran, asked = visited(browser, tmp_path / "site", policy=False)
    assert set(ran.split()) == set(RUNNING)
    assert asked - {"favicon.ico"} == set(LOADING)
