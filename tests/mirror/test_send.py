from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

import pytest

from plugins.mirror.resolve import pause
from plugins.mirror.settle import DUPLICATE
from plugins.model.entry import Change, State
from plugins.model.errors import (
    AccountUnreachable,
    AccountWrong,
    ClockWrong,
    LedgerMissing,
    LedgerUnreachable,
    NotLive,
)
from plugins.model.manifest import Item
from plugins.model.post import ContentHash, Event, Urgent
from plugins.model.tweet import Media
from tests import make
from tests.mirror.fakes import (
    CHANNEL,
    MONDAY,
    FakeClock,
    Wall,
    World,
    accepted_then_lost,
    approval,
    doubt,
    entry,
    free,
    news,
    refuse,
    school,
    unreachable,
    when,
)
from tests.mirror.memory import MemoryLedger

CHOIR, FOOTBALL, MATHS, ART = news("choir"), news("football"), news("maths"), news("art")
CLOSURE = news("closure", urgent=Urgent(reason="snow", expires=make.at("2026-11-24 09:00")))
Answer = Callable[[Wall, str, datetime], str]


def at(text: str) -> datetime:
    return make.at(text).astimezone(UTC)


def answering(world: World, *answers: Answer) -> dict[str, Any]:
    return {"account": world.account(answers=list(answers))}


def test_a_post_is_said_once_however_often_it_is_sent() -> None:
    world = World([CHOIR])
    codes = [world.send().exit_code for _ in range(100)]
    assert world.wall.texts() == [CHOIR.tweet.text]
    assert set(codes) == {0}
    said = world.entry("choir")
    assert (said.state, said.how, said.tweet_id, said.epoch) == (State.SENT, "response", "101", 1)
    assert said.claimed_at == MONDAY


def test_the_intention_is_on_the_ledger_before_the_call() -> None:
    world = World([CHOIR])
    seen: list[State] = []
    world.send(when("before post", lambda: seen.append(world.entry("choir").state)))
    assert seen == [State.SENDING]


def test_everything_else_is_ready_before_the_claim() -> None:
    world, effects = World([replace(CHOIR, media=(PEBBLES,))]), list[str]()
    world.send(effects.append)
    order = ["before live", "before timeline", "before upload", "before advance", "before post"]
    assert [effect for effect in effects if effect in order] == [*order, "before advance"]


PEBBLES = Media(file=PurePosixPath("photos/pebbles.jpg"), alt="Painted pebbles", type="image/jpeg", bytes=1000)


def test_pictures_go_with_their_alt_texts() -> None:
    world = World([replace(CHOIR, media=(PEBBLES, replace(PEBBLES, alt="More pebbles")))])
    account = world.account()
    world.send(account=account)
    assert account.uploads == ["site/photos/pebbles.jpg: Painted pebbles", "site/photos/pebbles.jpg: More pebbles"]
    assert account.pictures == [("media-1", "media-2")]
    assert len(world.wall.tweets) == 1


def test_a_picture_that_does_not_arrive_stops_its_own_post_alone() -> None:
    world = World([replace(CHOIR, media=(PEBBLES,)), FOOTBALL])

    def fail() -> None:
        raise AccountUnreachable("the picture did not arrive", fix="again")

    summary = world.send(when("before upload", fail))
    assert world.wall.texts() == [FOOTBALL.tweet.text]
    assert [(r.post, r.why) for r in summary.waiting] == [("choir", "the picture did not arrive")]
    assert summary.exit_code == 75
    assert world.ledger.read().entries.keys() == {(FOOTBALL.post, CHANNEL)}


def test_a_post_whose_page_is_not_live_waits_alone() -> None:
    world = World([CHOIR, FOOTBALL])

    def live(item: Item) -> None:
        if item == CHOIR:
            raise NotLive("the page answers with another post", fix="again")

    summary = world.send(live=live)
    assert world.wall.texts() == [FOOTBALL.tweet.text]
    assert [(r.post, r.why) for r in summary.waiting] == [("choir", "the page answers with another post")]
    assert world.send().exit_code == 0


# What X may answer


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


# Looking first


def test_what_the_account_says_already_is_adopted_and_reported() -> None:
    world = World([CHOIR])
    world.wall.put("By hand", MONDAY - timedelta(hours=1), (CHOIR.permalink,))
    summary = world.send()
    assert [(r.post, r.how, r.tweet_id) for r in summary.said] == [("choir", "adopted", "101")]
    assert len(world.wall.tweets) == 1
    assert world.entry("choir").claimed_at is None


def test_a_ledger_from_last_week_says_nothing_again() -> None:
    world = World([CHOIR, FOOTBALL])
    before = world.ledger.read()
    world.send()
    world.clock.wait(86_400)
    world.ledger = MemoryLedger(snapshot=before)
    assert [report.how for report in world.send().said] == ["adopted", "adopted"]
    assert len(world.wall.tweets) == 2


def test_a_tweet_found_before_a_second_try_is_the_first_ones() -> None:
    world = World([CHOIR])
    world.write(entry("choir", State.RETRY, claimed_at=MONDAY - timedelta(days=2), epoch=1, nonce="n"))
    world.wall.put(CHOIR.tweet.text, MONDAY - timedelta(days=2))
    summary = world.send()
    assert (summary.said[0].how, len(world.wall.tweets)) == ("timeline", 1)


def test_a_look_reads_no_more_of_the_timeline_than_it_needs() -> None:
    world = World([CHOIR])
    account = world.account()
    world.send(account=account)
    assert account.sinces == [CHOIR.published - timedelta(days=1)]


def test_open_claims_are_settled_even_when_their_posts_are_gone() -> None:
    world = World([])
    world.write(entry("gone", State.SENDING, nonce="n", claimed_at=MONDAY))
    world.wall.put("Gone", MONDAY, (news("gone").permalink,))
    assert [r.post for r in world.send().said] == ["gone"]
    assert world.entry("gone").state is State.SENT


def test_without_a_look_nothing_is_said() -> None:
    world = World([CHOIR])

    def fail() -> None:
        raise AccountUnreachable("X did not answer", fix="again")

    with pytest.raises(AccountUnreachable):
        world.send(when("before timeline", fail))
    assert world.wall.tweets == []
    assert not world.ledger.read().entries


def test_a_withdrawal_that_is_not_finished_is_told() -> None:
    world = World([CHOIR])
    world.write(entry("choir", State.WITHDRAWING))
    summary = world.send()
    assert (summary.exit_code, summary.held[0].post, world.wall.tweets) == (4, "choir", [])


# Time


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


# Queue and limits


def test_urgent_news_goes_first_past_the_cap_and_without_waiting() -> None:
    world = World([CHOIR, FOOTBALL, CLOSURE], school=school(limits={"per_run": 1}))
    summary = world.send()
    assert world.wall.texts() == [CLOSURE.tweet.text, CHOIR.tweet.text]
    assert [r.post for r in summary.waiting] == ["football"]


def test_urgent_news_does_not_wait_for_its_distance() -> None:
    world = World([CHOIR, CLOSURE])
    world.write(entry("other", State.SENT, claimed_at=MONDAY))
    world.send()
    assert [tweet.created_at for tweet in reversed(world.wall.tweets)] == [MONDAY, MONDAY + timedelta(seconds=60)]


def test_urgent_news_goes_at_night_and_nothing_else_does() -> None:
    world = World([CHOIR, CLOSURE], clock=FakeClock(at=at("2026-11-23 22:00")))
    assert world.send().exit_code == 75
    assert world.wall.texts() == [CLOSURE.tweet.text]


def test_a_run_says_three_and_the_next_one_goes_on() -> None:
    world = World([CHOIR, FOOTBALL, MATHS, ART])
    assert (world.send().exit_code, len(world.wall.tweets)) == (75, 3)
    assert (world.send().exit_code, len(world.wall.tweets)) == (0, 4)
    times = [tweet.created_at for tweet in reversed(world.wall.tweets)]
    assert all(later - earlier >= timedelta(seconds=60) for earlier, later in pairwise(times))


def test_a_day_is_full_and_the_next_goes_on() -> None:
    world = World([CHOIR, FOOTBALL, MATHS], school=school(limits={"per_day": 2}))
    summary = world.send()
    assert (len(world.wall.tweets), summary.waiting[0].at) == (2, at("2026-11-24 08:00"))
    world.clock.at = at("2026-11-24 08:00")
    assert (world.send().exit_code, len(world.wall.tweets)) == (0, 3)


def test_a_long_distance_is_not_slept_through() -> None:
    world = World([CHOIR, FOOTBALL], school=school(limits={"spacing_s": 3600}))
    assert (world.send().exit_code, world.clock.waited) == (75, [])


def test_news_that_came_too_late_is_held_and_told() -> None:
    world = World([replace(CLOSURE, urgent=Urgent(reason="snow", expires=make.at("2026-11-23 09:00")))])
    summary = world.send()
    assert (summary.exit_code, [r.post for r in summary.held]) == (4, ["closure"])
    assert [r.post for r in world.told] == ["closure"]
    assert world.wall.tweets == []


def test_an_event_is_told_on_its_evening_until_ten() -> None:
    match = Event(reason="fixture", start=at("2026-11-23 18:30"), end=at("2026-11-23 20:00"), place="Fernbridge")
    said = World([replace(CHOIR, event=match)], clock=FakeClock(at=at("2026-11-23 22:00:00")))
    late = World([replace(CHOIR, event=match)], clock=FakeClock(at=at("2026-11-23 22:00:01")))
    assert (said.send().exit_code, len(said.wall.tweets)) == (0, 1)
    assert (late.send().exit_code, len(late.wall.tweets)) == (75, 0)


def test_the_same_words_or_address_under_another_id_are_held() -> None:
    world = World([CHOIR, news("twin"), news("again", permalink=CHOIR.permalink)])
    summary = world.send()
    assert [r.post for r in summary.said] == ["again", "twin"]
    assert [(r.post, r.why) for r in summary.held] == [("choir", "again was said with the same address")]
    assert len(world.wall.tweets) == 2


def test_a_post_without_a_yes_waits_for_a_person_and_the_others_go() -> None:
    world = World([FOOTBALL])
    world.items.append(CHOIR)
    summary = world.send()
    assert world.wall.texts() == [FOOTBALL.tweet.text]
    assert (summary.exit_code, [(r.post, r.at) for r in summary.waiting]) == (4, [("choir", None)])


def test_an_edited_and_approved_post_is_not_said_again() -> None:
    world = World([CHOIR])
    world.send()
    edited = news("choir", content_hash=ContentHash("f" * 64), summary="All about the choirs.", source="content/x.md")
    world.items[:] = [edited]
    world.ledger.advance(world.ledger.read(), Change(summary="Test", approvals=(approval(edited),)))
    assert world.send().exit_code == 0
    assert len(world.wall.tweets) == 1


def test_a_run_that_never_gets_its_turn_at_the_ledger_ends_and_says_so() -> None:
    world = World([CHOIR])
    others = when("before advance", lambda: world.write(entry("other", State.SKIPPED)), times=10_000)
    summary = world.send(others)
    assert (summary.exit_code, [r.post for r in summary.waiting], world.wall.tweets) == (75, ["choir"], [])


# Who we are, and a ledger that does not answer


@pytest.mark.parametrize("wrong", [{"handle": "SomebodyElse"}, {"id": "1700000000000000002"}])
def test_another_account_is_told_nothing(wrong: dict[str, str]) -> None:
    world = World([CHOIR])
    with pytest.raises(AccountWrong, match="not of @ThistledownPri"):
        world.send(account=world.account(free, **wrong))
    assert world.wall.tweets == []


def test_a_missing_ledger_is_not_an_empty_one() -> None:
    world = World([CHOIR])
    world.ledger = MemoryLedger()
    with pytest.raises(LedgerMissing):
        world.send()
    assert world.wall.tweets == []


def test_the_same_words_are_said_once() -> None:
    world = World([news("first", summary="Sports day is over."), news("second", summary="sports  day is OVER.")])
    summary = world.send()
    assert [(r.post, r.why) for r in summary.held] == [("second", "first was said in the same words")]
    assert len(world.wall.tweets) == 1


@pytest.mark.parametrize("effect", ["before read", "before advance"])
def test_a_ledger_that_is_away_lets_nothing_be_said(effect: str) -> None:
    world = World([CHOIR])
    for _ in range(3):
        with pytest.raises(LedgerUnreachable):
            world.send(when(effect, unreachable, times=1000))
    assert world.wall.tweets == []
    assert world.send().exit_code == 0
    assert len(world.wall.tweets) == 1


def test_a_ledger_that_never_answers_is_not_hammered() -> None:
    world, effects = World([CHOIR]), list[str]()

    def gate(name: str) -> None:
        effects.append(name)
        if name == "before advance":
            unreachable()

    with pytest.raises(LedgerUnreachable):
        world.send(gate)
    assert effects.count("before advance") == 1


@pytest.mark.parametrize("call", range(1, 12))
@pytest.mark.parametrize("effect", ["before read", "before advance", "after advance"])
def test_a_ledger_that_is_away_for_a_moment_costs_no_post_and_no_repeat(effect: str, call: int) -> None:
    world = World([CHOIR], school=school(on_unknown="retry"))
    calls = iter(range(1, 1000))

    def gate(name: str) -> None:
        if name == effect and next(calls) == call:
            unreachable()

    with suppress(LedgerUnreachable):
        world.send(gate)
    world.settle()
    assert len(world.wall.tweets) == 1
    assert world.entry("choir").state is State.SENT


def test_a_reply_of_the_ledger_that_was_lost_does_not_lose_the_claim() -> None:
    world = World([CHOIR])
    assert world.send(when("after advance", unreachable)).exit_code == 0
    assert len(world.wall.tweets) == 1


def test_a_ledger_that_goes_away_after_the_tweet_is_settled_by_the_next_run() -> None:
    world = World([CHOIR])

    def gone(name: str) -> None:
        if name == "before read" and world.wall.tweets:
            unreachable()

    with pytest.raises(LedgerUnreachable):
        world.send(gone)
    assert world.entry("choir").state is State.SENDING
    assert [(r.post, r.how) for r in world.send().said] == [("choir", "timeline")]
    assert len(world.wall.tweets) == 1
