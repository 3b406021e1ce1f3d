"""Can two publishers be made to meet at every step? One runs at a time, and a schedule says which, effect by effect."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Semaphore, Thread

from plugins.model.errors import SchoolgateError
from tests.mirror.fakes import Crash, Gate


@dataclass(slots=True)
class Actor:
    """One publisher in a thread of its own; `dies_at` is the effect, counted from 1, at which its machine dies."""

    play: Callable[[Gate], object]
    dies_at: int = 0
    effects: int = 0
    over: bool = False
    failed: list[BaseException] = field(default_factory=list)
    _turn: Semaphore = field(default_factory=lambda: Semaphore(0))
    _back: Semaphore = field(default_factory=lambda: Semaphore(0))
    _thread: Thread | None = None

    def step(self) -> None:
        """Let it go on to its next effect, or to its end."""
        if self.over:
            return
        if self._thread is None:
            self._thread = Thread(target=self._run, daemon=True)
            self._thread.start()
        self._turn.release()
        assert self._back.acquire(timeout=10)

    def finish(self) -> None:
        while not self.over:
            self.step()

    def _run(self) -> None:
        self._turn.acquire()
        try:
            with suppress(SchoolgateError, Crash):
                self.play(self._gate)
        except BaseException as error:  # noqa: BLE001 - told by the thread that waits
            self.failed.append(error)
        self.over = True
        self._back.release()

    def _gate(self, _effect: str) -> None:
        self.effects += 1
        self._back.release()
        self._turn.acquire()
        if self.effects == self.dies_at:
            raise Crash


def perform(actors: list[Actor], schedule: Iterable[int]) -> None:
    """Play by the schedule (indices of actors), then each actor in turn to its end."""
    for index in schedule:
        actors[index].step()
    for actor in actors:
        actor.finish()
    assert [error for actor in actors for error in actor.failed] == []
