from dataclasses import replace
from pathlib import PurePosixPath

import pytest

from plugins.model.entry import State
from plugins.model.errors import AccountUnreachable, ApprovalUnreachable, NotApproved, NotLive, Refused
from plugins.model.manifest import Item
from plugins.model.tweet import Media
from tests.mirror.fakes import CHANNEL, MONDAY, World, news, when

CHOIR, FOOTBALL = news("choir"), news("football")


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


def test_a_picture_that_x_never_takes_is_for_a_person_and_the_others_go() -> None:
    world = World([replace(CHOIR, media=(PEBBLES,)), FOOTBALL])

    def refuse() -> None:
        raise Refused("the photo is too large for X", fix="use a smaller photo")

    summary = world.send(when("before upload", refuse))
    assert world.wall.texts() == [FOOTBALL.tweet.text]
    assert [(r.post, r.why) for r in summary.held] == [("choir", "X does not take one of its pictures")]
    assert summary.exit_code == 4


def test_a_post_whose_page_is_not_live_waits_alone() -> None:
    world = World([CHOIR, FOOTBALL])

    def live(item: Item) -> None:
        if item == CHOIR:
            raise NotLive("the page answers with another post", fix="again")

    summary = world.send(live=live)
    assert world.wall.texts() == [FOOTBALL.tweet.text]
    assert [(r.post, r.why) for r in summary.waiting] == [("choir", "the page answers with another post")]
    assert world.send().exit_code == 0


def test_a_yes_that_was_taken_back_keeps_its_post_alone() -> None:
    world = World([CHOIR, FOOTBALL])

    def approved(item: Item) -> None:
        if item == CHOIR:
            raise NotApproved("the approval of choir was taken back", fix="look")

    summary = world.send(approved=approved)
    assert world.wall.texts() == [FOOTBALL.tweet.text]
    assert [(r.post, r.why) for r in summary.waiting] == [("choir", "the approval of choir was taken back")]
    assert (CHOIR.post, CHANNEL) not in world.ledger.read().entries


def test_where_nobody_can_be_asked_for_the_yes_nothing_is_claimed_or_said() -> None:
    world = World([CHOIR, FOOTBALL])

    def approved(_item: Item) -> None:
        raise ApprovalUnreachable("GitHub did not answer", fix="later")

    with pytest.raises(ApprovalUnreachable):
        world.send(approved=approved)
    assert (world.wall.texts(), dict(world.ledger.read().entries)) == ([], {})
