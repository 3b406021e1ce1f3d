from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from plugins.mirror.resolve import pause
from plugins.model.entry import Change, State
from plugins.model.errors import ClockWrong
from plugins.model.post import ContentHash
from tests import make
from tests.mirror.fakes import MONDAY, FakeClock, World, approval, news, when

CHOIR = news("choir")


def at(text: str) -> datetime:
    return make.at(text).astimezone(UTC)


def clock_to(world: World, text: str) -> Callable[[], None]:
    def move() -> None:
        world.clock.at = at(text)

    return move


@pytest.mark.parametrize(
    ("moment", "why"),
    [
        ("2026-11-23 07:45:00", "waits until Monday 08:00"),
        ("2026-11-23 18:00:01", "waits until Tuesday 08:00"),
        ("2026-11-22 12:00:00", "waits until Monday 08:00"),
    ],
)
def test_outside_the_hours_a_post_waits_and_says_until_when(moment: str, why: str) -> None:
    world = World([CHOIR], clock=FakeClock(at=at(moment)))
    summary = world.send()
    assert (summary.exit_code, summary.waiting[0].why, world.wall.tweets) == (75, why, [])


def test_a_run_that_starts_a_second_early_waits_for_the_window() -> None:
    world = World([CHOIR], clock=FakeClock(at=at("2026-11-23 07:59:59")))
    assert world.send().exit_code == 0
    assert world.clock.waited == [1.0]


def test_at_six_sharp_a_post_still_goes() -> None:
    world = World([CHOIR], clock=FakeClock(at=at("2026-11-23 18:00:00")))
    assert world.send().exit_code == 0
    assert len(world.wall.tweets) == 1


@pytest.mark.parametrize("effect", ["before live", "before timeline", "before advance", "after advance", "before post"])
def test_a_window_that_closes_on_the_way_stops_the_post(effect: str) -> None:
    world = World([CHOIR], clock=FakeClock(at=at("2026-11-23 17:59:59")))
    summary = world.send(when(effect, clock_to(world, "2026-11-23 18:00:01")))
    assert (summary.exit_code, summary.waiting[0].post, world.wall.tweets) == (75, "choir", [])
    world.clock.at = at("2026-11-24 08:00")
    assert world.send().exit_code == 0
    assert len(world.wall.tweets) == 1


@pytest.mark.parametrize("effect", ["before timeline", "before advance", "after advance", "before post"])
def test_a_machine_that_sleeps_on_the_way_says_nothing_late(effect: str) -> None:
    world = World([CHOIR])
    world.send(when(effect, lambda: world.clock.wait(3 * 3600)))
    assert all(tweet.created_at <= at("2026-11-23 18:00") for tweet in world.wall.tweets)
    world.settle()
    assert len(world.wall.tweets) == 1


def test_a_claim_is_not_sent_after_its_deadline() -> None:
    world = World([CHOIR])
    summary = world.send(when("before post", lambda: world.clock.wait(121)))
    assert (summary.exit_code, world.wall.tweets, world.entry("choir").state) == (75, [], State.RETRY)


def test_the_deadline_counts_from_the_claim() -> None:
    world = World([CHOIR])

    def dawdle(effect: str) -> None:
        if effect in {"after advance", "before post"}:
            world.clock.wait(70)

    assert world.send(dawdle).exit_code == 75
    assert (world.wall.tweets, world.entry("choir").state) == ([], State.RETRY)


def test_a_pause_on_the_way_stops_the_post() -> None:
    for effect in ("before timeline", "before advance", "after advance"):
        world = World([CHOIR])

        def stop(world: World = world) -> None:
            pause(world.ledger, "a complaint", MONDAY)

        assert world.send(when(effect, stop)).exit_code == 4
        assert world.wall.tweets == []
        assert State.SENDING not in {entry.state for entry in world.ledger.read().entries.values()}


def test_a_yes_that_is_taken_back_on_the_way_stops_the_post() -> None:
    world = World([CHOIR])

    def take_back() -> None:
        other = approval(CHOIR, content_hash=ContentHash("e" * 64))
        world.ledger.advance(world.ledger.read(), Change(summary="Test", approvals=(other,)))

    summary = world.send(when("after advance", take_back))
    assert (summary.exit_code, world.wall.tweets, world.entry("choir").state) == (4, [], State.RETRY)


def test_a_day_on_which_the_clocks_change_keeps_its_hours() -> None:
    world = World([CHOIR], clock=FakeClock(at=datetime(2027, 3, 29, 6, 59, tzinfo=UTC)))
    world.send()
    assert [tweet.created_at for tweet in world.wall.tweets] == [datetime(2027, 3, 29, 7, 0, tzinfo=UTC)]


@pytest.mark.parametrize("skew_s", [121, -121, 3600, -3600, 86_400, -86_400])
def test_a_machine_with_another_time_says_nothing(skew_s: int) -> None:
    world = World([CHOIR], clock=FakeClock(skew=timedelta(seconds=skew_s)))
    with pytest.raises(ClockWrong):
        world.send()
    assert world.wall.tweets == []


def test_a_machine_in_1970_says_nothing() -> None:
    world = World([CHOIR], clock=FakeClock(skew=datetime(1970, 1, 1, tzinfo=UTC) - MONDAY))
    with pytest.raises(ClockWrong):
        world.send()


def test_a_clock_that_jumps_before_the_look_is_noticed() -> None:
    world = World([CHOIR])

    def jump() -> None:
        world.clock.skew = timedelta(hours=1)

    with pytest.raises(ClockWrong):
        world.send(when("before timeline", jump))
    assert world.wall.tweets == []


def test_two_minutes_are_forgiven() -> None:
    world = World([CHOIR], clock=FakeClock(skew=timedelta(seconds=120)))
    assert world.send().exit_code == 0
