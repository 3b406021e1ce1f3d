"""How far is it? Long work is never silent: now and then it tells how much is done."""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

_T = TypeVar("_T")


def told(
    items: Sequence[_T],
    say: Callable[[str], None],
    *,
    doing: str,
    every_s: float = 5,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[_T]:
    """Each of the items in turn, saying "judged 12 of 64 files" whenever `every_s` seconds have passed."""
    last = clock()
    for done, item in enumerate(items):
        if clock() - last >= every_s:
            say(doing.format(done=done, all=len(items)))
            last = clock()
        yield item
