from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from plugins.mirror.revision import is_withdrawn
from plugins.mirror.settle import DUPLICATE
from plugins.mirror.withdraw import Order, again_at, begin, pursue
from plugins.model.account import Timeline
from plugins.model.entry import Change, Entry, State
from plugins.model.errors import AccountUnreachable, LostRace
from plugins.model.post import PostId
from plugins.tweet.compose import text_hash
from tests.mirror.fakes import CHANNEL, MONDAY, FakeAccount, GatedLedger, World, entry, news, when

CHOIR = news("choir")
PAGE = CHOIR.permalink
WORDS = text_hash(CHOIR.tweet.text)
ORDER = Order(post=CHOIR.post, channel=CHANNEL, approver="head", reason="consent withdrawn", at=MONDAY, permalink=PAGE)
OPEN = entry("choir", State.SENDING, nonce="n", claimed_at=MONDAY, text_hash=WORDS, epoch=1)
CERTAIN = timedelta(seconds=720)


def world_with(*entries: Entry) -> World:
    world = World([CHOIR])
    world.write(*entries)
    return world


def go(world: World) -> Entry:
    """Begin and look once; the entry afterwards."""
    taken = begin(world.ledger, ORDER)
    return pursue(taken, world.ledger, world.account(), world.school.mirror, back_to=CHOIR.published)


@pytest.mark.parametrize("state", [State.RETRY, State.HELD, State.SKIPPED, State.SENT])
def test_the_intention_keeps_what_is_known_and_says_who_and_why(state: State) -> None:
    world = world_with(replace(OPEN, state=state, tweet_id="7", how="response", empty_look=MONDAY))
    taken = begin(world.ledger, ORDER)
    assert taken == world.entry("choir")
    assert (taken.state, taken.how, taken.approver, taken.reason) == (
        State.WITHDRAWING, "withdrawn", "head", "consent withdrawn",
    )  # fmt: skip
    assert (taken.tweet_id, taken.permalink, taken.text_hash, taken.claimed_at) == ("7", PAGE, WORDS, MONDAY)
    assert (taken.nonce, taken.empty_look) == ("", None)


def test_only_an_open_claim_stays_open() -> None:
    assert begin(world_with(OPEN).ledger, ORDER).nonce == "n"


def test_a_post_that_the_account_never_heard_of_is_taken_back_too() -> None:
    world = World([CHOIR])
    done = go(world)
    assert (done.state, done.how, done.content_hash, done.permalink) == (
        State.SKIPPED, "withdrawn", CHOIR.content_hash, PAGE,
    )  # fmt: skip
    assert world.send().exit_code == 0
    assert world.wall.tweets == []


def test_a_post_without_an_approval_has_no_hash_yet() -> None:
    taken = begin(World([]).ledger, ORDER)
    assert (taken.content_hash, is_withdrawn(taken)) == ("", True)


@pytest.mark.parametrize(
    "standing",
    [
        entry("choir", State.WITHDRAWING, how="withdrawn", approver="deputy"),
        entry("choir", State.SKIPPED, how="withdrawn", approver="deputy"),
    ],
)
def test_what_was_begun_is_not_written_twice(standing: Entry) -> None:
    world = world_with(standing)
    before = world.ledger.read().tip
    assert begin(world.ledger, ORDER) == standing
    assert world.ledger.read().tip == before


def test_who_loses_a_race_begins_on_what_stands_now() -> None:
    world = World([CHOIR])
    gate = when("before advance", lambda: world.write(OPEN))
    assert begin(GatedLedger(world.ledger, gate), ORDER).nonce == "n"


def never_first(world: World) -> GatedLedger:
    others = when("before advance", lambda: world.ledger.advance(world.ledger.read(), Change(summary="-")), times=99)
    return GatedLedger(world.ledger, others)


def test_who_always_loses_cannot_begin_and_says_so() -> None:
    world = world_with(OPEN)
    with pytest.raises(LostRace, match="others keep writing"):
        begin(never_first(world), ORDER)


def test_who_always_loses_cannot_finish_and_says_so() -> None:
    world = world_with(OPEN)
    taken = begin(world.ledger, ORDER)
    with pytest.raises(LostRace, match="others keep writing"):
        pursue(taken, never_first(world), world.account(), world.school.mirror, back_to=None)


def test_the_tweet_is_deleted_and_the_post_is_over() -> None:
    world = World([CHOIR])
    world.send()
    assert len(world.wall.tweets) == 1
    done = go(world)
    assert (done.state, world.wall.tweets) == (State.SKIPPED, [])
    assert world.entry("choir") == done


def test_every_tweet_that_leads_to_the_page_or_says_its_words_goes_and_no_other() -> None:
    world = World([CHOIR])
    world.send()
    world.wall.put("By hand, too", MONDAY, (PAGE,))
    world.wall.put("ALL about  the Choir. https://t.co/x", MONDAY, ("https://t.co/x",))
    world.wall.put("Something else", MONDAY)
    go(world)
    assert world.wall.texts() == ["Something else"]


def test_the_known_tweet_is_deleted_even_where_no_look_is_to_be_had() -> None:
    world = World([CHOIR])
    world.send()

    def blind() -> None:
        raise AccountUnreachable("X did not answer", fix="later")

    taken = begin(world.ledger, ORDER)
    with pytest.raises(AccountUnreachable):
        pursue(
            taken,
            world.ledger,
            world.account(when("before timeline", blind)),
            world.school.mirror,
            back_to=None,
        )
    assert (world.wall.tweets, world.entry("choir").state) == ([], State.WITHDRAWING)
    assert go(world).state is State.SKIPPED


@pytest.mark.parametrize("reason", ["", DUPLICATE])
def test_an_open_claim_is_over_when_it_can_no_longer_appear(reason: str) -> None:
    world = world_with(replace(OPEN, reason=reason))
    first = go(world)
    assert (first.state, again_at(first, world.school.mirror)) == (State.WITHDRAWING, MONDAY + CERTAIN)
    tip = world.ledger.read().tip
    world.clock.wait(60)
    assert go(world) == first
    assert world.ledger.read().tip == tip
    world.clock.wait(660)
    second = go(world)
    assert (second.state, again_at(second, world.school.mirror)) == (
        State.WITHDRAWING,
        MONDAY + CERTAIN + timedelta(seconds=60),
    )
    world.clock.wait(60)
    assert go(world).state is State.SKIPPED


def test_before_any_look_the_claim_says_when_to_come_back() -> None:
    world = world_with(OPEN)
    assert again_at(begin(world.ledger, ORDER), world.school.mirror) == MONDAY + CERTAIN


def test_the_claims_own_tweet_ends_the_doubt_at_once() -> None:
    world = world_with(OPEN)
    world.wall.put(CHOIR.tweet.text, MONDAY)
    assert (go(world).state, world.wall.tweets) == (State.SKIPPED, [])


def test_an_older_tweet_by_hand_does_not_end_the_doubt() -> None:
    world = world_with(OPEN)
    world.wall.put("By hand", MONDAY - timedelta(hours=2), (PAGE,))
    assert (go(world).state, world.wall.tweets) == (State.WITHDRAWING, [])


def test_a_publisher_that_was_speaking_tells_which_tweet_it_was() -> None:
    world = world_with(OPEN)
    taken = begin(world.ledger, ORDER)

    def speak() -> None:
        world.write(replace(taken, tweet_id=world.wall.put("Something else by now", MONDAY)))

    account = world.account(when("before timeline", speak))
    done = pursue(taken, world.ledger, account, world.school.mirror, back_to=None)
    assert (done.state, done.tweet_id, world.wall.tweets) == (State.SKIPPED, "101", [])


def test_what_somebody_else_finished_is_finished() -> None:
    world = world_with(OPEN)
    taken = begin(world.ledger, ORDER)
    over = replace(taken, state=State.SKIPPED)
    account = world.account(when("before timeline", lambda: world.write(over)))
    assert pursue(taken, world.ledger, account, world.school.mirror, back_to=None) == over


def test_a_ledger_that_forgot_the_withdrawal_is_not_written_to() -> None:
    world = World([CHOIR])
    taken = replace(OPEN, state=State.WITHDRAWING)
    assert pursue(taken, world.ledger, world.account(), world.school.mirror, back_to=None) == taken


def test_without_any_date_the_newest_tweets_are_looked_at() -> None:
    world = world_with(entry("choir", State.SKIPPED, how="baseline"))
    account = world.account()
    pursue(begin(world.ledger, ORDER), world.ledger, account, world.school.mirror, back_to=None)
    assert account.sinces == [None]


class Abroad(FakeAccount):
    """An account that tells the time of London."""

    def timeline(self, since: datetime | None) -> Timeline:
        del since
        return Timeline(tweets=(), at=CHOIR.published)


def test_an_account_in_another_zone_is_written_down_in_utc() -> None:
    world = World([CHOIR])
    account = Abroad(wall=world.wall, clock=world.clock)
    done = pursue(begin(world.ledger, ORDER), world.ledger, account, world.school.mirror, back_to=None)
    assert str(done.at.tzinfo) == "UTC"


def test_other_posts_are_not_concerned() -> None:
    world = World([CHOIR, news("football")])
    world.send()
    go(world)
    assert world.entry("football").state is State.SENT
    assert PostId("football") not in {e.post for e in world.ledger.read().entries.values() if is_withdrawn(e)}
    assert len(world.wall.tweets) == 1
