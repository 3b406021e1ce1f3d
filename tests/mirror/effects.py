"""What touches the world? Python itself tells: every file opened, program started, connection made (PEP 578).

Nothing is listed here by hand: an operation that somebody adds to the code tomorrow is counted, and made to fail.
"""

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from threading import get_ident
from typing import Any

from plugins.repo.errors import GitFailed
from plugins.repo.git import Git
from tests.mirror.fakes import Crash

PROGRAM, CONNECTION = "subprocess.Popen", "socket.connect"
_WITH_VALUE = frozenset({"-C", "-c"})  # what stands between git and its verb
_FILES = ("os.", "shutil.", "tempfile.")
_NO_EFFECT = frozenset({"os.listdir", "os.scandir", "os.walk", "os.fwalk", "os.putenv", "os.unsetenv"})


class How(StrEnum):
    """What becomes of an operation."""

    DIE = "the machine dies just before it"
    FAIL = "it does not happen: no room on the disk, no answer, an error of git"
    UNHEARD = "git does it and dies before it says so"


@dataclass(slots=True)
class Watch:
    """The operations of one run in their order; the `at`-th, counted from 1, fails in its way. 0: none does.

    `lasting`: so does every one after it, as when disk and network are gone for good.
    `fired`: it did. A file cannot be written unheard, so that nothing happens there.
    """

    at: int = 0
    how: How = How.DIE
    lasting: bool = False
    seen: list[str] = field(default_factory=list)
    fired: bool = False

    @property
    def struck(self) -> bool:
        """Whether the run came as far as the operation that was to fail."""
        return 0 < self.at <= len(self.seen)

    def operation(self, event: str, name: str) -> None:
        """One operation is about to happen."""
        self.seen.append(f"{event} {name}")
        now = len(self.seen) == self.at or (self.lasting and self.struck)
        if not now or self.how is How.UNHEARD:
            return
        self.fired = True
        if self.how is How.DIE:
            raise Crash
        if event == PROGRAM:
            raise GitFailed(f"git {name} failed: scripted", fix="again")
        if event == CONNECTION:
            raise ConnectionRefusedError(errno.ECONNREFUSED, "scripted")
        raise OSError(errno.ENOSPC, "scripted")


class WatchedGit(Git):
    """Git whose answer may be lost: what it did is done."""

    def __init__(self, root: Path, watch: Watch) -> None:
        super().__init__(root)
        self._watch = watch

    def run(self, *arguments: str, **more: Any) -> bytes:
        out = super().run(*arguments, **more)
        if len(self._watch.seen) == self._watch.at and self._watch.how is How.UNHEARD:
            self._watch.fired = True
            raise GitFailed(f"git {arguments[0]} failed: scripted", fix="again")
        return out


_watches: dict[int, Watch] = {}
"""By the thread that is watched; what servers do in theirs is not the publisher's doing."""


@contextmanager
def watching(watch: Watch) -> Iterator[None]:
    """Let operations of this thread go through `watch` for as long as the context lasts."""
    if not _installed:
        sys.addaudithook(_hear)  # cannot be taken out again; it costs nothing where nothing is watched
        _installed.append(True)
    _watches[get_ident()] = watch
    try:
        yield
    finally:
        del _watches[get_ident()]


_installed: list[bool] = []


def _hear(event: str, details: tuple[Any, ...]) -> None:
    if not _watches:
        return
    watch = _watches.get(get_ident())
    if watch is not None and (name := _operation(event, details)):
        try:
            watch.operation(event, name)
        except BaseException:
            if event == CONNECTION:
                details[0].close()  # as the kernel does with what a dead process had open
            raise


def _operation(event: str, details: tuple[Any, ...]) -> str:
    """A word for what is about to happen; empty where it touches nothing."""
    if event == PROGRAM:
        words: Iterator[str] = iter(details[1][1:])
        return next(word for word in words if not (word in _WITH_VALUE and next(words)))
    if event == CONNECTION:
        return "loopback"
    if event == "open":
        return "" if isinstance(details[0], int) else "file"
    return "file" if event.startswith(_FILES) and event not in _NO_EFFECT else ""
