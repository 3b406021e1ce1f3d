"""What may be remembered as a pickle? Frozen values of ours, and times: nothing in it can run.

Only what this clone sealed is read at all. This is what still holds should somebody have got hold of the key.
"""

import io
import pickle
import sys
from dataclasses import is_dataclass
from datetime import date, datetime, time, timedelta, timezone
from enum import Enum, EnumMeta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

_OURS = ("plugins.model.", "plugins.detect.page")


def dumps(value: object) -> bytes:
    """The value as bytes."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def loads(data: bytes) -> Any:  # noqa: ANN401 - what was dumped
    """The value that was dumped; None where anything is in it but frozen values, times and what Python's own are."""
    try:
        return _Frozen(io.BytesIO(data)).load()
    except (pickle.UnpicklingError, EOFError):
        return None


class _Frozen(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - pickle's own
        """A class of values, or what makes a time zone."""
        return _STANDARD.get((module, name)) or _ours(module, name)


def _part(owner: object, name: str) -> object:
    """What pickle makes a time zone with, or, in some Pythons, a member of an enumeration of ours.

    It asks for either by getattr, which is given for that alone.
    """
    if owner is ZoneInfo and name == "_unpickle":
        found: object = getattr(owner, name)
        return found
    if isinstance(owner, EnumMeta) and name in owner.__members__:
        return owner.__members__[name]
    raise pickle.UnpicklingError(name)


_STANDARD: dict[tuple[str, str], object] = {
    ("builtins", "getattr"): _part,
    ("zoneinfo", "ZoneInfo"): ZoneInfo,
    **{("datetime", kind.__name__): kind for kind in (date, datetime, time, timedelta, timezone)},
}


@cache
def _ours(module: str, name: str) -> type:
    """A dataclass or an enumeration that this very module defines."""
    found = getattr(sys.modules.get(module), name, None) if module.startswith(_OURS) else None
    if isinstance(found, type) and found.__module__ == module and (is_dataclass(found) or issubclass(found, Enum)):
        return found
    raise pickle.UnpicklingError(f"{module}.{name}")
