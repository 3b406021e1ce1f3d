"""The site's policy page tells how each clause is kept, from the README's own table, and keeps the policy itself."""

import subprocess
import sys
from pathlib import Path

from plugins.policy.clauses import TITLE, rewritten, told
from tests.commands.inside import document
from tests.commands.workspace import ROOT, make_workspace

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGE = ROOT / "content" / "pages" / "twitter-policy.md"


def test_the_page_is_made_from_the_readmes_table(tmp_path: Path) -> None:
    copy = tmp_path / "page.md"
    copy.write_bytes(PAGE.read_bytes())
    command = [sys.executable, "-m", "plugins.policy.clauses", str(ROOT / "README.md"), str(copy)]
    subprocess.run(command, cwd=ROOT, check=True)
    assert copy.read_bytes() == PAGE.read_bytes(), "make fix writes it anew"


def test_each_clause_is_told() -> None:
    page = told(README)
    assert [f"R{one}" for one in range(1, 14) if f"R{one}" not in page] == []


def test_signs_of_the_readme_are_left_out_and_other_parts_stay() -> None:
    page = f"Before.\n\n{TITLE}\n\nold\n\n## After\n\nMore.\n"
    readme = "| a (R1) | `one` *two* [three](x.md) | [link](y.md) |\n| accessible | no clause | |\n"
    made = rewritten(page, readme)
    assert made.startswith(f"Before.\n\n{TITLE}\n\n")
    assert "| A (R1) | One two three |\n\n## After\n\nMore.\n" in made
    assert "old" not in made
    assert "accessible" not in made
    assert rewritten(made, readme) == made


def test_the_page_keeps_the_policy_that_it_tells(tmp_path: Path) -> None:
    root = make_workspace(tmp_path)
    (root / "content" / "pages" / "twitter-policy.md").write_bytes(PAGE.read_bytes())
    found = [one for one in document(root, "check")["findings"] if one["rule"] != "links"]
    assert [one for one in found if one["severity"] != "NOTE"] == []
