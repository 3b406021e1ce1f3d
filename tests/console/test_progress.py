"""Long work tells how far it is, short work does not."""

from collections.abc import Iterator

from plugins.console.progress import told


def ticking(seconds: float) -> Iterator[float]:
    now = 0.0
    while True:
        yield now
        now += seconds


def test_short_work_is_quiet() -> None:
    said: list[str] = []
    clock = ticking(0.1)

    assert list(told("abc", said.append, doing="{done} of {all}", clock=lambda: next(clock))) == ["a", "b", "c"]
    assert said == []


def test_long_work_says_how_much_is_done() -> None:
    said: list[str] = []
    clock = ticking(3)

    list(told("abcd", said.append, doing="judged {done} of {all} files", every_s=5, clock=lambda: next(clock)))

    assert said == ["judged 1 of 4 files", "judged 3 of 4 files"]
