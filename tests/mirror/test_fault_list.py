"""Is every fault on the page shown by a test that exists?"""

import ast
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
ROWS = [
    line.split("|")[1:-1]
    for line in (TESTS.parent / "docs" / "faults.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.endswith(" shown by |")
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0].strip())
def test_each_fault_is_shown_by_tests_that_exist(row: list[str]) -> None:
    shown = re.findall(r"`([a-z_/]+\.py)::(test_\w+)`", row[2])
    assert shown
    for file, name in shown:
        tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
        assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}, f"{file}::{name}"


def test_the_list_is_whole() -> None:
    assert len(ROWS) > 50
