"""How many names are found without a roll, and how often is one seen where there is none?

Run by `python -m tests.bench.names FILE.jsonl …`: lines of {"id", "group", "child", "field", "text"}, or drafts as in
policy-dev.jsonl. Prints recall by group, precision, and each miss by id.
"""

# ruff: noqa: T201 - a bench prints
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from plugins.detect.names import names
from plugins.model.post import Field
from tests import make

_PLACES = {"file": "photos[0].file", "alt": "photos[0].alt", "caption": "photos[0].caption", "tag": "tags[0]"}


def fields(case: Mapping[str, Any]) -> Iterator[Field]:
    """The fields of one case."""
    if "text" in case:
        yield Field(name=_PLACES.get(case["field"], case["field"]), text=case["text"], line=1)
        return
    for line, name in enumerate(("title", "summary", "body"), start=1):
        yield Field(name=name, text=case[name], line=line)
    for name, text in (case["image"] or {}).items():
        yield Field(name=f"photos[0].{name}", text=text, line=9)


def main(file: Path) -> None:
    """Measure one file and print."""
    right: dict[str, list[str]] = defaultdict(list)
    wrong: dict[str, list[str]] = defaultdict(list)
    alarms, blocked = [], []
    for line in file.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        seen = {one.kind for one in names(make.post(fields=tuple(fields(case))), "a.md", None, ())}
        child = case.get("child", "child-name" in case.get("labels", ()))
        group = case.get("group", "drafts")
        if child:
            (right if seen else wrong)[group].append(case["id"])
        elif seen:
            alarms.append(f"{group}:{case['id']}")
            blocked += [case["id"]] if "likely-name" in seen else []
    for group in sorted({*right, *wrong}):
        hits, misses = len(right[group]), len(wrong[group])
        print(f"{group:18} {hits}/{hits + misses}  {' '.join(wrong[group])}")
    hits = sum(map(len, right.values()))
    misses = sum(map(len, wrong.values()))
    print(
        f"recall {hits / (hits + misses or 1):.3f} of {hits + misses}, precision {hits / (hits + len(alarms) or 1):.3f}"
    )
    print(f"{len(alarms)} false alarms, {len(blocked)} of them refused: {' '.join(alarms)}")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        main(Path(name))
