from dataclasses import replace

import pytest

from plugins.mirror.resolve import Decision, lift, pause, resolve, tweet_id
from plugins.model.entry import Change, Snapshot, State
from plugins.model.errors import LostRace, Refused
from plugins.model.post import PostId
from tests.mirror.fakes import CHANNEL, MONDAY, GatedLedger, World, entry, news, when

CHOIR = PostId("choir")
SAID = Decision(state=State.SENT, approver="head", at=MONDAY, tweet_id="42")
NOT_SAID = Decision(state=State.RETRY, approver="head", at=MONDAY)
DROP = Decision(state=State.SKIPPED, approver="head", at=MONDAY)


def held() -> World:
    world = World([news("choir")])
    world.write(entry("choir", State.HELD, reason="refused", tries=2))
    return world


@pytest.mark.parametrize("decision", [SAID, NOT_SAID, DROP])
def test_a_held_post_becomes_what_a_person_says(decision: Decision) -> None:
    world = held()
    resolve(world.ledger, CHOIR, CHANNEL, decision)
    settled = world.entry("choir")
    assert (settled.state, settled.how, settled.approver) == (decision.state, "person", "head")
    assert (settled.tweet_id, settled.tries) == (decision.tweet_id, 0)


def test_what_a_person_says_was_not_said_is_said_in_the_next_run() -> None:
    world = held()
    resolve(world.ledger, CHOIR, CHANNEL, NOT_SAID)
    assert world.send().exit_code == 0
    assert len(world.wall.tweets) == 1


@pytest.mark.parametrize("decision", [SAID, DROP])
def test_what_a_person_settled_is_never_said_again(decision: Decision) -> None:
    world = held()
    resolve(world.ledger, CHOIR, CHANNEL, decision)
    assert world.send().exit_code == 0
    assert world.wall.tweets == []


@pytest.mark.parametrize("state", [state for state in State if state is not State.HELD])
def test_only_a_held_post_is_for_a_person_to_settle(state: State) -> None:
    world = World([news("choir")])
    world.write(entry("choir", state))
    with pytest.raises(Refused, match=f"its state is {state}"):
        resolve(world.ledger, CHOIR, CHANNEL, DROP)


def test_a_post_that_the_ledger_does_not_know_is_not_settled() -> None:
    with pytest.raises(Refused, match="does not know it"):
        resolve(World([]).ledger, CHOIR, CHANNEL, DROP)


def test_one_tweet_is_not_two_posts() -> None:
    world = held()
    world.write(entry("other", State.SENT, tweet_id="42"))
    with pytest.raises(Refused, match="is the one of other"):
        resolve(world.ledger, CHOIR, CHANNEL, SAID)
    world.write(replace(entry("other", State.SENT, tweet_id="42"), channel="x"))
    world.write(entry("other", State.SENT, tweet_id="43"))
    assert resolve(world.ledger, CHOIR, CHANNEL, SAID).tweet_id == "42"


@pytest.mark.parametrize(
    "url",
    [
        "https://x.com/ThistledownPri/status/1900000000000000042",
        " https://twitter.com/thistledownpri/status/1900000000000000042?s=20 ",
        "https://www.x.com/ThistledownPri/status/1900000000000000042/photo/1",
        "https://mobile.twitter.com/ThistledownPri/status/1900000000000000042#m",
    ],
)
def test_a_tweets_address_tells_its_id(url: str) -> None:
    assert tweet_id(url, "ThistledownPri") == "1900000000000000042"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "1900000000000000042",
        "http://x.com/ThistledownPri/status/1",
        "https://x.com/SomebodyElse/status/1",
        "https://x.com.example.org/ThistledownPri/status/1",
        "https://x.com/ThistledownPri/status/",
        "https://x.com/ThistledownPri/status/12abc",
        "https://x.com/ThistledownPri/status/" + "1" * 21,
    ],
)
def test_another_address_is_refused(url: str) -> None:
    with pytest.raises(Refused, match="not the address of a tweet of @ThistledownPri"):
        tweet_id(url, "ThistledownPri")


def test_a_pause_stops_sending_until_it_is_lifted() -> None:
    world = World([news("choir")])
    pause(world.ledger, " a complaint ", MONDAY)
    paused = world.send()
    assert (paused.exit_code, paused.waiting[0].why) == (4, "all sending is paused: a complaint")
    lift(world.ledger)
    assert world.send().exit_code == 0
    assert len(world.wall.tweets) == 1


def test_lifting_nothing_writes_nothing() -> None:
    world = World([])
    before = world.ledger.read().tip
    lift(world.ledger)
    assert world.ledger.read().tip == before


@pytest.mark.parametrize("reason", ["", "   ", "x" * 201])
def test_a_pause_needs_a_short_reason(reason: str) -> None:
    with pytest.raises(Refused):
        pause(World([]).ledger, reason, MONDAY)


def test_a_pause_is_written_although_others_write_too() -> None:
    world = World([])
    busy = GatedLedger(world.ledger, when("before advance", world.write, times=3))
    pause(busy, "a complaint", MONDAY)
    assert world.ledger.read().pause is not None


class AlwaysLost(GatedLedger):
    def advance(self, snapshot: Snapshot, change: Change) -> Snapshot:
        raise LostRace(f"{change.summary} onto {snapshot.tip} was too late", fix="again")


def test_a_pause_that_cannot_be_written_is_not_silent() -> None:
    with pytest.raises(LostRace):
        pause(AlwaysLost(World([]).ledger, print), "a complaint", MONDAY)
