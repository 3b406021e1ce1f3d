"""Is that JSON value what it should be? The value itself, or ValueError."""

import re
from typing import Any

_NUMBER = re.compile(r"[0-9]{1,19}")


def number_of(value: object) -> str:
    """An id of X's."""
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        raise ValueError("no number")
    return value


def text_of(value: object) -> str:
    """Words."""
    if not isinstance(value, str):
        raise ValueError("no text")  # noqa: TRY004 - every misfit is one error
    return value


def object_of(value: object) -> dict[str, Any]:
    """A JSON object."""
    if not isinstance(value, dict):
        raise ValueError("no object")  # noqa: TRY004
    return value


def list_of(value: object) -> list[Any]:
    """A JSON list."""
    if not isinstance(value, list):
        raise ValueError("no list")  # noqa: TRY004
    return value
