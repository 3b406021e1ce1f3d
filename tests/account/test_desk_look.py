"""Can new followers be worked through from the keyboard alone, and can everybody read the page? In a real browser."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe

from plugins.account.desk import Desk, serve
from plugins.account.reviewed import Reviewed
from tests import make
from tests.account.test_desk import NOW, PARENT, SELLER
from tests.chromium import IN_A_BROWSER

pytestmark = IN_A_BROWSER


@pytest.fixture
def address(reviewed: Reviewed) -> Iterator[str]:
    reviewed.meet([SELLER, replace(SELLER, id="3"), PARENT, replace(PARENT, id="4", name="a" * 50)], NOW)
    with serve(Desk(reviewed=reviewed, school=make.school(), now=lambda: NOW)) as opened:
        yield opened


def test_r3_everything_is_done_from_the_keyboard(browser: Any, address: str, reviewed: Reviewed) -> None:
    page = browser.new_page()
    page.goto(address)

    def press(*keys: str) -> str:
        """Type words and keys, the last of which sends a form; the title of the page that comes."""
        with page.expect_navigation():
            for key in keys:
                page.keyboard.press(key) if key in {"Tab", "Enter"} else page.keyboard.type(key)
        title: str = page.title()
        return title

    assert page.title() == "2 followers to look at twice"
    assert press("Enter") == "1 follower to look at twice"
    assert press("Tab", "sells prizes", "Enter") == "2 new followers, no reason to look twice"
    assert press("Enter") == "Nobody is left to look at"
    assert press("Tab", "Tab", "Enter") == "Nobody is left to look at"
    assert page.get_by_text("said to be done").count() == 1
    assert [(one.id, one.note, one.ticked) for one in reviewed.review().blocks] == [("3", "sells prizes", True)]
    page.close()


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_nothing_is_hard_to_read_and_nothing_sticks_out(
    browser: Any, address: str, reviewed: Reviewed, width: int, scheme: Literal["light", "dark"]
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    for decided in ([], ["2"], ["3"], ["1", "4"]):
        reviewed.decide(decided, "block", "sells prizes", NOW)
        page.goto(address)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    page.close()
