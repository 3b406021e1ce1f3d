"""What does it all look like? The pictures of the documentation, taken of the program as it is today.

    python -m tests.bench.screenshots docs/pictures

The sample school is published into a clone of its own, on the rehearsal account, and looked at in chromium.
"""

import contextlib
import io
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import markdown
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from plugins.account.desk import Desk, serve
from plugins.account.reviewed import Reviewed
from plugins.clone.workspace import open_workspace
from plugins.console.output import Output
from plugins.mirror import live as site
from plugins.model.people import Person
from plugins.showing.desk.live import live
from tests import make
from tests.commands.inside import invoke
from tests.commands.rehearsal import account
from tests.commands.workspace import ROOT, commit, make_workspace

PHONE, DESKTOP, STRIP = {"width": 390, "height": 760}, {"width": 1280, "height": 860}, {"width": 900, "height": 460}
WIDEST, MOST_BYTES = 960, 60_000
POST = "painted-night-sky-tjdm"
SOURCE = "content/news/2026-11-20-painted-night-sky.md"
COMMENT = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Comment</title><style>
body { margin: 1.5rem; font: 16px/1.5 system-ui, sans-serif; color: #1f2328; max-width: 52rem }
pre, code { background: #f6f8fa; font: 14px/1.45 monospace } pre { padding: 1rem; white-space: pre-wrap }
</style><body>"""
FOLLOWERS = (
    Person(id="1", handle="harbour_library", name="Fernbridge Library", bio="Books, and tea on Tuesdays."),
    Person(id="2", handle="win_now_x", name="WINNER PRIZES", bio="Claim your gift card today", following=4_800),
    Person(id="3", handle="thistledownprl", name="Thistledown Primary", bio=""),
)


def main(folder: Path) -> int:
    """Take every picture anew and put it into `folder`; what was there before goes."""
    taken: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory(prefix="schoolgate-") as aside, sync_playwright() as playwright:
        root = clone(Path(aside))
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )

        def take(name: str, address: str, view: dict[str, int], scheme: Any = "light") -> None:
            taken[name] = shot(browser, address, view, scheme)

        the_site(root, take)
        the_account(root, take)
        the_comment(root, take)
        the_desk(root, take)
        browser.close()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, png in taken.items():
        (folder / f"{name}.webp").write_bytes(small(png))
    return 0


def clone(aside: Path) -> Path:
    """The sample school in a clone, published at eight on a Monday; what this checkout remembers is used."""
    root = make_workspace(aside, now="2026-11-30 08:00")
    shutil.rmtree(root / "content")
    shutil.copytree(ROOT / "content", root / "content")
    for name in ("school.toml", "follows.toml", "closures.toml"):
        shutil.copy2(ROOT / name, root / name)
    with contextlib.suppress(FileNotFoundError):
        shutil.copytree(ROOT / ".schoolgate/cache", root / ".schoolgate/cache")
    commit(root)
    done = invoke(root, "publish")
    assert done.exit_code == 0, done.output
    return root


Take = Callable[..., None]


def the_site(root: Path, take: Take) -> None:
    """Home and a post, on a phone and on a desk, by day and by night."""
    with site.serve(root / "public/current") as base:
        take("home-desktop", f"{base}/", DESKTOP)
        take("home-phone", f"{base}/", PHONE)
        take("home-phone-dark", f"{base}/", PHONE, "dark")
        take("post-phone", f"{base}/news/{POST}/", PHONE)
        take("post-desktop-dark", f"{base}/news/{POST}/", DESKTOP, "dark")
        take("calendar-phone", f"{base}/calendar/", PHONE)


def the_account(root: Path, take: Take) -> None:
    """The rehearsal account, and the page for looking through followers."""
    with account(root) as server:
        take("rehearsal-account", server.url, DESKTOP)
    workspace = open_workspace(root, judging=False)
    now = make.at("2026-11-30 09:00")
    reviewed = Reviewed(workspace.followers)
    reviewed.meet(FOLLOWERS, now)
    with serve(Desk(reviewed=reviewed, school=workspace.school, now=lambda: now)) as address:
        take("followers", address, STRIP)


def the_comment(root: Path, take: Take) -> None:
    """What stands below a pull request for the reviewer, and what it leads to."""
    file = root / SOURCE
    file.write_text(file.read_text(encoding="utf-8").replace("Swirls, stars", "Swirls, moons"), encoding="utf-8")
    commit(root)
    drawn = root / "drawn"
    said = invoke(root, "review", "--since", "HEAD~1", "--pictures", str(drawn)).stdout
    page = root / "comment.html"
    page.write_text(COMMENT + markdown.markdown(said, extensions=["fenced_code"]), encoding="utf-8")
    take("reviewers-comment", page.as_uri(), STRIP)
    take("reviewers-picture", next(drawn.glob("*.html")).as_uri(), DESKTOP)


def the_desk(root: Path, take: Take) -> None:
    """The live preview, while somebody writes what the policy forbids."""
    said, out = io.StringIO(), Output(as_json=False)

    def saves() -> Iterator[frozenset[str]]:
        yield frozenset({SOURCE})
        address = said.getvalue().split()[2]
        take("live-desk", address, DESKTOP)
        file = root / SOURCE
        words = file.read_text(encoding="utf-8").replace(
            "They practised", "On Friday at 10am they will be at the beach"
        )
        file.write_text(words, encoding="utf-8")
        yield frozenset({SOURCE})
        take("live-desk-refused", address, DESKTOP)
        raise KeyboardInterrupt

    with contextlib.chdir(root), contextlib.redirect_stdout(said):
        live(out, open_workspace(root), saves())


def shot(browser: Browser, address: str, view: dict[str, int], scheme: Any) -> bytes:
    """One page as PNG; nothing moves in it any more."""
    page = browser.new_page(viewport=view, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.goto(address)
    page.wait_for_timeout(1_500)
    png: bytes = page.screenshot()
    page.close()
    return png


def small(png: bytes) -> bytes:
    """The picture as WebP of at most MOST_BYTES, no wider than WIDEST."""
    with Image.open(io.BytesIO(png)) as opened:
        image = opened.convert("RGB")
    image.thumbnail((WIDEST, WIDEST), Image.Resampling.LANCZOS)
    for quality in (82, 70, 55, 40, 25):
        out = io.BytesIO()
        image.save(out, "WEBP", quality=quality, method=6)
        if out.tell() <= MOST_BYTES:
            break
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
