import subprocess
import sys
from pathlib import Path

from plugins.policy.pages import pages
from plugins.policy.rulebook import RULES

DOCS = Path(__file__).parents[2] / "docs" / "rules"


def test_the_committed_pages_are_the_generated_ones(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "plugins.policy.pages", tmp_path], check=True, cwd=DOCS.parents[1])
    made = {file.name: file.read_text(encoding="utf-8") for file in tmp_path.iterdir()}
    assert {file.name: file.read_text(encoding="utf-8") for file in DOCS.iterdir()} == made
    assert made == pages()


def test_the_index_leads_to_every_rule() -> None:
    index = pages()["README.md"]
    assert all(f"[{rule.id}]({rule.id}.md) | {rule.clause} |" in index for rule in RULES)


def test_examples_are_shown_as_code() -> None:
    assert "**Refused**, a Sunday:\n\n```yaml\ndate: 2026-11-29T12:00\n```\n" in pages()["hours.md"]
    assert "::" not in "".join(pages().values())
