"""Is this value the same as in another run? A digest of all that can be read of it, or an honest "nobody knows"."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from datetime import date, tzinfo
from enum import Enum
from pathlib import PurePath
from typing import Any

Attributes = Callable[[object], Mapping[str, object] | None]


class Unknown(Exception):
    """A value that cannot be told from another one: whatever was made of it must be made again."""


class Prints:
    """Digests of values, each made once; `attributes` tells what can be read of objects that are no plain values.

    It gives the attributes by name, or None for an object of an unknown kind.
    """

    def __init__(self, attributes: Attributes) -> None:
        self._attributes = attributes
        self._made: dict[int, tuple[object, str]] = {}

    def of(self, value: object) -> str:
        """The digest, or the whole value where it is short; Unknown where there is none."""
        if value is None or isinstance(value, (str, int, float, date, tzinfo, Enum, PurePath)):
            return f"{type(value).__name__} {value!r}"
        if id(value) not in self._made:
            text = self._text(value)
            self._made[id(value)] = value, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return self._made[id(value)][1]

    def _text(self, value: Any) -> str:  # noqa: ANN401 - whatever a template is given
        kind = type(value).__name__
        if is_dataclass(value) and getattr(value, "__dataclass_params__").repr:  # noqa: B009 - no type knows of it
            return f"{kind} {value!r}"
        if isinstance(value, (list, tuple)):
            return f"{kind} {[self.of(each) for each in value]}"
        if isinstance(value, Mapping):
            return f"{kind} {[(self.of(name), self.of(each)) for name, each in value.items()]}"
        attributes = self._attributes(value)
        if attributes is None:
            raise Unknown(kind)
        return f"{kind} {[(name, self.of(each)) for name, each in sorted(attributes.items())]}"
