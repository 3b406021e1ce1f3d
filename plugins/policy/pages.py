"""What does a teacher read about a rule? One page a rule, made from the very file that judges.

Written by `python -m plugins.policy.pages docs/rules`.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

from plugins.model.finding import Severity
from plugins.policy.example import as_markdown
from plugins.policy.rule import Rule
from plugins.policy.rulebook import RULES

_STRENGTH = {Severity.NOTE: "tells", Severity.ASK: "asks", Severity.BLOCK: "refuses"}
_MADE = "<!-- Made by `python -m plugins.policy.pages docs/rules`: change the rule's own file instead. -->\n"
_INTRO = """# The rules

Every post and page is held against these rules before anything is written. A rule *refuses* what must never be
published, *asks* an approver, or *tells* and stops nothing. The clauses are those of the school's Twitter policy;
+ marks what the law or kindness adds to it.

| rule | clause | at most it | what it keeps |
|---|---|---|---|
"""


def pages() -> Mapping[str, str]:
    """File name and Markdown of each rule's page, and of the index."""
    index = "".join(
        f"| [{rule.id}]({rule.id}.md) | {rule.clause} | {_STRENGTH[rule.strongest]} | {rule.title} |\n"
        for rule in RULES
    )
    return {f"{rule.id}.md": _page(rule) for rule in RULES} | {"README.md": _MADE + _INTRO + index}


def _page(rule: Rule) -> str:
    question, _, rest = rule.page.partition("\n\n")
    head = f"# {rule.title}\n\n`{rule.id}` · clause {rule.clause} · {_STRENGTH[rule.strongest]}\n\n*{question}*\n\n"
    return f"{_MADE}{head}{as_markdown(rest).strip()}\n"


def main(folder: Path) -> None:
    """Write all pages into a folder."""
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
