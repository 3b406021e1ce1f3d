"""All bad inputs at once, given to the real command: nothing is built, sent, written or recorded, and each is told."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.commands.workspace import ledger, make_workspace, run, text, told, tree
from tests.hostile.case import CHILD, Case
from tests.hostile.pictures import NAMED, TALKING
from tests.hostile.table import CASES

TOGETHER = [case for case in CASES if case not in (*TALKING, *NAMED) and case.name != "place-credit"]
"""A photo that can be decoded is searched for faces and writing, which takes seconds each; one of them is enough."""


Attacked = tuple[Path, dict[str, bytes], str, dict[str, Any]]


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Attacked:
    """A school that has published, what lay in and beside its folder then, its ledger, and what an attack is told."""
    folder = tmp_path_factory.mktemp("attacked")
    root = make_workspace(folder, text("fair-1a2b"), own_memory=True)
    roll = folder / "roll.csv"
    roll.write_text(f"first,last\n{','.join(CHILD)}\n", encoding="utf-8")
    environment = {"SCHOOLGATE_ROLL_FILE": str(roll)}
    said = run(root, "publish", env=environment)
    assert said.returncode == 0, said.stderr
    for case in (*TOGETHER, TALKING[0]):
        case.plant(root / "content")
    shutil.copytree(root / "public", folder / "before", symlinks=True)
    before, tip = tree(folder), ledger(root)
    return root, before, tip, told(root, "publish", env=environment)


def test_the_run_is_refused(attacked: Attacked) -> None:
    assert attacked[3]["exit_code"] == 1


def test_site_feeds_ledger_and_the_folders_around_are_as_they_were(
    attacked: Attacked,
) -> None:
    root, before, tip, _ = attacked
    after = tree(root.parent)
    assert {f"before/{name}" for name in tree(root / "public")} <= after.keys()
    assert tree(root / "public") == tree(root.parent / "before")
    new = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert [name for name in sorted(new) if not name.startswith("school/.schoolgate/")] == []
    kept = [name for name in sorted(new) if "/detections/" not in name]
    assert [name for name in kept if "/staging/" in name or "/build/" in name or name.endswith((".jpg", ".html"))] == []
    assert ledger(root) == tip


@pytest.mark.parametrize("case", TOGETHER, ids=lambda case: case.name)
def test_each_is_told_with_its_file_and_remedy(attacked: Attacked, case: Case) -> None:
    lines = [
        f"{found['message']} {found['fix']}"
        for found in attacked[3]["findings"]
        if found["path"] in (f"content/{case.file}", *_unnamed(case, found["path"])) and found["severity"] == "BLOCK"
    ]
    assert any(case.told in line for line in lines), lines


def _unnamed(case: Case, path: str) -> tuple[str, ...]:
    """A path that is not told, because a child's name is in it."""
    hidden = any(name.lower() in case.file for name in CHILD) and "in the order of names" in path
    return (path,) if hidden else ()


def test_nothing_of_it_is_repeated(attacked: Attacked) -> None:
    words = json.dumps(attacked[3]).lower()
    assert [
        word for word in (*(name.lower() for name in CHILD), "alert(", "evil.example", "passwd") if word in words
    ] == []
