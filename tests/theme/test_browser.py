"""Every kind of page in a real browser: axe finds nothing, nothing overflows, nobody else is asked."""

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Literal

import pytest
from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page

from plugins.search import write_search
from tests import make
from tests.chromium import IN_A_BROWSER
from tests.theme.site import AVIF, PICTURES, THEME, articles, others, pages

SAME_LAYOUT = {"banner/", "empty/", "news/hostile-0000/", "topic/art/", "audience/nursery/"}
PAGES = {address: text for address, text in {**pages(), **others()}.items() if address not in SAME_LAYOUT}
OWN_LINES = "nav a, .bottom li a, .lines a, .tiles a, .soon a, .post footer dd a, .button, a.kind, .brand"
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
LOOKS: tuple[tuple[int, Literal["light", "dark"], dict[str, Any]], ...] = (
    (360, "dark", AXE), (360, "light", COLOURS), (1280, "light", AXE), (1280, "dark", COLOURS),
)  # fmt: skip
"""Phone and desk, by day and by night; what a change of colours alone could break is its contrast."""
pytestmark = IN_A_BROWSER
FOUND = tuple(
    make.item(post=post.id, permalink=f"https://x.example/{post.path}", title=post.title, html=post.html)
    for post in (article.post for article in articles()[:2])
)
BIG = "document.documentElement.style.fontSize = '200%'"
"""Twice the size that browsers begin with."""
SEEN = """() => {
    const here = document.activeElement;
    const drawn = [getComputedStyle(here), getComputedStyle(here, '::after')];
    return [here.tagName, drawn.some(style => style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 2)];
}"""
each_page = pytest.mark.parametrize("address", PAGES)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """A test's server says nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The whole small site, served on loopback."""
    root = tmp_path_factory.mktemp("site")
    shutil.copytree(THEME / "static", root / "theme")
    for address, text in PAGES.items():
        file = root / (address if address.endswith(".html") else f"{address}index.html")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    for name in (*PICTURES, AVIF):
        (root / name).parent.mkdir(exist_ok=True)
        Image.new("RGB", (1200, 800), "firebrick").save(root / name)
    with ThreadPoolExecutor() as beside:  # this thread's own loop may be the browser's
        beside.submit(write_search, FOUND, make.school(), root).result()
    handler = partial(_Quiet, directory=root)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@dataclass(frozen=True, kw_only=True)
class Visit:
    """What was seen of one page: on a phone and on a desk, and what it asked for."""

    reports: list[str]
    overflow: int
    enlarged: int
    heights: list[float]
    asked: list[str]
    complaints: list[str]


@pytest.fixture(scope="module")
def visits(browser: Browser, site: str) -> dict[str, Visit]:
    """Each page, opened once; looking from all sides at one opening keeps this quick."""
    return {address: visit(browser, site + address) for address in PAGES}


def visit(browser: Browser, address: str) -> Visit:
    asked: list[str] = []
    complaints: list[str] = []
    page = browser.new_page(viewport={"width": 320, "height": 700})
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(address)
    overflow = page.evaluate("document.documentElement.scrollWidth - 320")
    page.set_viewport_size({"width": 640, "height": 700})  # as 200 % of zoom in a window of 1280
    page.evaluate(BIG)
    enlarged = page.evaluate("document.documentElement.scrollWidth - 640")
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size({"width": 320, "height": 700})
    heights = page.eval_on_selector_all(OWN_LINES, "links => links.map(link => link.getBoundingClientRect().height)")
    seen = list(complaints)  # axe reads style sheets again, which is its own affair
    reports = []
    page.evaluate(Axe().axe_script)
    for width, scheme, rules in LOOKS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        found = AxeResults(page.evaluate("rules => axe.run(rules)", rules))
        reports += [found.generate_report()] * bool(found.violations_count)
    page.close()
    return Visit(reports=reports, overflow=overflow, enlarged=enlarged, heights=heights, asked=asked, complaints=seen)


def show(browser: Browser, address: str, **settings: Any) -> Page:
    page: Page = browser.new_page(**settings)
    page.goto(address)
    return page


@each_page
def test_axe_finds_nothing(visits: dict[str, Visit], address: str) -> None:
    assert visits[address].reports == []


@each_page
def test_nothing_is_wider_than_a_small_phone(visits: dict[str, Visit], address: str) -> None:
    assert visits[address].overflow == 0


@each_page
def test_twice_the_zoom_and_twice_the_letters_still_fit(visits: dict[str, Visit], address: str) -> None:
    assert visits[address].enlarged == 0


@each_page
def test_a_link_on_a_line_of_its_own_is_as_large_as_a_finger(visits: dict[str, Visit], address: str) -> None:
    assert min(visits[address].heights) >= 44


@each_page
def test_a_page_asks_its_own_site_alone_and_keeps_its_own_security_policy(
    visits: dict[str, Visit], site: str, address: str
) -> None:
    assert visits[address].asked[0] == site + address
    assert all(found.startswith(site) for found in visits[address].asked)
    assert visits[address].complaints == []


def test_the_first_key_leads_past_the_menu_and_focus_is_seen(browser: Browser, site: str) -> None:
    page = show(browser, site, reduced_motion="reduce")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement, '::after').outlineStyle") == "solid"
    page.close()


def test_every_link_is_reached_by_the_keyboard_and_seen_when_it_is(browser: Browser, site: str) -> None:
    page = show(browser, site, reduced_motion="reduce")
    links = page.locator("a").count()

    walked = []
    for _ in range(links):
        page.keyboard.press("Tab")
        walked.append(page.evaluate(SEEN))

    assert walked == [["A", True]] * links
    page.close()


def test_something_is_found_by_the_keyboard_alone_and_every_letter_stays_here(browser: Browser, site: str) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{site}search/")
    page.get_by_label("Search the news").focus()
    page.keyboard.type("poppies")
    page.wait_for_selector(".card a")

    assert page.locator(".card h2").all_text_contents() == ["A field of poppies"]
    assert page.get_by_role("status").text_content() == "Posts found: 1"
    assert Axe().run(page, options=AXE).violations_count == 0
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}news/poppies-2k4m/")
    assert all(found.startswith(site) for found in asked)
    assert complaints == []
    page.close()


def test_without_its_index_the_search_leads_to_the_archive(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.route("**/pagefind/**", lambda route: route.abort())
    page.goto(f"{site}search/")

    assert page.get_by_text("You find every post without it").is_visible()
    assert page.get_by_role("main").get_by_role("link", name="All news, by school year").is_visible()
    page.close()


def test_everything_can_be_read_in_the_visitors_own_colours_and_on_paper(browser: Browser, site: str) -> None:
    address = next(found for found in PAGES if "poppies" in found)
    page = show(browser, site + address, forced_colors="active", reduced_motion="reduce")
    assert page.evaluate("getComputedStyle(document.querySelector('.box')).borderInlineStartStyle") == "solid"
    assert page.evaluate("getComputedStyle(document.querySelector('.skip')).transitionDuration") == "0s"

    page.emulate_media(media="print", forced_colors="none")

    assert not page.locator(".top nav").is_visible()
    assert page.locator(".post-body").is_visible()
    page.close()
