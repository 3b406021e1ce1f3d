"""How is each clause of the policy kept, in a parent's words? The README's table, told again on the site's policy page.

Written by `python -m plugins.policy.clauses README.md content/pages/twitter-policy.md`.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

TITLE = "## How each rule is kept"
_ROW = re.compile(r"^\| ([^|]*\((?:A|R)\d[^|]*) \| ([^|]+) \|", re.MULTILINE)
_MARKS = re.compile(r"[`*]|\]\([^)]*\)|\[")
_INTRO = "This is the program's own list. The letters and numbers in brackets count the clauses of our policy."


def told(readme: str) -> str:
    """The part of the page: a table of the README's rows that name a clause, without its links and signs."""
    rows = "".join(f"| {says} | {kept} |\n" for says, kept in _rows(readme))
    return f"{TITLE}\n\n{_INTRO}\n\n| Our policy says | What keeps it |\n| --- | --- |\n{rows}\n"


def rewritten(page: str, readme: str) -> str:
    """The page with its part made anew; all other words stay."""
    before, _, rest = page.partition(TITLE)
    _, mark, after = rest.partition("\n## ")
    return f"{before}{told(readme)}{mark.lstrip()}{after}"


def _rows(readme: str) -> Iterator[tuple[str, str]]:
    for row in _ROW.finditer(readme):
        says, kept = (_MARKS.sub("", cell).strip() for cell in row.groups())
        yield says[0].upper() + says[1:], kept[0].upper() + kept[1:]


def main(readme: Path, page: Path) -> None:
    """Write the page's part anew."""
    page.write_text(rewritten(page.read_text(encoding="utf-8"), readme.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
