"""Is each post said once where three publishers are killed again and again? Processes, `kill -9`, no warning.

Each publisher is forked from a process that has everything loaded already, so that one is at work within milliseconds;
the account and the site are a process of their own, as X and a web host are. A publisher lives for a moment drawn by a
seed, or until it has nothing to do; then the next takes its place.

    python -m tests.mirror.kills [KILLS] [SEED]
"""

import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random

from plugins.mirror import live
from plugins.model.entry import Change
from plugins.model.errors import TryAgain
from plugins.rehearsal.oauth import credentials
from plugins.rehearsal.server import Server, serve
from plugins.rehearsal.store import Store
from tests.mirror.effects import Watch
from tests.mirror.fakes import MONDAY, approval, news, school
from tests.mirror.real import BETWEEN_RUNS, DATABASE, House, RealWorld, deployed, write_page

PUBLISHERS = 3
POSTS = 3
"""How many posts are due at a time."""

_LONGEST_S = 0.8
_ROUND = 9
"""How many publishers may end, killed or not, before time passes."""

_WITH_GIT = 0.2
_LIMITS = {"per_run": POSTS, "per_day": 1_000_000, "spacing_s": 0}


@dataclass(slots=True, kw_only=True)
class Kills:
    """A world under fire: processes by their number with the moment at which each is killed."""

    world: RealWorld
    random: Random
    alive: dict[int, float] = field(default_factory=dict)
    killed: int = 0
    ended: int = 0

    def step(self) -> None:
        """Fill the places that are empty, then bury who has ended and kill whose time has come."""
        while len(self.alive) < PUBLISHERS:
            longest = _LONGEST_S * self.random.choice([1, 1, 1, 1, 1, 5])  # long enough to find a lock in its way
            self.alive[fork(lambda: self.world.run(Watch()))] = time.monotonic() + self.random.uniform(0, longest)
        time.sleep(0.002)
        for process, until in list(self.alive.items()):
            if os.waitpid(process, os.WNOHANG)[0]:
                self.ended += 1
                del self.alive[process]
            elif time.monotonic() >= until:
                self.kill(process)

    def kill(self, process: int) -> None:
        """One publisher dies; at times its git dies with it, as in a power cut, and leaves its locks behind."""
        below = _children(process) if self.random.random() < _WITH_GIT else []
        os.kill(process, signal.SIGKILL)
        for child in below:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        self.killed += os.WIFSIGNALED(os.waitpid(process, 0)[1])
        self.ended += 1
        del self.alive[process]

    def over(self) -> None:
        """Let nobody of them live on."""
        for process in list(self.alive):
            self.kill(process)


def under_fire(world: RealWorld, kills: int, random: Random) -> tuple[int, int, int]:
    """Kills, tweets too many, posts without one; new posts come until so many publishers were killed."""
    fire = Kills(world=world, random=random)
    try:
        while fire.killed < kills:
            if len(world.house.server.tweets()) >= len(world.items):
                _more(world)
            for _ in range(PUBLISHERS * 4):
                fire.step()
            if fire.ended >= _ROUND:  # who comes too early finds nothing to do: let time pass
                fire.ended = 0
                _pass(world.house)
    finally:
        fire.over()
    _pass(world.house)
    world.settle()
    return (fire.killed, *world.count())


def fork(work: Callable[[], object]) -> int:
    """A process that does this and ends; its number."""
    process = os.fork()
    if process == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return process


def _children(process: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def _more(world: RealWorld) -> None:
    """Some more posts are due, approved and live."""
    fresh = [news(f"news-{len(world.items) + number}") for number in range(POSTS)]
    for item in fresh:
        write_page(world.house.root, item)
    change = Change(summary="Approve", approvals=tuple(approval(item) for item in fresh))
    ledger = world.ledger()
    while not all(item.post in ledger.read().approvals for item in fresh):
        with suppress(TryAgain):  # publishers are writing, too
            ledger.advance(ledger.read(), change)
    world.items = (*world.items, *fresh)


def _pass(home: House) -> None:
    """Time passes, for the account, within the hours of the school's days, and for what lies about."""
    home.server.advance(BETWEEN_RUNS.total_seconds())
    now = home.server.now()
    if now.hour >= 17:
        home.server.advance(timedelta(days=3 if now.isoweekday() >= 5 else 1, hours=-7).total_seconds())
    then = time.time() - BETWEEN_RUNS.total_seconds()
    for lock in (home.root / ".git" / "refs").rglob("*.lock"):
        with suppress(FileNotFoundError):  # it was in use
            os.utime(lock, (then, then))


@contextmanager
def apart(folder: Path) -> Iterator[House]:
    """A house whose account and site are served by a process of their own: this one has no threads, and may fork."""
    start = deployed(folder)
    told, telling = os.pipe()
    waited, waiting = os.pipe()

    def servers() -> None:
        os.close(waiting)
        database = folder / DATABASE
        with serve(database, school(), start=MONDAY, frozen=True) as server, live.serve(folder) as site:
            os.write(telling, json.dumps([server.url, site]).encode())
            os.read(waited, 1)

    process = fork(servers)
    try:
        url, site = json.loads(os.read(told, 1000))
        server = Server(url=url, credentials=credentials(school().account.id), store=Store(folder / DATABASE))
        yield House(root=folder, server=server, site=site, start=start)
    finally:
        os.close(waiting)
        os.waitpid(process, 0)
        for end in (told, telling, waited):
            os.close(end)


def kill(kills: int, seed: int) -> dict[str, int]:
    """So many kills in one house."""
    with tempfile.TemporaryDirectory() as folder, apart(Path(folder, "house")) as home:
        tempfile.tempdir = folder  # what the killed leave behind goes with the folder
        try:
            world = home.world(lag=60)
            world.school, world.items = school(on_unknown="retry", limits=_LIMITS), ()
            killed, duplicates, lost = under_fire(world, kills, Random(seed))  # noqa: S311 - moments, not secrets
        finally:
            tempfile.tempdir = None
    return {"kills": killed, "posts": len(world.items), "duplicates": duplicates, "lost": lost}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(kill(*(int(word) for word in (*sys.argv[1:], *("20", "0")[len(sys.argv) - 1 :])))))
