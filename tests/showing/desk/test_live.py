"""The site is built in this process again and again, as a teacher saves; a browser's questions are asked in between."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from plugins.clone.ports import open_ports
from plugins.clone.workspace import open_workspace
from plugins.console.output import Output
from plugins.model.entry import Change, Entry, State
from plugins.model.post import ContentHash, PostId
from plugins.showing.desk.live import live
from tests import make
from tests.commands.workspace import make_workspace, photos, text, write

NEWS = "content/news"


def before(post: str) -> Entry:
    """What stands on the ledger about a post of the archive."""
    return Entry(
        post=PostId(post),
        channel="rehearsal",
        state=State.SKIPPED,
        at=make.at("2026-11-23 10:00"),
        content_hash=ContentHash("a" * 64),
        how="baseline",
        reason="baseline",
    )


def test_every_save_is_shown_and_no_mistake_ends_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_workspace(
        tmp_path, text("fair-1a2b", photos=photos()), text("draft-1a2b", status="draft"), text("old-1a2b")
    )
    with open_ports(open_workspace(root)) as ports:
        ports.ledger.create(Change(summary="Start", entries=(before("old-1a2b"),)))
    seen: list[dict[str, Any]] = []
    pages: list[int] = []
    out = Output(as_json=False)

    def look() -> None:
        base = capsys.readouterr().out.split()[2] if not seen else seen[0]["base"]
        told = requests.get(f"{base}state.json", timeout=10).json()
        seen.append({"base": base, **told})
        site = base.removesuffix("/.preview/")
        pages.append(requests.get(f"{site}/news/draft-1a2b/", timeout=10).status_code)

    def saves() -> Iterator[frozenset[str]]:
        yield frozenset({f"{NEWS}/fair-1a2b.md", f"{NEWS}/draft-1a2b.md"})
        look()
        write(root, text("fair-1a2b", date="2026-11-20 19:00"))
        yield frozenset({f"{NEWS}/fair-1a2b.md"})
        look()
        before = (root / "school.toml").read_text(encoding="utf-8")
        (root / "school.toml").write_text("[school", encoding="utf-8")
        yield frozenset({"school.toml"})
        look()
        (root / "school.toml").write_text(before, encoding="utf-8")
        raise KeyboardInterrupt

    with contextlib.chdir(root):
        assert live(out, open_workspace(root), saves()) == 0
    first, second, third = seen
    assert [(Path(post["path"]).stem, post["state"], post["page"]) for post in first["posts"]] == [
        ("draft-1a2b", "draft", "/news/draft-1a2b/"),
        ("fair-1a2b", "ready", "/news/fair-1a2b/"),
        ("old-1a2b", "ready", "/news/old-1a2b/"),
        ("about", "ready", "/about/"),
    ]
    fair = first["posts"][1]
    assert fair["tweet"]["text"].startswith("There is something new about fair.")
    assert fair["tweet"]["cost"] == "$0.205"
    assert fair["tweet"]["when"] == "Would be tweeted as soon as it is approved"
    assert fair["tweet"]["photos"][0]["alt"] == "Red paper leaves on a wall"
    assert first["posts"][2]["tweet"]["when"] == "Not to be said: baseline"
    assert first["posts"][3]["tweet"] is None
    assert (first["edited"], first["told"]) == ("", "3 posts built, drafts included")
    assert (second["edited"], second["posts"][0]["state"]) == (f"{NEWS}/fair-1a2b.md", "must be changed")
    assert (second["posts"][0]["page"], second["posts"][0]["findings"][0]["severity"]) == ("", "BLOCK")
    assert second["posts"][0]["tweet"]["when"] == "Not tweeted as it stands"
    assert third["error"]["what"].startswith("school.toml cannot be read")
    assert third["posts"] == second["posts"]
    assert pages == [200, 200, 200]


def test_a_file_that_cannot_be_read_stands_on_the_desk_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_workspace(tmp_path)
    write(root, text("fair-1a2b"))
    (root / NEWS / "odd.md").write_text("no front matter", encoding="utf-8")
    seen: list[dict[str, Any]] = []

    def saves() -> Iterator[frozenset[str]]:
        yield frozenset()
        base = capsys.readouterr().out.split()[2]
        seen.append(requests.get(f"{base}state.json", timeout=10).json())

    with contextlib.chdir(root):
        assert live(Output(as_json=False), open_workspace(root), saves()) == 0
    odd = seen[0]["posts"][0]
    assert (odd["title"], odd["state"], odd["date"], odd["page"]) == (f"{NEWS}/odd.md", "must be changed", "", "")
