"""Can saying it once be tried with everything real but time? Git, HTTP on loopback, files; X is the rehearsal account.

Worlds follow one another in one house: each has a ledger of its own, and the account begins anew. That keeps a
schedule cheap.
"""

import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TypeVar

from PIL import Image

from plugins.clone.ports import rehearsed
from plugins.mirror import live
from plugins.mirror.ledger import GitLedger
from plugins.mirror.publisher import Publisher, Report, Summary, Word
from plugins.mirror.resolve import Decision, resolve
from plugins.mirror.send import send
from plugins.model.entry import Change, State
from plugins.model.errors import SchoolgateError
from plugins.model.manifest import Item
from plugins.model.school import School
from plugins.model.tweet import Media
from plugins.rehearsal.faults import Do, Fault
from plugins.rehearsal.server import Server, serve
from plugins.rehearsal.store import settle
from plugins.repo.git import Git
from plugins.x.account import XAccount
from plugins.x.session import Limits
from tests.mirror.effects import Watch, WatchedGit, watching
from tests.mirror.fakes import CHANNEL, MONDAY, Crash, approval, news, school

PEBBLES = Media(file=PurePosixPath("photos/pebbles.jpg"), alt="Painted pebbles", type="image/jpeg", bytes=1000)
ITEMS = (replace(news("choir"), media=(PEBBLES,)), news("football"))
DATABASE = "rehearsal.sqlite3"
BETWEEN_RUNS = timedelta(minutes=13)
_PATIENCE_S, _LITTLE_PATIENCE_S = 30.0, 2.0
_ROUNDS = 16

Value = TypeVar("Value")
Publish = Callable[[Sequence[Item], Publisher], Summary]

_TRY_AGAIN = Report(post=ITEMS[0].post, word=Word.WAITS, why="the run ended early", at=MONDAY)


@dataclass(frozen=True, slots=True)
class ServerClock:
    """The account's time, asked without a connection, so that no schedule is spent on asking."""

    server: Server

    def now(self) -> datetime:
        return self.server.now()

    def wait(self, seconds: float) -> None:
        self.server.advance(seconds)


@dataclass(slots=True, kw_only=True)
class House:
    """A clone, a deployed site and an account, shared by all the worlds of one test."""

    root: Path
    server: Server
    site: str
    start: str
    worlds: int = 0

    def ever(self) -> list[str]:
        """The words of all that the account ever took, deleted or not."""
        with self.server.store.transaction() as db:
            return [row["text"] for row in db.execute("SELECT text FROM tweet").fetchall()]

    def world(self, *, on_unknown: str = "retry", lag: float = 0) -> "RealWorld":
        """Everything anew: nothing said, nothing claimed, Monday at ten."""
        with self.server.store.transaction() as db:
            for table in ("attachment", "tweet", "media", "fault", "rate", "nonce"):
                db.execute(f"DELETE FROM {table}")  # noqa: S608 - the names above
            settle(db, "last", MONDAY.timestamp())
        self.server.show_after(lag)
        self.server.repeat_after(0)  # X's own notice of repeated words would hide ours
        self.worlds += 1
        ref = f"refs/schoolgate/world-{self.worlds}"
        Git(self.root).update_ref(ref, self.start, None)
        write_page(self.root, ITEMS[0])  # a world before may have corrected it
        return RealWorld(house=self, ref=ref, school=school(on_unknown=on_unknown))


@dataclass(slots=True, kw_only=True)
class RealWorld:
    """One ledger, one account; `publish` is what is being tried."""

    house: House
    ref: str
    school: School
    publish: Publish = send
    items: Sequence[Item] = field(default=ITEMS)
    patience_s: float = _PATIENCE_S

    def ledger(self, watch: Watch | None = None) -> GitLedger:
        """Another publisher's hand on it."""
        git = WatchedGit(self.house.root, watch) if watch else Git(self.house.root)
        return GitLedger(git, ref=self.ref, remote="")

    def script(self, *faults: Fault) -> None:
        """Let X answer so; only an answer that hangs is not waited for as long as a slow machine may need."""
        self.house.server.script(*faults)
        if any(fault.do is Do.HANG for fault in faults):
            self.patience_s = _LITTLE_PATIENCE_S

    def run(self, watch: Watch) -> Summary | None:
        """One run of a publisher; None where it died, or ended with an error that it raises on purpose."""
        return self.act(watch, lambda: self.say(watch))

    def act(self, watch: Watch, do: Callable[[], Value]) -> Value | None:
        """What that gives with its operations watched; None where it died, or ended with an error of ours."""
        with suppress(SchoolgateError, Crash), watching(watch):
            return do()
        return None

    def say(self, watch: Watch) -> Summary:
        """One run, whatever becomes of it."""
        server = self.house.server
        publisher = Publisher(
            ledger=self.ledger(watch),
            account=account(server, self.patience_s),
            clock=ServerClock(server),
            school=self.school,
            site=self.house.root,
            live=partial(live.require_live, base=self.house.site),
            approved=lambda _item: None,
            boottime=lambda: time.clock_gettime(time.CLOCK_BOOTTIME),
            tell=lambda _: None,
        )
        return self.publish(self.items, publisher)

    def settle(self) -> None:
        """Run again and again as a timer would, and let a person settle what is held, until nothing is left to do."""
        for _ in range(_ROUNDS):
            summary = self.run(Watch()) or Summary(waiting=(_TRY_AGAIN,))
            if summary.exit_code == 0:
                return
            now = self.house.server.now()
            until = max([now + BETWEEN_RUNS, *(one.at for one in summary.waiting if one.at)])
            self.house.server.advance((until - now).total_seconds())
            if summary.held:
                self._decide()

    def _decide(self) -> None:
        """As a person would who looks at the account."""
        shown = {url: tweet.id for tweet in self.house.server.tweets() for url in tweet.urls}
        ledger = self.ledger()
        for entry in ledger.read().entries.values():
            if entry.state is State.HELD:
                found = shown.get(entry.permalink, "")
                state = State.SENT if found else State.RETRY
                decision = Decision(state=state, approver="head", at=self.house.server.now(), tweet_id=found)
                resolve(ledger, entry.post, CHANNEL, decision)

    def count(self, gone: Sequence[Item] = ()) -> tuple[int, int]:
        """How many tweets too many there are or ever were, and how many posts without one; of what is `gone`, none."""
        standing = [tweet.text for tweet in self.house.server.tweets()]
        ever = self.house.ever()
        wanted = {item.tweet.text: 1 for item in self.items} | {item.tweet.text: 0 for item in gone}
        many = sum(max(ever.count(text) - 1, standing.count(text) - times, 0) for text, times in wanted.items())
        return many, sum(times > standing.count(text) for text, times in wanted.items())


def account(server: Server, patience_s: float) -> XAccount:
    """The account as a publisher reaches it."""
    limits = Limits(connect_s=patience_s, read_s=patience_s, answer_s=patience_s)
    return XAccount(rehearsed(server), channel=CHANNEL, reply_settings="", base_url=server.url, limits=limits)


def deployed(folder: Path) -> str:
    """A clone with the pages of both posts, and a ledger that approves them; the commit where it begins."""
    subprocess.run(["git", "init", "-q", folder], check=True)
    for item in ITEMS:
        write_page(folder, item)
    (folder / "photos").mkdir()
    Image.new("RGB", (8, 6), "firebrick").save(folder / PEBBLES.file)
    ledger = GitLedger(Git(folder), ref="refs/schoolgate/start", remote="")
    return ledger.create(Change(summary="Start", approvals=tuple(approval(item) for item in ITEMS))).tip


def write_page(folder: Path, item: Item) -> None:
    """A page that is live with this post's content."""
    page = folder / "news" / item.post / "index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(f'<meta name="content-hash" content="{item.content_hash}">')


@contextmanager
def house(folder: Path) -> Iterator[House]:
    """Deploy the pages, begin a ledger, open the account."""
    start = deployed(folder)
    with ExitStack() as stack:
        server = stack.enter_context(serve(folder / DATABASE, school(), start=MONDAY, frozen=True))
        site = stack.enter_context(live.serve(folder))
        yield House(root=folder, server=server, site=site, start=start)
