import json
from pathlib import Path

import pytest
import requests

from plugins.mirror.live import serve
from plugins.showing.desk.desk import ADDRESS, Desk


def state(desk: Desk) -> dict[str, object]:
    kind, content = desk.answer(f"{ADDRESS}state.json") or ("", b"")
    assert kind.startswith("application/json")
    told: dict[str, object] = json.loads(content)
    return told


def test_what_is_shown_stays_while_the_next_is_built_or_fails() -> None:
    desk = Desk()
    assert state(desk) == {"version": 0, "busy": "Building …"}
    desk.show(posts=["a"], told="1 post")
    desk.busy("judged 1 of 2")
    assert state(desk) == {"version": 1, "busy": "judged 1 of 2", "error": None, "posts": ["a"], "told": "1 post"}
    desk.show(error={"what": "x"})
    assert state(desk) == {"version": 2, "busy": "", "error": {"what": "x"}, "posts": ["a"], "told": "1 post"}
    desk.show(posts=[])
    assert state(desk)["error"] is None


@pytest.mark.parametrize(
    ("name", "kind"), [("", "text/html"), ("desk.css", "text/css"), ("desk.js?1", "text/javascript")]
)
def test_the_desks_own_files_are_answered(name: str, kind: str) -> None:
    found = Desk().answer(ADDRESS + name)
    assert found is not None
    assert found[0].startswith(kind)
    assert found[1]


@pytest.mark.parametrize(
    "path", ["/", "/news/fair-1a2b/", "/.preview", "/.preview/desk.py", "/.preview/../school.toml"]
)
def test_nothing_else_is(path: str) -> None:
    assert Desk().answer(path) is None


def test_a_page_from_elsewhere_that_calls_this_server_by_its_own_name_learns_nothing(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("home", encoding="utf-8")
    with serve(tmp_path, beside=Desk().answer) as base:
        address = f"{base}{ADDRESS}state.json"
        assert requests.get(address, timeout=10).status_code == 200
        assert requests.head(address, timeout=10).status_code == 404
        assert requests.get(address, headers={"Host": "evil.example"}, timeout=10).status_code == 404
        assert requests.get(f"{base}/", timeout=10).text == "home"
