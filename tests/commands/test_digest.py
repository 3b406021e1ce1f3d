"""The digest as files, of what the deployed site shows and of nothing else."""

from pathlib import Path, PurePosixPath

from plugins.clone.ports import open_ports
from plugins.clone.workspace import open_workspace
from plugins.mirror.revision import WITHDRAWN
from plugins.model.entry import Change, Entry, State
from plugins.model.manifest import Manifest
from plugins.model.manifest_json import dump
from plugins.model.post import ContentHash, PostId
from tests import make
from tests.commands.inside import document, invoke
from tests.commands.workspace import MONDAY, make_workspace

SITE = "https://www.thistledown-primary.example"
FRIDAY = make.at("2026-11-20 10:00")


def built(folder: Path, *live: str) -> Path:
    """A clone whose last build has three posts, of which `live` are deployed."""
    root = make_workspace(folder)
    items = tuple(
        make.item(post=PostId(name), title=f"All about {name}", permalink=f"{SITE}/news/{name}/", published=FRIDAY)
        for name in ("fair-1a2b", "walk-3c4d", "zebra-5e6f")
    )
    manifest = Manifest(now=make.at(MONDAY), ledger="", items=items, judged=(), files=(PurePosixPath("index.html"),))
    (root / ".schoolgate/build").mkdir(parents=True)
    (root / ".schoolgate/build/manifest.json").write_text(dump(manifest), encoding="utf-8")
    for name in live:
        page = root / "public/current/news" / name / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(f'<meta name="content-hash" content="{items[0].content_hash}">', encoding="utf-8")
    return root


def test_without_a_build_there_is_nothing_to_tell(tmp_path: Path) -> None:
    said = invoke(make_workspace(tmp_path), "digest")
    assert (said.exit_code, "publish first: make publish" in said.stderr) == (3, True)


def test_it_tells_what_is_deployed_and_writes_mail_paper_and_page(tmp_path: Path) -> None:
    root = built(tmp_path, "fair-1a2b", "walk-3c4d")
    (root / "public/current/news/walk-3c4d/index.html").write_text("another version", encoding="utf-8")
    told = document(root, "digest")
    assert told["notices"] == 1
    assert [Path(told[kind]).name for kind in ("mail", "pdf", "page")] == [
        "digest-2026-11-23.eml", "digest-2026-11-23.pdf", "digest-2026-11-23.html",
    ]  # fmt: skip
    page = Path(told["page"]).read_text(encoding="utf-8")
    assert "All about fair-1a2b" in page
    assert "walk-3c4d" not in page
    assert b"All about fair-1a2b" in Path(told["mail"]).read_bytes()
    assert Path(told["pdf"]).read_bytes().startswith(b"%PDF-")


def test_what_was_withdrawn_is_told_no_more(tmp_path: Path) -> None:
    root = built(tmp_path, "fair-1a2b")
    workspace = open_workspace(root, judging=False)
    with open_ports(workspace) as ports:
        taken = Entry(
            post=PostId("fair-1a2b"), channel=ports.channel, state=State.WITHDRAWING, at=make.at(MONDAY),
            content_hash=ContentHash("a" * 64), permalink=f"{SITE}/news/fair-1a2b/", how=WITHDRAWN,
        )  # fmt: skip
        ports.ledger.create(Change(summary="Begin", entries=(taken,)))
    assert document(root, "digest")["notices"] == 0
