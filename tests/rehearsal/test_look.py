"""Can everybody read the rehearsal's page? Looked at with a real browser, narrow and wide, light and dark."""

from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe

from plugins.rehearsal.server import Server
from tests.chromium import IN_A_BROWSER
from tests.rehearsal.client import LINK, Client

pytestmark = IN_A_BROWSER


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_hard_to_read_and_nothing_sticks_out(
    x: Client, account: Server, browser: Any, width: int, scheme: Literal["light", "dark"]
) -> None:
    x.said(f"Year 4's wall, {'a' * 60}\n\n{LINK}", media={"media_ids": [x.photo("A green square"), x.photo()]})
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(account.url)

    found = Axe().run(page)
    sticks_out = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    page.close()

    assert found.violations_count == 0, found.generate_report()
    assert not sticks_out
