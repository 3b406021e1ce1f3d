import pytest

from plugins.mirror.start import Start, init
from plugins.model.entry import State
from plugins.model.errors import Refused
from tests import make
from tests.mirror.fakes import CHANNEL, MONDAY, World, approval, news
from tests.mirror.memory import MemoryLedger

OLD = news("old", published=make.at("2026-11-09 10:00"))
MIDDLE = news("middle", published=make.at("2026-11-16 10:00"))
NEW = news("new", published=make.at("2026-11-20 10:00"))
ALL = [MIDDLE, NEW, OLD]


def start(announce: int) -> Start:
    return Start(channel=CHANNEL, at=MONDAY, announce=announce, approvals=[approval(item) for item in ALL])


@pytest.mark.parametrize(
    ("announce", "said"), [(0, []), (1, ["new"]), (2, ["middle", "new"]), (9, ["old", "middle", "new"])]
)
def test_only_the_newest_are_announced(announce: int, said: list[str]) -> None:
    world = World(ALL)
    world.ledger = MemoryLedger()
    init(ALL, world.ledger, start(announce))
    summary = world.send()
    assert [report.post for report in summary.said] == said
    assert summary.exit_code == 0


def test_the_archive_is_recorded_as_said_before() -> None:
    ledger = MemoryLedger()
    snapshot = init(ALL, ledger, start(1))
    assert {entry.post: (entry.state, entry.how) for entry in snapshot.entries.values()} == {
        "old": (State.SKIPPED, "baseline"),
        "middle": (State.SKIPPED, "baseline"),
    }
    assert set(snapshot.approvals) == {"old", "middle", "new"}
    assert ledger.log == ["Start with 2 posts said before"]


def test_a_ledger_is_started_once() -> None:
    ledger = MemoryLedger()
    init(ALL, ledger, start(1))
    with pytest.raises(Refused):
        init(ALL, ledger, start(3))


def test_fewer_than_none_cannot_be_announced() -> None:
    with pytest.raises(Refused, match="below zero"):
        init(ALL, MemoryLedger(), start(-1))
