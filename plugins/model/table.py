"""What stands in one table of school.toml? Its keys taken out one by one, and every mistake remembered."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfoNotFoundError

MISSING = object()


class Table:
    """One table of the file; takes its keys out one by one and remembers every mistake."""

    def __init__(self, name: str, values: object, mistakes: list[str]) -> None:
        self._name = name
        self._mistakes = mistakes
        self._values: dict[str, Any] = dict(values) if isinstance(values, Mapping) else {}
        if not isinstance(values, Mapping):
            mistakes.append(f"[{name}] is missing" if values is MISSING else f"[{name}] must be a table")

    def wrong(self, key: str, why: str) -> None:
        """Remember a mistake about `key`."""
        self._mistakes.append(f"[{self._name}] {key}: {why}")

    def take(self, key: str, kind: type, default: object = MISSING) -> Any:  # noqa: ANN401 - the kind is the type
        """The value of `key`, or `default`; a mistake where it is missing or of another kind."""
        value = self._values.pop(key, default)
        if value is MISSING:
            self.wrong(key, "is missing")
            return _NOTHING[kind]
        if value is not default and type(value) is not kind:
            self.wrong(key, f"must be {_PLAIN[kind]}")
            return _NOTHING[kind]
        return value

    def text(self, key: str, *, empty: bool = False) -> str:
        """One line of words."""
        value: str = self.take(key, str)
        if not (_fits(value) and (empty or value.strip())):
            self.wrong(key, f"must be words in one line, at most {_LONGEST} letters")
        return value

    def matching(self, key: str, pattern: str, why: str) -> str:
        """Words that match `pattern` as a whole; else `why` is the mistake."""
        value = self.text(key)
        if not re.fullmatch(pattern, value, re.ASCII):
            self.wrong(key, why)
        return value

    def optional(self, key: str, pattern: str, why: str) -> str:
        """As `matching`, or empty words where the key is missing."""
        return self.matching(key, pattern, why) if key in self._values else ""

    def choice(self, key: str, allowed: tuple[str, ...]) -> str:
        """One of the `allowed` words."""
        value = self.text(key, empty="" in allowed)
        if value not in allowed:
            self.wrong(key, f"must be one of {', '.join(repr(word) for word in allowed)}")
        return value

    def flag(self, key: str) -> bool:
        """True or false; false where nothing is said."""
        return self.take(key, bool, default=False) is True

    def number(self, key: str, least: int, most: int) -> int:
        """A whole number, both ends inclusive."""
        value: int = self.take(key, int)
        if not least <= value <= most:
            self.wrong(key, f"must be from {least} to {most}")
        return value

    def words(self, key: str, *, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of words, at least one; a missing key is a mistake unless there is a `default`."""
        if default is not None and key not in self._values:
            return default
        values: list[object] = self.take(key, list)
        if not values or not all(isinstance(value, str) and value.strip() and _fits(value) for value in values):
            self.wrong(key, "must be a list of words")
        return tuple(str(value) for value in values)

    def parsed(self, key: str, parse: Callable[[str], Any], example: str, otherwise: object) -> Any:  # noqa: ANN401
        """What `parse` makes of the words; `otherwise` where it raises ValueError or knows no such time zone."""
        value = self.text(key)
        try:
            return parse(value)
        except (ValueError, ZoneInfoNotFoundError):
            self.wrong(key, f"must look like {example!r}")
            return otherwise

    def tables(self, key: str) -> "list[Table]":
        """The tables of a list, none where the key is missing."""
        values: list[object] = self.take(key, list, [])
        return [Table(f"{self._name}.{key}", value, self._mistakes) for value in values]

    def done(self) -> None:
        """Everything that is left is a mistake."""
        for key in self._values:
            self.wrong(key, "is not a setting; take it out or correct its spelling")


_NOTHING: dict[type, object] = {str: "", int: 0, list: [], date: None, bool: False}
_LONGEST = 200
"""Characters of one setting; an SSH public key has fewer."""


def _fits(value: str) -> bool:
    """Whether it is one line of a sensible length that hides nothing."""
    return value.isprintable() and len(value) <= _LONGEST


_PLAIN = {
    str: 'words in "quotes"',
    int: "a whole number",
    list: "a list in [brackets]",
    date: "a date, 2026-09-01",
    bool: "true or false",
}
