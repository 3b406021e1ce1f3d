"""How does a frozen value become JSON and back? By its own field types, with nothing guessed and nothing left over."""

from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from pathlib import PurePosixPath
from types import UnionType
from typing import Any, NewType, get_args, get_origin, get_type_hints

_BARE = (int, float, bool)


def to_plain(value: object) -> Any:  # noqa: ANN401 - whatever json.dumps takes
    """Dictionaries, lists, strings, numbers, yes and no, and None; times in ISO 8601 with their offset."""
    if is_dataclass(value):
        return {name: to_plain(getattr(value, name)) for name in _names(value.__class__)}
    if isinstance(value, tuple):
        return [to_plain(each) for each in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, (StrEnum, PurePosixPath)) else value


@cache
def _names(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - any dataclass
    return tuple(field.name for field in fields(kind))


def from_plain(kind: Any, plain: object, at: str = "") -> Any:  # noqa: ANN401 - the kind is the type
    """A value of type `kind`; ValueError names the field (`at`) that does not fit, never what it holds."""
    if isinstance(kind, NewType):
        return from_plain(kind.__supertype__, plain, at)
    if isinstance(kind, UnionType):
        return None if plain is None else from_plain(get_args(kind)[0], plain, at)
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind), plain, at)
    if is_dataclass(kind):
        return _dataclass(kind, plain, at)
    if kind in _BARE and type(plain) is kind:
        return plain
    if kind not in _BARE and isinstance(plain, str):
        return _word(kind, plain, at)
    raise ValueError(f"{at} does not fit")


def _word(kind: Any, plain: str, at: str) -> object:  # noqa: ANN401
    try:
        value: object = datetime.fromisoformat(plain) if kind is datetime else kind(plain)
    except ValueError:
        raise ValueError(f"{at} does not fit") from None
    if isinstance(value, datetime) and value.tzinfo is None:
        raise ValueError(f"{at} has no time zone")
    return value


def _tuple(kinds: tuple[Any, ...], plain: object, at: str) -> tuple[object, ...]:
    if not isinstance(plain, list):
        raise ValueError(f"{at} is not a list")  # noqa: TRY004 - every misfit is one error
    each = kinds[:1] * len(plain) if kinds[-1] is ... else kinds
    if len(each) != len(plain):
        raise ValueError(f"{at} has the wrong length")
    return tuple(from_plain(kind, value, f"{at}[{n}]") for n, (kind, value) in enumerate(zip(each, plain, strict=True)))


def _dataclass(kind: Any, plain: object, at: str) -> object:  # noqa: ANN401
    hints = _hints(kind)
    if not isinstance(plain, dict) or plain.keys() != hints.keys():
        raise ValueError(f"{at or 'the document'} has other fields than expected")
    return kind(**{name: from_plain(hint, plain[name], f"{at}.{name}".lstrip(".")) for name, hint in hints.items()})


@cache
def _hints(kind: Any) -> dict[str, Any]:  # noqa: ANN401
    return get_type_hints(kind)
