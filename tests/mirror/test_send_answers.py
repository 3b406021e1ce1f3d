from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from plugins.mirror.settle import DUPLICATE
from plugins.model.entry import State
from plugins.model.errors import AccountWrong
from tests import make
from tests.mirror.fakes import MONDAY, FakeClock, Wall, World, accepted_then_lost, doubt, news, refuse, school

CHOIR, FOOTBALL = news("choir"), news("football")
Answer = Callable[[Wall, str, datetime], str]


def at(text: str) -> datetime:
    return make.at(text).astimezone(UTC)


def answering(world: World, *answers: Answer) -> dict[str, Any]:
    return {"account": world.account(answers=list(answers))}


@pytest.mark.parametrize("status", [403, 404])
def test_a_refusal_is_held_for_a_person(status: int) -> None:
    world = World([CHOIR])
    summary = world.send(**answering(world, refuse(status)))
    assert (summary.exit_code, summary.held[0].post) == (4, "choir")
    assert world.entry("choir").reason == f"X refuses it ({status})"
    assert world.send().exit_code == 4
    assert world.wall.tweets == []


def test_a_bad_request_is_tried_once_more_and_then_held() -> None:
    world = World([CHOIR])
    answers = answering(world, refuse(400), refuse(400))
    assert (world.send(**answers).exit_code, world.entry("choir").state) == (75, State.RETRY)
    world.clock.wait(60)
    assert (world.send(**answers).exit_code, world.entry("choir").state) == (4, State.HELD)


@pytest.mark.parametrize("status", [401, 402])
def test_refused_credentials_stop_the_run_and_leave_nothing_to_resolve(status: int) -> None:
    world = World([CHOIR, FOOTBALL])
    with pytest.raises(AccountWrong):
        world.send(**answering(world, refuse(status)))
    assert world.entry("choir").state is State.RETRY
    world.clock.wait(60)
    world.settle()
    assert len(world.wall.tweets) == 2


def test_a_rate_limit_stops_the_run_and_is_waited_for() -> None:
    world = World([CHOIR, FOOTBALL])
    reset = MONDAY + timedelta(minutes=30)
    summary = world.send(**answering(world, refuse(429, reset)))
    assert [(r.post, r.at) for r in summary.waiting] == [("choir", reset), ("football", reset)]
    assert summary.exit_code == 75
    world.clock.wait(20 * 60)
    assert world.send().exit_code == 75
    assert world.wall.tweets == []
    world.clock.wait(10 * 60)
    world.settle()
    assert len(world.wall.tweets) == 2


def test_a_rate_limit_does_not_carry_a_post_out_of_its_hours() -> None:
    world = World([CHOIR], clock=FakeClock(at=at("2026-11-23 17:50")))
    world.send(**answering(world, refuse(429)))
    world.clock.wait(15 * 60)
    assert world.send().waiting[0].why == "waits until Tuesday 08:00"
    assert world.wall.tweets == []


def test_a_call_that_never_left_is_made_again_by_the_next_run() -> None:
    world = World([CHOIR])
    assert world.send(**answering(world, refuse(0))).exit_code == 75
    world.clock.wait(60)
    assert world.send().exit_code == 0
    assert world.entry("choir").epoch == 2
    assert len(world.wall.tweets) == 1


def test_an_answer_that_was_lost_is_found_on_the_timeline_at_once() -> None:
    world = World([CHOIR])
    summary = world.send(**answering(world, accepted_then_lost))
    assert (summary.exit_code, [(r.post, r.how, r.tweet_id) for r in summary.said]) == (
        0,
        [("choir", "timeline", "101")],
    )
    assert len(world.wall.tweets) == 1


def test_doubt_is_written_down_and_looked_at_until_a_person_must_decide() -> None:
    world = World([CHOIR])
    first = world.send(**answering(world, doubt()))
    assert (first.exit_code, first.unknown[0].post) == (4, "choir")
    assert world.entry("choir").empty_look == MONDAY
    states = []
    for _ in range(3):
        world.clock.wait(12 * 60)
        states.append((world.send().exit_code, world.entry("choir").state))
    assert states == [(4, State.SENDING), (4, State.HELD), (4, State.HELD)]
    assert world.wall.tweets == []


def test_a_school_that_chose_so_says_it_again_after_two_empty_looks() -> None:
    world = World([CHOIR], school=school(on_unknown="retry"))
    world.send(**answering(world, doubt()))
    world.settle()
    assert len(world.wall.tweets) == 1
    assert world.entry("choir").epoch == 2


@pytest.mark.parametrize("on_unknown", ["hold", "retry"])
def test_a_tweet_that_shows_late_is_still_the_only_one(on_unknown: str) -> None:
    world = World([CHOIR], school=school(on_unknown=on_unknown), wall=Wall(lag=600))
    world.send(**answering(world, accepted_then_lost))
    world.settle(minutes=1, rounds=30)
    assert len(world.wall.tweets) == 1
    assert (world.entry("choir").state, world.entry("choir").how) == (State.SENT, "timeline")


def test_after_an_unknown_call_other_posts_wait_for_the_next_run() -> None:
    world = World([CHOIR, FOOTBALL])
    summary = world.send(**answering(world, doubt()))
    assert world.wall.tweets == []
    assert [r.post for r in summary.waiting] == ["football"]
    world.clock.wait(60)
    assert [r.post for r in world.send().said] == ["football"]


def test_a_duplicate_of_ours_counts_as_said() -> None:
    world = World([CHOIR])

    def ours_is_there(wall: Wall, text: str, moment: datetime) -> str:
        wall.put(text, moment)
        return doubt(duplicate=True)(wall, text, moment)

    assert world.send(**answering(world, ours_is_there)).exit_code == 0
    assert world.entry("choir").state is State.SENT
    assert len(world.wall.tweets) == 1


@pytest.mark.parametrize("on_unknown", ["hold", "retry"])
def test_a_duplicate_that_nobody_sees_is_held_after_the_window(on_unknown: str) -> None:
    world = World([CHOIR], school=school(on_unknown=on_unknown))
    world.send(**answering(world, doubt(duplicate=True)))
    assert world.entry("choir").state is State.SENDING
    world.settle()
    assert (world.entry("choir").state, world.entry("choir").reason) == (State.HELD, DUPLICATE)
    assert world.wall.tweets == []
