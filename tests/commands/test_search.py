"""The search stands on a published site, passed by the second judgement, and leaves with a withdrawn post."""

from pathlib import Path

from tests.commands.inside import document, invoke
from tests.commands.workspace import make_workspace, photos, text

FAIR = text("fair-1a2b", photos=photos(), body="Everybody *counted* along.\n\n- one\n- two")


def test_what_is_published_can_be_found_until_something_is_withdrawn(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, FAIR, text("walk-3c4d"), toml={"search = true": "search = true"})
    assert document(root, "publish")["exit_code"] == 0
    index = root / "public/current/pagefind"
    assert len(list(index.glob("fragment/*.pf_fragment"))) == 2
    assert invoke(root, "withdraw", "walk-3c4d").exit_code in (0, 75)
    assert not (root / "public/current/pagefind").exists()
    assert (root / "public/current/search/index.html").is_file()
