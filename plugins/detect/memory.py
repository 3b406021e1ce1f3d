"""Was this measured before? The same bytes and the same detector give the same answer, so it is kept.

What is kept are kinds, numbers and boxes: never a word of a post or a name. It is sealed, for an answer can lift a
refusal. It may be deleted at any time.
"""

import hashlib
import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from plugins.detect.seal import Cache

T = TypeVar("T")

FOLDER = "detections"
"""The folder inside the cache where all measurements are remembered."""
MOST = 20_000
KEPT = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Detector:
    """Who measures: `version` names everything that may change an answer (the code, the weights, the thresholds)."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Memory:
    """Answers in the cache, one small file each; of each detector at most 20,000, then the oldest half goes."""

    cache: Cache
    _tidied: set[str] = field(default_factory=set, repr=False, compare=False)

    def recall(self, detector: Detector, key: str, kind: type[T], measure: Callable[[], T]) -> T:
        """The answer to `key` (a digest of what is looked at): remembered, or measured now and kept.

        `kind` is the type of the answer, anything that plugins.model.plain can write. A file that is damaged, does not
        fit or was written by somebody else is measured again; where nothing can be written, nothing is kept. What
        `measure` raises is not kept.
        """
        named = hashlib.sha256(json.dumps([detector.name, detector.version, key]).encode()).hexdigest()
        seal = self.cache.seal(f"{FOLDER}/{detector.name}/{named}")
        known = seal.recall(kind)
        if known is None:
            known = measure()
            with suppress(OSError):  # a full disk makes the next run slower, and nothing else
                self._tidy(seal.file.parent)
            seal.keep(known)
        return known

    def _tidy(self, folder: Path) -> None:
        """Once a run, before the first new answer of a detector: what nobody wrote lately makes room."""
        if folder.name in self._tidied:
            return
        self._tidied.add(folder.name)
        folder.mkdir(parents=True, exist_ok=True)
        kept = [(entry.stat().st_mtime, entry.path) for entry in os.scandir(folder)]
        if len(kept) > MOST:
            for _, old in sorted(kept)[:-KEPT]:
                Path(old).unlink(missing_ok=True)
