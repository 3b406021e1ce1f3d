"""Did this clone write that itself? What is kept between two runs is sealed with a key that never leaves the machine.

Whoever can write into the cache, or restores one that somebody else filled, cannot make anybody here believe it:
without the right seal there is no memory, and the work is done again.
"""

import hmac
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from plugins.detect.memory import write_whole

_KEY_BYTES = 32
_MOST_BYTES = 2**29


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """Keeps bytes in `file`; `key_file` holds the key, and is made where it is missing."""

    file: Path
    key_file: Path

    def load(self) -> bytes | None:
        """What was saved last, when it is whole and was sealed with this key; None otherwise."""
        try:
            if self.file.stat().st_size > _MOST_BYTES:
                return None
            data = self.file.read_bytes()
        except OSError:
            return None
        seal, kept = data[:_KEY_BYTES], data[_KEY_BYTES:]
        return kept if hmac.compare_digest(seal, self._sealed(kept)) else None

    def save(self, data: bytes) -> None:
        """Keep these bytes in place of the last; where nothing can be written, nothing is kept."""
        with suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self.file, self._sealed(data) + data)

    def forget(self) -> None:
        """Keep nothing."""
        self.file.unlink(missing_ok=True)

    def _sealed(self, data: bytes) -> bytes:
        return hmac.digest(self._key(), data, "sha256")

    def _key(self) -> bytes:
        """The key; one that is too short, or that others could read, is no secret and is made anew."""
        try:
            opened = os.open(self.key_file, os.O_RDONLY | os.O_NOFOLLOW)
            with os.fdopen(opened, "rb") as file:
                key = file.read(_KEY_BYTES)
                private = os.fstat(opened).st_mode & 0o077 == 0
            if private and len(key) == _KEY_BYTES:
                return key
        except OSError:
            pass
        key = secrets.token_bytes(_KEY_BYTES)
        with suppress(OSError):
            self.key_file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self.key_file, key)
        return key
