"""What is done besides sending? A post, a tweet or a picture is taken back, and a run leaves its heartbeat.

Each deed is what its command does once it knows which post is meant: the same functions, with real git, HTTP and files.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from plugins.clone.ports import Ports
from plugins.clone.workspace import Workspace
from plugins.console import exits
from plugins.console.command import answer
from plugins.console.output import Output
from plugins.detect.made import Derived, Pictures, keep
from plugins.mirror.revision import CORRECTED, WITHDRAWN
from plugins.mirror.withdraw import Order, begin
from plugins.model.entry import Change, State
from plugins.model.manifest import Item
from plugins.model.post import ContentHash
from plugins.rehearsal.faults import Do, Fault
from plugins.saying.deletion import delete_tweet
from plugins.saying.picture import withdraw_picture
from plugins.saying.watched import watched
from tests.mirror.effects import Watch, WatchedGit
from tests.mirror.fakes import CHANNEL, approval, news
from tests.mirror.real import ITEMS, PEBBLES, RealWorld, ServerClock, account, write_page

CHOIR = ITEMS[0]
RIGHT = news("choir", summary="The choir sings on Friday.", content_hash=ContentHash("d" * 64))
_PICTURE = PEBBLES.file.as_posix()
_ROUNDS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Something that a person or a timer does.

    `before` makes the world in which it is done, `do` does it once and tells the exit code, and of what is `gone` no
    tweet is left in the end.
    """

    do: Callable[[RealWorld, Watch], int]
    before: Callable[[RealWorld], None] = lambda _: None
    gone: Sequence[Item] = ()

    def finish(self, world: RealWorld) -> None:
        """Do it again as whoever is told that it is not finished, with the timer's runs in between."""
        for _ in range(_ROUNDS):
            code = self.do(world, Watch())
            world.settle()
            if code == exits.DONE:
                return


def _send(world: RealWorld, watch: Watch) -> int:
    world.run(watch)
    return exits.DONE


def _send_watched(world: RealWorld, watch: Watch) -> int:
    out, ports = Output(as_json=True), _ports(world, watch)
    run = partial(watched, out, _workspace(world), ports, lambda: world.say(watch).exit_code)
    world.act(watch, run)
    return exits.DONE


def _withdraw(how: str, world: RealWorld, watch: Watch) -> int:
    """Take the choir back, or its tweet alone."""
    out, ports = Output(as_json=True), _ports(world, watch)
    order = Order(
        post=CHOIR.post,
        channel=CHANNEL,
        approver="head",
        reason="wrong day",
        at=world.house.server.now(),
        permalink=CHOIR.permalink if how == WITHDRAWN else "",
        how=how,
    )

    def run() -> int:
        entry = begin(ports.ledger, order)
        over = how == CORRECTED and entry.state is not State.WITHDRAWING  # as the command has it
        return exits.DONE if over else delete_tweet(out, _workspace(world), ports, entry)

    return _code(world.act(watch, partial(answer, out, run)))


def _withdraw_picture(world: RealWorld, watch: Watch) -> int:
    out, ports = Output(as_json=True), _ports(world, watch)
    run = partial(withdraw_picture, out, _workspace(world), ports, _PICTURE, ("head", "a picture"))
    return _code(world.act(watch, partial(answer, out, run)))


def _said(world: RealWorld) -> None:
    """The choir was said before."""
    every, world.items = world.items, ITEMS[:1]
    world.run(Watch())
    world.items = every


def _in_doubt(world: RealWorld) -> None:
    """The choir was said, but nobody has heard of it yet."""
    world.script(Fault(on="POST /2/tweets", do=Do.ACCEPT_THEN_CUT))
    _said(world)


def _corrected(world: RealWorld) -> None:
    """The choir was said; it has been corrected since, without its picture, and approved."""
    _said(world)
    write_page(world.house.root, RIGHT)
    ledger = world.ledger()
    ledger.advance(ledger.read(), Change(summary="Approve", approvals=(approval(RIGHT),)))
    world.items = tuple(RIGHT if item == CHOIR else item for item in world.items)
    digest = hashlib.sha256((world.house.root / _PICTURE).read_bytes()).hexdigest()
    width = Derived(name=PEBBLES.file.name, width=1, height=1, bytes=1, avif="pebbles.avif", avif_bytes=1)
    keep(_workspace(world).cache, f"{digest}-1", Pictures(widths=(width,), files=()))


def _ports(world: RealWorld, watch: Watch) -> Ports:
    server = world.house.server
    return Ports(
        connect=lambda: account(server, world.patience_s),
        channel=CHANNEL,
        clock=ServerClock(server),
        ledger=world.ledger(watch),
        git=WatchedGit(world.house.root, watch),
    )


def _workspace(world: RealWorld) -> Workspace:
    return Workspace(root=world.house.root, school=world.school, roll=None)


def _code(code: int | None) -> int:
    return exits.TRY_LATER if code is None else code


DEEDS: Mapping[str, Deed] = MappingProxyType({
    "send": Deed(do=_send),
    "heartbeat": Deed(do=_send_watched),
    "withdraw": Deed(do=partial(_withdraw, WITHDRAWN), before=_said, gone=ITEMS[:1]),
    "withdraw in doubt": Deed(do=partial(_withdraw, WITHDRAWN), before=_in_doubt, gone=ITEMS[:1]),
    "resend": Deed(do=partial(_withdraw, CORRECTED), before=_corrected, gone=ITEMS[:1]),
    "withdraw a picture": Deed(do=_withdraw_picture, before=_corrected, gone=ITEMS[:1]),
})  # fmt: skip
