"""How findings are told, and of which posts."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.commands.inside import document, invoke
from tests.commands.workspace import make_photo, make_workspace, photos, text, write

LATE = "2026-11-20 19:00"


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two posts are forbidden already, and two more since."""
    root = make_workspace(
        tmp_path_factory.mktemp("check"),
        text("old-1a2b", date=LATE),
        text("photo-1a2b", date=LATE, photos=photos()),
        text("fine-1a2b"),
    )
    subprocess.run(["git", "-C", str(root), "tag", "before"], check=True)
    write(
        root, text("new-1a2b", date=LATE), text("fine-1a2b", date=LATE), text("draft-1a2b", date=LATE, status="draft")
    )
    make_photo(root, colour="navy")
    return root


def test_annotations_are_told_in_place_of_lines(school: Path) -> None:
    said = invoke(school, "check", "--format", "github")
    lines = said.stdout.splitlines()
    assert said.exit_code == 1
    assert [line.partition(",line=")[0] for line in lines if line.startswith("::")] == [
        f"::error file=content/news/{name}-1a2b.md" for name in ("fine", "new", "old", "photo")
    ]
    assert not any("BLOCK" in line for line in lines)


def test_what_is_told_may_be_kept_to_what_was_changed_and_all_of_it_is_judged(school: Path) -> None:
    said = document(school, "check", "--since", "before")
    assert [Path(one["path"]).stem for one in said["findings"]] == ["fine-1a2b", "new-1a2b", "photo-1a2b"]
    assert len(said["plan"]["refused"]) == 4
    assert said["exit_code"] == 1


def test_a_commit_that_is_not_there_is_no_reason_to_tell_nothing(school: Path) -> None:
    said = invoke(school, "check", "--since", "nowhere")
    assert (said.exit_code, "no common history with the commit that --since names" in said.stderr) == (3, True)


def test_sarif_is_the_whole_of_the_output(school: Path) -> None:
    said = document_of(school)
    assert {result["ruleId"] for result in said["runs"][0]["results"]} == {"hours"}
    assert len(said["runs"][0]["results"]) == 4


def document_of(root: Path) -> dict[str, Any]:
    said = invoke(root, "check", "--format", "sarif")
    assert said.exit_code == 1
    told: dict[str, Any] = json.loads(said.stdout)
    return told


@pytest.mark.parametrize("form", ["lines", "github", "sarif"])
def test_a_file_that_is_called_after_a_child_is_told_by_its_number(tmp_path: Path, form: str) -> None:
    root = make_workspace(tmp_path)
    (root / "content" / "news").mkdir(exist_ok=True)
    (root / "content" / "news" / "brimsy, quillfeather won.md").write_text(text("won-1a2b", date=LATE), "utf-8")
    roll = tmp_path / "roll.csv"
    roll.write_text("Forename,Surname\nBrimsy,Quillfeather\n", encoding="utf-8")
    said = invoke(root, "check", "--format", form, env={"SCHOOLGATE_ROLL_FILE": str(roll)})
    assert said.exit_code == 1
    assert "brimsy" not in said.output.lower()
    assert "in%20the%20order" in said.output or "in the order of names" in said.output


def test_a_review_tells_what_was_changed_and_that_alone(school: Path) -> None:
    said = document(school, "review", "--since", "before")
    titles = [line for line in said["comment"].splitlines() if line.startswith("### ")]
    assert titles == [f"### `content/news/{name}-1a2b.md`" for name in ("draft", "fine", "new", "photo")]
    assert "Everybody counted" not in said["comment"]
    assert said["exit_code"] == 1


def test_a_review_calls_no_file_by_a_childs_name(tmp_path: Path) -> None:
    root = make_workspace(tmp_path)
    subprocess.run(["git", "-C", str(root), "tag", "before"], check=True)
    (root / "content" / "news").mkdir(exist_ok=True)
    (root / "content" / "news" / "brimsy-quillfeather.md").write_text(text("won-1a2b"), "utf-8")
    roll = tmp_path / "roll.csv"
    roll.write_text("Forename,Surname\nBrimsy,Quillfeather\n", encoding="utf-8")
    said = invoke(root, "review", "--since", "before", env={"SCHOOLGATE_ROLL_FILE": str(roll)})
    assert "### `content/(file 1 in the order of names)`" in said.stdout
    assert "brimsy" not in said.output.lower()
