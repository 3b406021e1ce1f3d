"""What may an editor know of a post's settings? A JSON Schema, made by listening to the very code that reads them.

Written by `python -m plugins.reading.editor docs/front-matter.schema.json`.
"""

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from plugins.model.post import Kind
from plugins.model.school import School
from plugins.model.settings import parse
from plugins.reading.faults import Faults
from plugins.reading.frontmatter import Table
from plugins.reading.schema import POST, Surroundings, values
from plugins.reading.section import Section

_Parsed = TypeVar("_Parsed")
_WORDS = ["string", "number", "boolean"]
"""What an editor's YAML takes `no` and 2026 for; here they are words."""
_ONE_LINE = r"^[^\n\t]*$"


class _Listener(Section):
    """Stands where a section of front matter stands, and writes down what is asked of it."""

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__(Table(keys=(), values={}, line=1, column=1), known, Faults(""))
        self._known = known
        self._asked: dict[str, Any] = {}
        self._needed: set[str] = set()

    @property
    def schema(self) -> dict[str, Any]:
        """What was asked, as a schema; its properties stand in the order of the allow-list."""
        return {
            "type": "object",
            "additionalProperties": False,
            "required": sorted(self._needed, key=self._known.index),
            "properties": {key: self._asked[key] for key in self._known},
        }

    def __contains__(self, key: str) -> bool:
        self._needed.add(key)  # who asks whether it is there tells a fault where it is not
        return True

    def text(self, key: str, most: int, *, needed: bool = False, lines: bool = False) -> str:
        return self._words(
            key, {"type": _WORDS, "maxLength": most, **({} if lines else {"pattern": _ONE_LINE})}, needed
        )

    def choice(self, key: str, allowed: Sequence[str], default: str = "") -> str:
        self._words(key, {"enum": [str(word) for word in allowed]}, not default)
        return allowed[0]

    def parsed(self, key: str, parse: Callable[[str], _Parsed], *, needed: bool = False) -> _Parsed | None:
        try:
            parse("?")
        except ValueError as error:
            self._words(key, {"type": _WORDS, "maxLength": 200, "description": f"It {error}."}, needed)
        return None

    def words(self, key: str, most: int, longest: int) -> tuple[str, ...]:
        each = {"type": _WORDS, "maxLength": longest, "pattern": _ONE_LINE}
        self._asked[key] = {"type": "array", "maxItems": most, "uniqueItems": True, "items": each}
        return ()

    def section(self, key: str, known: Sequence[str]) -> "Section | None":
        inner = _Listener(known)
        self._asked[key] = inner  # its own schema is finished once it was asked
        return inner

    def sections(self, key: str, most: int, known: Sequence[str]) -> "tuple[Section, ...]":
        inner = _Listener(known)
        self._asked[key] = {"type": "array", "maxItems": most, "items": inner}
        return (inner,)

    def _words(self, key: str, about: dict[str, Any], needed: bool) -> str:  # noqa: FBT001 - a word for one line
        self._asked[key] = about
        if needed:
            self._needed.add(key)
        return ""


def schema(school: School) -> str:
    """The schema of a post's front matter, draft 2020-12, as text; classes are the school's."""
    listener = _Listener(POST)
    values(listener, Surroundings(kind=Kind.POST, content=Path(), school=school))
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A post's front matter"}
    return json.dumps({**head, **listener.schema}, indent=2, ensure_ascii=False, default=lambda one: one.schema) + "\n"


if __name__ == "__main__":
    school = parse(Path("school.toml").read_text(encoding="utf-8"))
    Path(sys.argv[1]).write_text(schema(school), encoding="utf-8")
