"""Which faults meet a deed? Each operation fails in turn, each answer of X goes wrong in turn, and both at once.

Four rows of schedules take turns, so that a few of them are of every kind already: the machine dies at the n-th
operation; the n-th operation fails; one answer of X is spoilt; and, without end, one of each drawn by a seed.
"""

from collections import deque
from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from random import Random

from plugins.rehearsal.faults import Do, Fault
from tests.mirror.deeds import DEEDS
from tests.mirror.effects import How, Watch
from tests.mirror.real import RealWorld

UNKNOWN_STATUSES = (408, 409, 500, 502, 503, 504)
DEFINITE_STATUSES = (400, 401, 402, 403, 404, 413, 415, 422)
RESETS = (None, -60, 900, 24 * 3600)
LAGS = (0, 60, 599)
_LATE_S, _HANG_S = (5.0, 119.0), 6.0
_SKEWS_S = (3600.0, -3600.0, 86_400.0, -1.8e7)
_MARGIN = 20
_TELLING = frozenset({"POST /2/tweets", "DELETE /2/tweets/{id}"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """What goes wrong when a deed is done for the first time; afterwards everything works again."""

    deed: str = "send"
    at: int = 0
    how: How = How.DIE
    replies: tuple[Fault, ...] = ()
    on_unknown: str = "retry"
    lag: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """What became of a schedule: tweets too many, and posts without one.

    Whether the run came as far as the operation that was to fail (`struck`), whether anything failed at all (`fired`),
    and at which operation the machine died (0: it did not).
    """

    deed: str
    duplicates: int
    lost: int
    struck: bool
    fired: bool
    died_at: int


def play(schedule: Schedule, world: RealWorld) -> End:
    """Do it once with everything going wrong, then again, with a timer's runs between."""
    deed, watch = DEEDS[schedule.deed], Watch(at=schedule.at, how=schedule.how)
    deed.before(world)
    world.script(*schedule.replies)
    deed.do(world, watch)
    deed.finish(world)
    duplicates, lost = world.count(deed.gone)
    return End(
        deed=schedule.deed,
        duplicates=duplicates,
        lost=lost,
        struck=watch.struck,
        fired=watch.fired or bool(schedule.replies),
        died_at=schedule.at if watch.fired and schedule.how is How.DIE and not schedule.replies else 0,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Clean:
    """What a deed without faults does: each request by its endpoint and its number there from 0, and its operations."""

    deed: str
    requests: tuple[tuple[str, int], ...]
    operations: int


def clean_run(world: RealWorld, deed: str = "send") -> Clean:
    """Do it once; the account has counted what was asked of it."""
    watch = Watch()
    DEEDS[deed].before(world)
    with world.house.server.store.transaction() as db:
        db.execute("DELETE FROM rate")
    DEEDS[deed].do(world, watch)
    with world.house.server.store.transaction() as db:
        rows = db.execute("SELECT endpoint, used FROM rate ORDER BY endpoint").fetchall()
    requests = tuple((row["endpoint"], number) for row in rows for number in range(row["used"]))
    return Clean(deed=deed, requests=requests, operations=len(watch.seen))


def each_operation(deed: str, *hows: How) -> Generator[Schedule, bool, None]:
    """The first operation fails, the second, the third, until a run passes; send back whether it came so far."""
    for on_unknown, lag in (("retry", 0), ("hold", 599)):
        for how in hows:
            for at in count(1):
                if not (yield Schedule(deed=deed, at=at, how=how, on_unknown=on_unknown, lag=lag)):
                    break


def each_reply(clean: Clean) -> Generator[Schedule, bool, None]:
    """Every request of a run, with every answer that may come to it."""
    for lag in LAGS:
        for endpoint, number in clean.requests:
            for reply in replies(endpoint, number):
                yield Schedule(deed=clean.deed, replies=(reply,), lag=lag)


def seeded(clean: Clean) -> Generator[Schedule, bool, None]:
    """One or two spoilt answers, mostly to the call that says or deletes something, and one operation that fails.

    A run that meets a spoilt answer may take longer than a clean one.
    """
    telling = [request for request in clean.requests if request[0] in _TELLING]
    for seed in count():
        random = Random(seed)  # noqa: S311 - schedules, not secrets
        chosen = [
            random.choice(telling if random.random() < 0.7 else clean.requests) for _ in range(random.choice([1, 1, 2]))
        ]
        yield Schedule(
            deed=clean.deed,
            at=random.randint(1, clean.operations + _MARGIN),
            how=random.choice(list(How)),
            replies=tuple(random.choice(list(replies(*each))) for each in chosen),
            on_unknown=random.choice(["retry", "hold"]),
            lag=random.choice(LAGS),
        )


def replies(endpoint: str, number: int) -> Iterator[Fault]:
    """All that X may do with the `number`-th request (from 0) instead of answering well.

    A definite no is never a lie: what X refuses with 400 or 429 is not carried out behind it. Nobody could live with
    that.
    """
    yield from (Fault(on=endpoint, skip=number, do=Do.STATUS, status=status) for status in DEFINITE_STATUSES)
    yield from (Fault(on=endpoint, skip=number, do=Do.STATUS, status=429, reset_in=reset) for reset in RESETS)
    for made in (False, True):
        yield from (
            Fault(on=endpoint, skip=number, do=Do.STATUS, status=status, made=made) for status in UNKNOWN_STATUSES
        )
        yield from (Fault(on=endpoint, skip=number, do=do, made=made) for do in _BODIES)
        yield Fault(on=endpoint, skip=number, do=Do.HANG, made=made, seconds=_HANG_S)
    yield from (Fault(on=endpoint, skip=number, do=Do.LATE_ACCEPT, seconds=late) for late in _LATE_S)
    yield from (Fault(on=endpoint, skip=number, do=Do.WRONG_DATE, seconds=skew) for skew in _SKEWS_S)
    yield from (Fault(on=endpoint, skip=number, do=do) for do in _PLAIN)


_BODIES = (Do.GARBAGE, Do.REDIRECT, Do.TRUNCATED, Do.ERRORS_ONLY)
_PLAIN = (Do.ACCEPT_THEN_CUT, Do.REFUSE_CUT, Do.LIST_ERROR, Do.PARTIAL_MEDIA)


class Turns:
    """All schedules of these deeds, four rows of each in turn; what `heard` is told decides where a row ends."""

    def __init__(self, *deeds: Clean) -> None:
        rows = [row for clean in deeds for row in _rows(clean)]
        self._rows = deque(rows)
        self._next = deque(next(row) for row in rows)

    @property
    def schedule(self) -> Schedule:
        """The one whose turn it is."""
        return self._next[0]

    def heard(self, end: End) -> None:
        """Go on to the next row; one that is exhausted is left out from now on."""
        row = self._rows.popleft()
        self._next.popleft()
        with suppress(StopIteration):
            self._next.append(row.send(end.struck))
            self._rows.append(row)


def _rows(clean: Clean) -> list[Generator[Schedule, bool, None]]:
    dying, failing = each_operation(clean.deed, How.DIE), each_operation(clean.deed, How.FAIL, How.UNHEARD)
    return [dying, failing, each_reply(clean), seeded(clean)]
