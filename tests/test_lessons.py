"""The lessons' drafts are judged as the lesson says: the class and the checks must come to the same answer."""

from pathlib import Path

import pytest

from tests.commands.inside import document
from tests.commands.workspace import ROOT, make_workspace

DRAFTS = ROOT / "docs" / "lessons" / "drafts"


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Each draft with the clauses that refuse it."""
    drafts = [file.read_text(encoding="utf-8") for file in sorted(DRAFTS.iterdir())]
    told = document(make_workspace(tmp_path_factory.mktemp("lesson"), *drafts), "check")
    found: dict[str, set[str]] = {}
    for one in told["findings"]:
        if one["severity"] == "BLOCK":
            found.setdefault(Path(one["path"]).stem, set()).add(one["clause"])
    return found


@pytest.mark.parametrize(
    ("draft", "clauses"),
    [
        ("lesson-one-aa22", {"R8", "R10"}),
        ("lesson-two-bb33", {"+"}),
        ("lesson-three-cc44", {"R12"}),
        ("lesson-four-dd55", {"R7"}),
    ],
)
def test_r13_the_checks_refuse_what_the_class_should_refuse(
    refused: dict[str, set[str]], draft: str, clauses: set[str]
) -> None:
    assert clauses <= refused[draft]


def test_r13_the_last_draft_may_be_published(refused: dict[str, set[str]]) -> None:
    assert "lesson-five-ee66" not in refused


def test_r13_every_draft_is_in_the_table_of_the_lesson() -> None:
    page = (DRAFTS.parent / "README.md").read_text(encoding="utf-8")
    assert all(f"(drafts/{file.name})" in page for file in DRAFTS.iterdir())
