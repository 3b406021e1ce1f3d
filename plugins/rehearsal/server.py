"""Who opens the rehearsal, and who closes it? One server over one database file, for as long as a `with` lasts."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Thread

from plugins.model.account import Shown
from plugins.model.errors import CouldNotRun
from plugins.model.school import School
from plugins.rehearsal import faults, moment, people
from plugins.rehearsal.faults import Fault
from plugins.rehearsal.oauth import Credentials, credentials
from plugins.rehearsal.people import Invented
from plugins.rehearsal.routes import Stage
from plugins.rehearsal.sockets import Listener
from plugins.rehearsal.store import Store, settle

_POLL_S = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A rehearsal account that answers at `url` to whoever signs with `credentials`."""

    url: str
    credentials: Credentials
    store: Store

    def script(self, *scripted: Fault) -> None:
        """Let these faults happen, each when its turn comes."""
        with self.store.transaction() as db:
            faults.script(db, scripted)

    def now(self) -> datetime:
        """The account's time."""
        with self.store.transaction() as db:
            return moment.moment_of(moment.now(db))

    def advance(self, seconds: float) -> None:
        """Move the account's clock forward at once."""
        with self.store.transaction() as db:
            moment.advance(db, seconds)

    def give_credit(self, dollars: float | None) -> None:
        """Let the account run out of money after so much; None: never."""
        with self.store.transaction() as db:
            settle(db, "credit", None if dollars is None else dollars * 1000)

    def show_after(self, seconds: float) -> None:
        """Let new tweets stay off the timeline for so long."""
        with self.store.transaction() as db:
            settle(db, "visible_after_s", seconds)

    def repeat_after(self, seconds: float | None) -> None:
        """Let the same words be said again after so long; None: after a day. 0 hides no mistake of a publisher's."""
        with self.store.transaction() as db:
            settle(db, "repeat_after_s", seconds)

    def put(self, *invented: Invented) -> None:
        """Put people on the account's lists, the last one newest."""
        with self.store.transaction() as db:
            people.put(db, invented)

    def remove(self, relation: str, number: int) -> None:
        """Take somebody off a list."""
        with self.store.transaction() as db:
            people.remove(db, relation, number)

    def rename(self, number: int, username: str) -> None:
        """Let somebody take another handle."""
        with self.store.transaction() as db:
            people.rename(db, number, username)

    def suspend(self, number: int) -> None:
        """Let X suspend somebody."""
        with self.store.transaction() as db:
            people.suspend(db, number)

    def protect(self) -> None:
        """Make the account a private one."""
        with self.store.transaction() as db:
            settle(db, "protected", 1.0)

    def tweets(self) -> tuple[Shown, ...]:
        """The newest 1,000 that were said and not deleted, whether or not they can be seen yet; for tests."""
        with self.store.transaction() as db:
            rows = db.execute("SELECT * FROM tweet WHERE deleted_at IS NULL ORDER BY id DESC LIMIT 1000").fetchall()
        return tuple(
            Shown(
                id=str(row["id"]),
                text=row["text"],
                urls=tuple(entity["expanded_url"] for entity in json.loads(row["entities"])),
                created_at=moment.moment_of(row["created_at"]),
            )
            for row in rows
        )


@contextmanager
def serve(
    database: Path, school: School, *, port: int = 0, start: datetime | None = None, frozen: bool = False
) -> Iterator[Server]:
    """Open the rehearsal account in `database` (made if need be) at 127.0.0.1; `port` 0 takes any that is free.

    The clock begins at `start` (else in the school's next open hour) unless it is later already; `frozen`: it moves
    only when it is moved. CouldNotRun when the database cannot be opened or the port is taken.
    """
    store = Store(database)
    with store.transaction() as db:
        moment.start(db, school.hours, start, frozen=frozen)
    try:
        listener = Listener(port, Stage(store=store, school=school).respond)
    except OSError as error:
        raise CouldNotRun(
            f"the rehearsal account cannot listen on port {port}", fix="close the program that uses it, or give port 0"
        ) from error
    thread = Thread(target=listener.serve_forever, kwargs={"poll_interval": _POLL_S}, name="rehearsal")
    thread.start()
    try:
        address = f"http://127.0.0.1:{listener.server_port}"
        yield Server(url=address, credentials=credentials(school.account.id), store=store)
    finally:
        listener.stop()
        thread.join()
