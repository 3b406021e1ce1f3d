import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from plugins.clone.assess import Assessment, assess
from plugins.clone.ports import open_ports
from plugins.clone.workspace import Workspace, open_workspace
from plugins.model.errors import BuildFailed, GateMissing, LedgerBroken
from plugins.model.post import ContentHash
from plugins.press.staging import Staged, stage
from tests.commands.workspace import (
    SNOW,
    add_plugin,
    ledger,
    make_photo,
    make_workspace,
    photos,
    run,
    text,
    told,
    tree,
    write,
)

FAIR = text("fair-1a2b")
WALK = text("walk-3c4d", photos=photos(), body="Everybody walked.")
ASKS = text("walk-3c4d", photos=photos(), summary="Thank you to @museum for the walk.")
REFUSED = text("walk-3c4d", photos=photos(), date="2026-11-22 10:00")
PAGE = "news/walk-3c4d/index.html"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school that has published two posts, one with a photo; each test takes a copy."""
    root = make_workspace(tmp_path_factory.mktemp("staging"), FAIR, WALK)
    said = run(root, "publish")
    assert said.returncode == 0, said.stderr
    return root


@pytest.fixture
def root(published: Path, tmp_path: Path) -> Path:
    return shutil.copytree(published, tmp_path / "school", symlinks=True)


@contextmanager
def assessed(root: Path) -> Iterator[tuple[Workspace, Assessment]]:
    workspace = open_workspace(root)
    with open_ports(workspace) as ports:
        yield workspace, assess(workspace, ports, print)


def staged(root: Path) -> Staged:
    with assessed(root) as (workspace, assessment):
        return stage(workspace, assessment)


def current(root: Path) -> dict[str, bytes]:
    return tree(root / "public" / "current")


def pictures(site: dict[str, bytes]) -> dict[str, bytes]:
    return {path: content for path, content in site.items() if path.startswith("photos/")}


def test_exactly_the_planned_bytes_are_copied_and_built(root: Path) -> None:
    write(root, text("draft-1a2b", status="draft"), text("later-1a2b", date="2026-11-24 10:00"))
    done = staged(root)
    assert set(tree(done.tree)) == {
        "news/fair-1a2b.md", "news/walk-3c4d.md", "pages/about.md", "photos/leaves.jpg",
    }  # fmt: skip
    assert [item.post for item in done.manifest.items] == ["walk-3c4d", "fair-1a2b"]
    assert done.forbidden == ()
    assert tree(done.site) == current(root)
    assert done.manifest.ledger == ledger(root)


def test_a_preview_may_show_more_than_the_plan(root: Path) -> None:
    write(root, text("draft-1a2b", status="draft"))
    with assessed(root) as (workspace, assessment):
        done = stage(workspace, assessment, also=assessment.plan.drafts)
    assert (done.site / "news" / "draft-1a2b" / "index.html").exists()


@pytest.mark.parametrize("path", ["content/news/walk-3c4d.md", "content/photos/leaves.jpg"])
@pytest.mark.parametrize("gone", [False, True])
def test_what_changes_after_it_was_judged_is_not_built(root: Path, path: str, gone: bool) -> None:  # noqa: FBT001
    with assessed(root) as (workspace, assessment):
        if gone:
            (root / path).unlink()
        else:
            with (root / path).open("ab") as file:
                file.write(b"More.\n")
        with pytest.raises(BuildFailed, match=f"{path} was changed while the site was being built"):
            stage(workspace, assessment)
    assert tree(root / ".schoolgate" / "staging" / "site") == {}


THEME = {
    "a stray file": ("static/notes.txt", "", "Notes for ourselves"),
    "a script": ("templates/base.html", "</body>", "<script>alert(1)</script></body>"),
    "a remote image": ("templates/base.html", "</body>", '<img src="https://tracker.example/a.png" alt=""></body>'),
    "other words": ("templates/article.html", "article.content|", 'article.content|replace("walked", "ran")|'),
}


@pytest.mark.parametrize("change", THEME)
def test_a_site_that_is_not_what_was_judged_leaves_the_old_one_as_it_was(root: Path, change: str) -> None:
    before, link, tip = current(root), (root / "public" / "current").readlink(), ledger(root)
    name, old, new = THEME[change]
    file = root / "theme" / name
    source = file.read_text(encoding="utf-8") if file.exists() else ""
    assert old in source
    file.write_text(source.replace(old, new) if old else new, encoding="utf-8")
    write(root, text("news-5e6f"))
    said = run(root, "publish")
    assert said.returncode == 3
    assert "the built site is not what was judged" in said.stderr
    assert current(root) == before
    assert (root / "public" / "current").readlink() == link
    assert ledger(root) == tip


def test_a_school_that_has_nothing_to_say_yet_has_a_site(root: Path) -> None:
    for file in (root / "content").rglob("*.md"):
        file.unlink()
    assert run(root, "build").returncode == 0
    assert (root / ".schoolgate/build/site/index.html").exists()


def test_a_dead_link_of_a_new_post_is_refused_where_its_author_wrote_it(root: Path) -> None:
    before = current(root)
    write(root, text("news-5e6f", body="Read about it.\n\nMore in [the walk](/news/the-walk/).\n"))
    said = run(root, "publish")
    assert said.returncode == 1
    line = (root / "content/news/news-5e6f.md").read_text(encoding="utf-8").split("\n").index(
        "More in [the walk](/news/the-walk/)."
    ) + 1
    assert f"content/news/news-5e6f.md:{line}:1: this link leads to no page of the site" in said.stderr
    assert current(root) == before


def test_a_page_that_must_go_goes_though_a_standing_post_leads_there(root: Path) -> None:
    write(root, text("news-5e6f", body="More in [the walk](/news/walk-3c4d/).\n"))
    assert run(root, "publish").returncode == 0
    (root / "content/news/walk-3c4d.md").unlink()
    said = run(root, "publish")
    assert (said.returncode, "news/walk-3c4d/index.html" in current(root)) == (0, False)
    assert "content/news/news-5e6f.md:" in said.stdout
    assert "this link leads to no page of the site any more" in said.stdout


@pytest.mark.parametrize(
    "line",
    [
        "del found['judged'][0]",
        "found['judged'][0][1] = '0' * 64",
        "found['judged'].append(['content/x.md', '0' * 64])",
    ],
)
def test_evidence_of_the_gate_that_is_not_about_these_bytes_is_no_evidence(root: Path, line: str) -> None:
    add_plugin(
        root,
        "import json\nfrom pathlib import Path\nfrom pelican import signals\n\n"
        "def forge(pelican):\n"
        "    file = Path(pelican.settings['OUTPUT_PATH']).with_name('manifest.json')\n"
        f"    found = json.loads(file.read_text())\n    {line}\n    file.write_text(json.dumps(found))\n\n"
        "def register():\n    signals.finalized.connect(forge)\n",
    )
    with pytest.raises(GateMissing, match="did not judge exactly the files"):
        staged(root)


@pytest.mark.parametrize(("newer", "place"), [(ASKS, "waiting"), (REFUSED, "refused")])
def test_the_approved_version_stays_while_a_newer_one_waits_or_is_refused(root: Path, newer: str, place: str) -> None:
    before = current(root)
    write(root, newer, SNOW)
    make_photo(root, colour="navy")
    found = told(root, "publish")
    assert found["exit_code"] == 4
    assert found["plan"][place] == ["content/news/walk-3c4d.md"]
    assert found["forbidden"] == []
    after = current(root)
    assert "news/snow-7a8b/index.html" in after
    assert b"Everybody walked." in after[PAGE]
    assert b"museum" not in after[PAGE]
    assert {path for path in after if path.startswith("photos/")} == {
        path for path in before if path.startswith("photos/")
    }


def test_an_unreadable_file_leaves_its_approved_version_in_place(root: Path) -> None:
    (root / "content" / "news" / "walk-3c4d.md").write_text("no front matter", encoding="utf-8")
    write(root, SNOW)
    assert told(root, "publish")["exit_code"] == 4
    assert b"Everybody walked." in current(root)[PAGE]


def test_an_approved_version_that_todays_roll_forbids_is_withheld_and_named(root: Path, tmp_path: Path) -> None:
    write(root, text("fair-1a2b", body="The brimsy quillfeather counted along."))
    assert told(root, "publish")["exit_code"] == 0
    roll = tmp_path / "roll.csv"
    roll.write_text("Forename,Surname\nBrimsy,Quillfeather\n", encoding="utf-8")
    write(root, text("fair-1a2b", summary="Thank you to @museum for having us."))
    said = run(root, "publish", env={"SCHOOLGATE_ROLL_FILE": str(roll)})
    assert said.returncode == 4
    assert "withheld: the approved version of content/news/fair-1a2b.md" in said.stdout
    assert "uillfeather" not in said.stdout + said.stderr
    assert "news/fair-1a2b/index.html" not in current(root)
    assert PAGE in current(root)


def test_an_approved_version_whose_photos_name_has_a_new_photo_is_withheld_and_named(root: Path) -> None:
    write(root, ASKS, text("leaf-5e6f", photos=photos()))
    make_photo(root, colour="navy")
    done = staged(root)
    assert done.forbidden == ("content/news/walk-3c4d.md",)
    assert [item.post for item in done.manifest.items] == ["leaf-5e6f", "fair-1a2b"]


def approved(assessment: Assessment, **changes: Any) -> Assessment:
    """The same plan, with an earlier version of walk-3c4d as the ledger might hold it."""
    (earlier,) = assessment.plan.earlier
    return replace(assessment, plan=replace(assessment.plan, earlier=(replace(earlier, **changes),)))


def test_an_approved_version_that_reads_differently_today_is_not_taken_for_what_was_approved(root: Path) -> None:
    write(root, ASKS)
    with assessed(root) as (workspace, assessment):
        other = approved(assessment, content_hash=ContentHash("0" * 64))
        with pytest.raises(BuildFailed, match=r"not what was judged or approved: content/news/walk-3c4d\.md"):
            stage(workspace, other)


def test_a_post_that_is_lost_on_the_way_to_the_press_stops_the_build(root: Path) -> None:
    write(root, ASKS)
    with assessed(root) as (workspace, assessment):
        twin = approved(assessment, path="content/news/FAIR-1a2b.md")
        with pytest.raises(BuildFailed, match=r"not what was judged or approved: content/news/fair-1a2b\.md"):
            stage(workspace, twin)


@pytest.mark.parametrize(
    "changes",
    [{"path": "content/../../escaped.md"}, {"path": "/escaped.md"}, {"photos": (("../../escaped.jpg", "0" * 40),)}],
)
def test_an_approval_cannot_name_a_file_outside_the_content(root: Path, changes: dict[str, object]) -> None:
    write(root, ASKS)
    outside = pytest.raises(LedgerBroken, match="the approval of walk-3c4d names a file outside content/")
    with assessed(root) as (workspace, assessment), outside:
        stage(workspace, approved(assessment, **changes))
    assert not list(root.parent.rglob("escaped*"))
