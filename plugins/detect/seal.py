"""Did this clone write that itself? What is kept between two runs is sealed with a key that never leaves the machine.

Whoever can write into the cache, or restores one that somebody else filled, cannot make anybody here believe it:
without the right seal there is no memory, and the work is done again. A seal holds for one name: what was kept as the
answer to one question is no answer to another.
"""

import hmac
import json
import os
import secrets
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from errno import EACCES, ELOOP, ENOENT
from pathlib import Path
from typing import TypeVar

from plugins.model.plain import from_plain, to_plain

T = TypeVar("T")

_KEY_BYTES = 32
_MOST_BYTES = 2**29
_NO_KEY = frozenset({ENOENT, EACCES, ELOOP})


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """Keeps bytes in `file`; `key_file` holds the key, and is made where it is missing."""

    file: Path
    key_file: Path

    def load(self) -> bytes | None:
        """What was saved last, when it is whole and was sealed with this key for this name; None otherwise."""
        try:
            return self.read()
        except OSError:
            return None

    def read(self) -> bytes | None:
        """The same for whom it is no answer that the disk gave none: OSError where there is something, unreadable."""
        try:
            if self.file.stat().st_size > _MOST_BYTES:
                return None
            data = self.file.read_bytes()
        except FileNotFoundError:
            return None
        seal, kept = data[:_KEY_BYTES], data[_KEY_BYTES:]
        return kept if hmac.compare_digest(seal, self._sealed(kept)) else None

    def save(self, data: bytes) -> None:
        """Keep these bytes in place of the last; where nothing can be written, nothing is kept."""
        with suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self.file, self._sealed(data) + data)

    def recall(self, kind: type[T]) -> T | None:
        """The value that was kept last, of a type that plugins.model.plain can read; None where there is none."""
        return _value(kind, self.load())

    def demand(self, kind: type[T]) -> T | None:
        """The same; OSError as `read` has it."""
        return _value(kind, self.read())

    def keep(self, value: object) -> None:
        """Save a value of a type that plugins.model.plain can write."""
        self.save(json.dumps(to_plain(value), allow_nan=False).encode())

    def forget(self) -> None:
        """Keep nothing."""
        self.file.unlink(missing_ok=True)

    def _sealed(self, data: bytes) -> bytes:
        return hmac.digest(self._key(), self.file.name.encode() + b"\0" + data, "sha256")

    def _key(self) -> bytes:
        """The key; one that is too short, or that others could read, is no secret and is made anew."""
        try:
            opened = os.open(self.key_file, os.O_RDONLY | os.O_NOFOLLOW)
            with os.fdopen(opened, "rb") as file:
                key = file.read(_KEY_BYTES)
                private = os.fstat(opened).st_mode & 0o077 == 0
            if private and len(key) == _KEY_BYTES:
                return key
        except OSError as error:
            if error.errno not in _NO_KEY:
                raise  # it may be there, and everything is sealed with it
        key = secrets.token_bytes(_KEY_BYTES)
        with suppress(OSError):
            self.key_file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self.key_file, key)
        return key


@dataclass(frozen=True, slots=True, kw_only=True)
class Cache:
    """Where this clone keeps what it made, `folder`, and the key of its seals."""

    folder: Path
    key_file: Path

    def seal(self, name: str) -> Seal:
        """The seal of one thing that is kept there."""
        return Seal(file=self.folder / name, key_file=self.key_file)


def _value(kind: type[T], kept: bytes | None) -> T | None:
    try:
        known: T = from_plain(kind, json.loads(kept or b""))
    except ValueError:
        return None
    return known


def write_whole(target: Path, data: bytes) -> None:
    """Whole or not at all, also when two runs write the same file."""
    number, name = tempfile.mkstemp(dir=target.parent, prefix=".part-")
    part = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
