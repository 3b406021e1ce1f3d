from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from plugins.model.entry import Change, State
from plugins.model.post import ContentHash, Event, Urgent
from tests import make
from tests.mirror.fakes import MONDAY, FakeClock, World, approval, entry, news, school, when

CHOIR, FOOTBALL, MATHS, ART = news("choir"), news("football"), news("maths"), news("art")
CLOSURE = news("closure", urgent=Urgent(reason="snow", expires=make.at("2026-11-24 09:00")))


def at(text: str) -> datetime:
    return make.at(text).astimezone(UTC)


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


def test_the_same_words_are_said_once() -> None:
    world = World([news("first", summary="Sports day is over."), news("second", summary="sports  day is OVER.")])
    summary = world.send()
    assert [(r.post, r.why) for r in summary.held] == [("second", "first was said in the same words")]
    assert len(world.wall.tweets) == 1


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


def test_a_post_that_another_publisher_takes_meanwhile_is_its_own_affair() -> None:
    world = World([CHOIR])
    theirs = entry("choir", State.SENDING, nonce="theirs", claimed_at=MONDAY, permalink=CHOIR.permalink)
    summary = world.send(when("before advance", lambda: world.write(theirs)))
    assert (summary.exit_code, world.wall.tweets, world.entry("choir")) == (0, [], theirs)
    later = world.send()
    assert (later.exit_code, [r.post for r in later.unknown]) == (4, ["choir"])
