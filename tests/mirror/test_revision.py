"""A tweet is corrected: taken back, and said once more after a yes to other content; whatever crashes."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count

import pytest

from plugins.mirror.resolve import Decision, resolve
from plugins.mirror.revision import CORRECTED, corrected, following, is_withdrawn, original, speaking
from plugins.mirror.withdraw import Order, begin, pursue
from plugins.model.account import Shown, Timeline
from plugins.model.entry import Change, Entry, State
from plugins.model.errors import Refused, SchoolgateError
from plugins.model.post import ContentHash, PostId
from tests.mirror.fakes import (
    CHANNEL,
    MONDAY,
    Crash,
    FakeAccount,
    Gate,
    GatedLedger,
    World,
    accepted_then_lost,
    approval,
    entry,
    free,
    news,
    refuse,
    school,
    stop_at,
    when,
)

CHOIR, FOOTBALL = news("choir"), news("football")
RIGHT = news("choir", summary="The choir sings on Friday.", content_hash=ContentHash("d" * 64))
ORDER = Order(
    post=CHOIR.post, channel=CHANNEL, approver="head", reason="wrong day", at=MONDAY, permalink="", how=CORRECTED
)
AGAIN = PostId("choir.r2")
SPACING = 61


def said(**changes: object) -> World:
    """A world in which the choir was said; `changes` are settings."""
    world = World([CHOIR], **changes)  # type: ignore[arg-type]
    assert world.send().exit_code == 0
    world.clock.wait(SPACING)
    return world


def resend(world: World, gate: Gate = free, order: Order = ORDER) -> Entry:
    ledger = GatedLedger(world.ledger, gate)
    entry = begin(ledger, order)
    if entry.state is not State.WITHDRAWING:
        return entry
    return pursue(entry, ledger, world.account(gate), world.school.mirror, back_to=None)


def correct(world: World) -> None:
    """The post is edited, and somebody says yes to it."""
    world.items = [RIGHT]
    world.ledger.advance(world.ledger.read(), Change(summary="Yes", approvals=(approval(RIGHT),)))


def words(world: World) -> list[str]:
    return [text.splitlines()[0] for text in world.wall.texts()]


def test_names_of_entries() -> None:
    assert (following(CHOIR.post), following(AGAIN), original(AGAIN)) == ("choir.r2", "choir.r3", "choir")
    entries = {(one.post, one.channel): one for one in (entry("choir", State.SENT), entry("choir.r2", State.RETRY))}
    assert speaking(entries, AGAIN, CHANNEL) == speaking(entries, CHOIR.post, CHANNEL) == entries[AGAIN, CHANNEL]
    assert speaking(entries, CHOIR.post, "x") is None
    assert corrected(entries, entries[CHOIR.post, CHANNEL]) is None
    assert corrected(entries, entries[AGAIN, CHANNEL]) == entries[CHOIR.post, CHANNEL]
    assert corrected(entries, entry("choir.r3", State.RETRY)) == entries[AGAIN, CHANNEL]


def test_an_edited_post_is_never_said_again_by_itself() -> None:
    world = said()
    correct(world)
    for _ in range(3):
        assert world.send().exit_code == 0
    assert words(world) == ["All about the choir."]


def test_a_correction_is_said_once_after_a_yes_to_it_and_the_ledger_keeps_both() -> None:
    world = said()
    assert resend(world).state is State.SKIPPED
    assert words(world) == []
    summary = world.send()
    assert [report.why for report in summary.waiting] == [
        "its tweet was taken back; waits for the correction and a yes to it"
    ]
    assert (summary.exit_code, words(world)) == (4, [])
    correct(world)
    for _ in range(3):
        assert world.send().exit_code == 0
    assert words(world) == ["The choir sings on Friday."]
    first, second = world.entry("choir"), world.entry("choir.r2")
    assert (first.state, first.how, first.approver, first.reason) == (State.SKIPPED, "corrected", "head", "wrong day")
    assert (second.state, second.how, second.content_hash) == (State.SENT, "response", RIGHT.content_hash)
    assert first.tweet_id != second.tweet_id
    assert not is_withdrawn(first)


def test_a_correction_is_corrected() -> None:
    world = said()
    resend(world)
    correct(world)
    world.send()
    resend(world, order=replace(ORDER, reason="wrong again"))
    world.clock.wait(SPACING)
    assert (world.send().exit_code, words(world)) == (4, [])
    third = news("choir", summary="The choir sings on Thursday.", content_hash=ContentHash("e" * 64))
    world.items = [third]
    world.ledger.advance(world.ledger.read(), Change(summary="Yes", approvals=(approval(third),)))
    assert (world.send().exit_code, words(world)) == (0, ["The choir sings on Thursday."])
    assert world.entry("choir.r3").state is State.SENT


def test_asked_for_twice_it_is_done_once() -> None:
    world = said()
    resend(world)
    before = world.ledger.read()
    assert resend(world) == before.entries[AGAIN, CHANNEL]
    assert world.ledger.read() == before


def test_who_asks_again_after_a_scheduled_run_has_finished_it_keeps_the_right_tweet() -> None:
    world = said()
    correct(world)
    begin(world.ledger, ORDER)
    world.settle()
    assert words(world) == ["The choir sings on Friday."]
    before = world.ledger.read()
    assert resend(world) == before.entries[AGAIN, CHANNEL]
    assert world.ledger.read() == before
    assert words(world) == ["The choir sings on Friday."]


def test_a_picture_that_the_correction_shows_is_taken_back_whatever_the_reason() -> None:
    world = said()
    correct(world)
    begin(world.ledger, ORDER)
    world.settle()
    again = begin(world.ledger, replace(ORDER, tweet_id=world.entry("choir.r2").tweet_id))
    assert (again.post, again.state) == (AGAIN, State.WITHDRAWING)


@pytest.mark.parametrize("state", [None, State.RETRY, State.HELD, State.SENDING, State.SKIPPED])
def test_only_what_was_said_can_be_corrected(state: State | None) -> None:
    world = World([CHOIR])
    if state:
        world.write(entry("choir", state))
    with pytest.raises(Refused, match="no tweet that could be corrected"):
        begin(world.ledger, ORDER)


def test_what_is_being_withdrawn_is_not_corrected() -> None:
    world = said()
    begin(world.ledger, replace(ORDER, how="withdrawn"))
    with pytest.raises(Refused):
        begin(world.ledger, ORDER)


def settled(world: World) -> None:
    """Scheduled runs, and at last exactly the correction stands."""
    correct(world)
    for _ in range(6):
        world.send()
        world.clock.wait(7 * 60)
    assert words(world) == ["The choir sings on Friday."]
    assert world.wall.numbers == 102


def test_killed_at_any_effect_of_taking_back_the_runs_after_it_finish() -> None:
    for number in count(1):
        world = said()
        try:
            resend(world, stop_at(number))
        except Crash:
            assert len(world.wall.tweets) <= 1
            if world.entry("choir").state is State.SENT:
                resend(world)
            settled(world)
            continue
        assert number > 6
        settled(world)
        return


@pytest.mark.parametrize("answers", [[], [accepted_then_lost], [refuse(429)]])
def test_killed_at_any_effect_of_saying_it_the_correction_is_said_once(answers: list[Callable[..., str]]) -> None:
    for number in count(1):
        world = said(school=school(on_unknown="retry"))
        resend(world)
        correct(world)
        try:
            with suppress(SchoolgateError):
                world.send(stop_at(number), account=world.account(stop_at(number), answers=list(answers)))
        except Crash:
            settled(world)
            continue
        assert number > 6
        settled(world)
        return


@dataclass(slots=True)
class Slow(FakeAccount):
    """An account whose timeline goes on showing what was deleted."""

    ghosts: list[Shown] = field(default_factory=list)

    def timeline(self, since: datetime | None) -> Timeline:
        look = FakeAccount.timeline(self, since)
        return replace(look, tweets=(*look.tweets, *self.ghosts))


@pytest.mark.parametrize("answers", [[], [accepted_then_lost]])
def test_a_deleted_tweet_that_still_shows_is_not_taken_for_the_correction(answers: list[Callable[..., str]]) -> None:
    world = said()
    ghosts = list(world.wall.tweets)
    resend(world)
    correct(world)
    world.send(account=Slow(wall=world.wall, clock=world.clock, ghosts=ghosts, answers=list(answers)))
    for _ in range(2):
        world.send(account=Slow(wall=world.wall, clock=world.clock, ghosts=ghosts))
    assert (words(world), world.entry("choir.r2").tweet_id) == (["The choir sings on Friday."], "102")


def taken_back(world: World, gate: Gate = free) -> None:
    resend(world, gate, replace(ORDER, how="withdrawn"))


def test_a_corrected_post_is_withdrawn_whole() -> None:
    world = said()
    resend(world)
    correct(world)
    world.send()
    taken_back(world)
    assert words(world) == []
    assert is_withdrawn(world.entry("choir.r2"))
    assert world.send().exit_code == 0


def test_a_withdrawal_in_the_middle_of_a_correction_wins() -> None:
    for effect in ("before advance", "after delete", "before timeline", "before read"):
        world = said()

        def head(world: World = world) -> None:
            begin(world.ledger, replace(ORDER, how="withdrawn"))

        with suppress(Refused):
            resend(world, when(effect, head))
        correct(world)
        for _ in range(3):
            world.send()
            world.clock.wait(7 * 60)
        assert words(world) == [], effect
        assert is_withdrawn(world.entry("choir"))
        assert (AGAIN, CHANNEL) not in world.ledger.read().entries


def test_another_publisher_and_the_days_count_know_both() -> None:
    world = World([CHOIR, FOOTBALL])
    limited = replace(world.school, limits=replace(world.school.limits, per_day=2))
    world.school = limited
    world.items = [CHOIR]
    world.send()
    resend(world)
    world.clock.wait(SPACING)
    world.items = [RIGHT, FOOTBALL]
    world.ledger.advance(world.ledger.read(), Change(summary="Yes", approvals=(approval(RIGHT),)))
    summary = world.send()
    assert len(summary.said) == 1
    assert "today's 2 are said" in summary.waiting[0].why


def test_a_correction_that_is_held_is_settled_by_the_posts_own_name() -> None:
    world = said()
    resend(world)
    correct(world)
    world.send(account=world.account(answers=[refuse(403)]))
    assert world.entry("choir.r2").state is State.HELD
    resolve(world.ledger, CHOIR.post, CHANNEL, Decision(state=State.SKIPPED, approver="head", at=world.clock.now()))
    assert world.entry("choir.r2").state is State.SKIPPED
