from collections.abc import Sequence
from datetime import timedelta

from plugins.mirror.forecast import forecast
from plugins.mirror.notice import Trouble, fingerprint, page, troubles
from plugins.model.entry import Change, Heartbeat, Pause, State
from plugins.model.manifest import Item
from tests import make
from tests.mirror.fakes import CHANNEL, MONDAY, World, entry, news

AGAIN = "run make check and make publish; each says what is wrong and where"
CHOIR = news("choir", published=MONDAY)


def found(world: World, items: Sequence[Item], *, after: timedelta = timedelta()) -> list[str]:
    """Each trouble in a line, so long after ten on a Monday."""
    snapshot, now = world.ledger.read(), MONDAY + after
    outlook = forecast(items, snapshot, now, world.school, CHANNEL)
    told = troubles(snapshot, CHANNEL, outlook, now, world.school.hours)
    return [f"{one.post}: {one.what}; {one.todo}" for one in told]


def beat(world: World, code: int) -> None:
    heartbeat = Heartbeat(at=MONDAY, code=code, since=MONDAY)
    world.ledger.advance(world.ledger.read(), Change(summary="Heartbeat", heartbeat=heartbeat))


HOUR, LATER = timedelta(hours=1), timedelta(hours=1, minutes=1)


def test_what_is_well_or_waits_for_its_time_is_not_told() -> None:
    waits = news("leaves", published=MONDAY, not_before=make.at("2026-11-30 09:00"))
    world = World([CHOIR, waits])
    world.write(entry("choir", State.SENT))
    for code in (0, 75):
        beat(world, code)
        assert found(world, [CHOIR, waits], after=timedelta(days=2)) == []


def test_what_is_held_or_in_doubt_is_told_at_once() -> None:
    world = World([])
    states = (State.HELD, State.SENDING, State.WITHDRAWING)
    world.write(*(entry(state.lower(), state) for state in states), entry("fair", State.WITHDRAWING, how="corrected"))
    assert found(world, []) == [
        "held: held for a person; look at the account, then say what you saw: publish.py resolve held",
        "sending: unknown whether it was said; the next make publish looks at the account again",
        "withdrawing: being withdrawn; go on with it: publish.py withdraw withdrawing; every make publish does so, too",
        "fair: being withdrawn; every make publish goes on with it; publish.py resend fair goes on with it now",
    ]


def test_a_post_that_could_go_is_told_after_an_hour_in_which_the_account_was_open() -> None:
    world = World([CHOIR])
    assert found(world, [CHOIR], after=HOUR) == []
    assert found(world, [CHOIR], after=LATER) == ["choir: may be said now; see what publish.py status says of it"]


def test_a_post_without_a_yes_is_told_and_a_pause_is_a_persons_own() -> None:
    world = World([])
    assert found(world, [CHOIR], after=LATER) == [
        "choir: waits for an approver's yes; see what publish.py status says of it"
    ]
    world.ledger.advance(world.ledger.read(), Change(summary="Pause", pause=Pause(reason="x", at=MONDAY)))
    assert found(world, [CHOIR], after=LATER) == []


def test_a_run_that_failed_is_told_at_once_and_one_that_waits_after_an_hour() -> None:
    world = World([])
    beat(world, 3)
    assert found(world, []) == [f": the last run did not get through (exit 3); {AGAIN}"]
    beat(world, 4)
    assert found(world, [], after=HOUR) == []
    assert found(world, [], after=LATER) == [": something waits for somebody's yes, or was left out; make check tells"]
    world.write(entry("held", State.HELD))
    assert len(found(world, [], after=LATER)) == 1


def test_a_notice_is_one_page_and_none_where_nothing_is_to_be_told() -> None:
    assert (page([], "Thistledown"), fingerprint("")) == ("", "")
    told = page([Trouble(post="", what="a", todo="b"), Trouble(post="choir", what="c", todo="d")], "Thistledown")
    assert "of Thistledown needs a person:\n\n- a\n  What to do: b\n- `choir`: c\n  What to do: d\n" in told
    assert len(fingerprint(told)) == 16
