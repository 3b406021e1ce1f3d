from dataclasses import replace
from datetime import UTC, timedelta
from decimal import Decimal
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.mirror.forecast import Forecast, forecast
from plugins.model.entry import Change, Entry, Pause, State
from plugins.model.manifest import Item
from plugins.model.post import ContentHash, Urgent
from plugins.model.tweet import Media
from tests import make
from tests.mirror.fakes import CHANNEL, MONDAY, FakeClock, World, entry, news, school

CHOIR = news("choir")


def outlook(world: World) -> tuple[Forecast, ...]:
    return forecast(world.items, world.ledger.read(), world.clock.now(), world.school, CHANNEL)


def test_a_post_that_would_go_says_when_and_what_it_costs() -> None:
    pebbles = Media(file=PurePosixPath("pebbles.jpg"), alt="Pebbles", type="image/jpeg", bytes=1)
    item = replace(CHOIR, media=(pebbles,))
    assert outlook(World([item])) == (
        Forecast(
            item=item, state="not said yet", would_go=True, at=MONDAY, why="may be said now", cost=Decimal("0.205")
        ),
    )


def test_the_next_ones_follow_at_their_distance_and_the_rest_waits_for_the_next_run() -> None:
    world = World([news(f"post-{n}") for n in range(5)])
    told = outlook(world)
    assert [(each.would_go, each.at) for each in told[:3]] == [
        (True, MONDAY),
        (True, MONDAY + timedelta(seconds=60)),
        (True, MONDAY + timedelta(seconds=120)),
    ]
    assert {(each.would_go, each.why) for each in told[3:]} == {
        (False, "this run has said as much as it may; the next run goes on")
    }


def test_what_waits_says_until_when_and_what_is_held_says_why() -> None:
    night = World([CHOIR], clock=FakeClock(at=make.at("2026-11-20 19:00")))
    late = World([replace(CHOIR, urgent=Urgent(reason="snow", expires=make.at("2026-11-23 09:00")))])
    assert outlook(night)[0].at == make.at("2026-11-23 08:00")
    assert outlook(night)[0].why == "waits until Monday 08:00"
    assert "its last moment" in outlook(late)[0].why
    assert not outlook(late)[0].would_go


@pytest.mark.parametrize("state", State)
def test_every_state_is_said_in_words(state: State) -> None:
    world = World([CHOIR])
    world.write(entry("choir", state))
    told = outlook(world)[0]
    assert told.state
    assert told.would_go is (state is State.RETRY)


FLIP = st.sampled_from([True, False])


@st.composite
def worlds(draw: st.DrawFn) -> World:
    items = [draw(posts(f"post-{n}")) for n in range(draw(st.integers(0, 5)))]
    limits = {
        "per_run": draw(st.integers(1, 3)),
        "per_day": draw(st.integers(1, 5)),
        "spacing_s": draw(st.sampled_from([0, 60, 120, 121])),
    }
    hour = st.sampled_from(["07:57:59", "07:58", "07:59:59", "10:00", "17:58", "18:00", "18:00:01", "23:59"])
    clock = FakeClock(at=make.at(f"2026-11-{draw(st.integers(20, 24))} {draw(hour)}").astimezone(UTC))
    world = World(items, school=school(limits=limits), clock=clock)
    known = [draw(known_entries(item, clock)) for item in items if draw(FLIP)]
    pause = Pause(reason="a complaint", at=clock.at) if draw(st.integers(0, 9)) == 0 else None
    world.ledger.advance(world.ledger.read(), Change(summary="Test", entries=tuple(known), pause=pause))
    edited = draw(FLIP)
    if items and edited:
        world.items[0] = replace(items[0], content_hash=ContentHash("f" * 64))
    return world


@st.composite
def posts(draw: st.DrawFn, name: str) -> Item:
    published = make.at(f"2026-11-{draw(st.integers(16, 19))} 10:00")
    expires = make.at(f"2026-11-{draw(st.integers(21, 25))} 09:00")
    urgent = draw(st.sampled_from([None, None, Urgent(reason="snow", expires=expires)]))
    return news(name, published=published, urgent=urgent)


@st.composite
def known_entries(draw: st.DrawFn, item: Item, clock: FakeClock) -> Entry:
    ago = timedelta(seconds=draw(st.integers(0, 100_000)))
    return entry(
        item.post,
        draw(st.sampled_from([State.SENT, State.RETRY, State.HELD, State.SKIPPED, State.SENDING])),
        claimed_at=clock.at - ago,
        nonce="theirs",
        not_before=draw(st.sampled_from([None, None, clock.at + timedelta(seconds=90)])),
    )


@settings(deadline=None, max_examples=200)
@given(world=worlds())
def test_what_the_forecast_says_would_go_is_what_goes(world: World) -> None:
    expected = [(each.item.tweet.text, each.at) for each in outlook(world) if each.would_go]
    world.send()
    said = [(tweet.text, tweet.created_at) for tweet in reversed(world.wall.tweets)]
    assert sorted(said) == sorted(expected)
