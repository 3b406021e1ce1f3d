from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.clone.assess import NO_LEDGER, Assessment, assess, read_ledger
from plugins.clone.ports import Ports, open_ports
from plugins.clone.workspace import open_workspace
from plugins.model.entry import Change, State
from plugins.model.errors import LedgerMissing
from plugins.model.post import PostId
from tests import make
from tests.commands.workspace import SNOW, ledger, make_workspace, run, text, told, write

NOW = make.at("2026-11-23 10:00")


@contextmanager
def opened(root: Path) -> Iterator[Ports]:
    with open_ports(open_workspace(root)) as ports:
        yield ports


def assessed(root: Path) -> Assessment:
    with opened(root) as ports:
        return assess(open_workspace(root), ports, print)


def test_everything_is_judged_for_the_accounts_moment_and_approved_for_the_first_time(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, text("fair-1a2b"), text("draft-1a2b", status="draft"))
    found = assessed(root)
    assert found.now == NOW
    assert found.channel == "rehearsal"
    assert found.snapshot is NO_LEDGER
    assert len(found.judged) == 3
    assert set(found.accepted) == {"about", "fair-1a2b"}
    assert ledger(root) == ""


def test_what_the_ledger_has_approved_is_not_asked_about_again_until_it_changes(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, text("fair-1a2b"), text("walk-3c4d"))
    first = assessed(root)
    with opened(root) as ports:
        ports.ledger.create(Change(summary="Start", approvals=tuple(first.accepted.values())))
    assert assessed(root).accepted == {}
    write(root, text("walk-3c4d", body="And back again."))
    again = assessed(root)
    assert set(again.accepted) == {"walk-3c4d"}
    assert len(again.plan.build) == 3


def test_to_begin_a_ledger_none_is_read(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, text("fair-1a2b"))
    first = assessed(root)
    with opened(root) as ports:
        ports.ledger.create(Change(summary="Start", approvals=tuple(first.accepted.values())))
        found = assess(open_workspace(root), ports, print, begin=True)
    assert found.snapshot is NO_LEDGER
    assert set(found.accepted) == {"fair-1a2b", "about"}


def test_only_a_rehearsal_may_have_no_ledger_yet(tmp_path: Path) -> None:
    with opened(make_workspace(tmp_path)) as ports:
        assert read_ledger(ports) is NO_LEDGER
        with pytest.raises(LedgerMissing):
            read_ledger(replace(ports, channel="x"))


def test_every_file_lands_in_exactly_one_place_and_the_site_holds_what_was_built(tmp_path: Path) -> None:
    known = text("known-1a2b", body="The brimsy quillfeather was there.")
    root = make_workspace(tmp_path, known, *(text(f"{name}-1a2b") for name in ("live", "taken", "going", "edited")))
    assert run(root, "publish").returncode == 0
    with opened(root) as ports:
        standing = ports.ledger.read().entries[PostId("live-1a2b"), "rehearsal"]
        taken = replace(standing, post=PostId("taken-1a2b"), state=State.SKIPPED, how="withdrawn")
        going = replace(standing, post=PostId("going-1a2b"), state=State.WITHDRAWING, how="withdrawn")
        ports.ledger.advance(ports.ledger.read(), Change(summary="Taken down", entries=(taken, going)))
    write(
        root,
        text("edited-1a2b", summary="Thank you to @museum for having us."),
        text("asks-1a2b", summary="Thank you to @library for having us."),
        text("refused-1a2b", date="2026-11-22 10:00"),
        text("draft-1a2b", status="draft"),
        text("future-1a2b", date="2026-11-24 10:00"),
        SNOW,
    )
    (root / "content" / "news" / "odd.md").write_text("no front matter", encoding="utf-8")
    roll = tmp_path / "roll.csv"
    roll.write_text("Forename,Surname\nBrimsy,Quillfeather\n", encoding="utf-8")
    found = told(root, "publish", env={"SCHOOLGATE_ROLL_FILE": str(roll)})
    assert {place: [Path(path).stem for path in paths] for place, paths in found["plan"].items()} == {
        "build": ["live-1a2b", "snow-7a8b", "about"],
        "waiting": ["asks-1a2b", "edited-1a2b"],
        "withheld": ["known-1a2b"],
        "refused": ["odd", "refused-1a2b"],
        "withdrawn": ["going-1a2b", "taken-1a2b"],
        "future": ["future-1a2b"],
        "drafts": ["draft-1a2b"],
    }
    assert sum(map(len, found["plan"].values())) == len(list(root.glob("content/*/*.md")))
    assert found["exit_code"] == 4
    pages = {page.parent.name: page.read_text("utf-8") for page in (root / "public/current").glob("news/*/index.html")}
    taken_down = {post for post, page in pages.items() if "content-hash" not in page}
    assert taken_down == {"going-1a2b", "taken-1a2b"}
    assert set(pages) - taken_down == {"live-1a2b", "snow-7a8b", "edited-1a2b"}
