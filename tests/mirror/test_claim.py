from dataclasses import replace

import pytest

from plugins.mirror.claim import TRIES, claim, record
from plugins.mirror.publisher import Moment
from plugins.model.entry import Change, Entry, Snapshot, State
from plugins.model.errors import LostRace
from tests.mirror.fakes import MONDAY, GatedLedger, World, entry, news, when

CHOIR = news("choir")
SEEN = Moment(at=MONDAY, boot=990.0)
MINE = entry("choir", State.SENDING, nonce="mine", claimed_at=MONDAY)
SAID = replace(MINE, state=State.SENT, how="response", tweet_id="42")
REFUSED = replace(MINE, state=State.HELD, reason="X refuses it (403)")


def world_with(*entries: Entry) -> World:
    world = World([CHOIR])
    world.write(*entries)
    return world


def test_a_claim_carries_xs_time_carried_on_and_a_deadline_of_its_own() -> None:
    world = World([CHOIR])
    ours = claim(CHOIR, world.publisher(), SEEN, 1)
    assert ours is not None
    assert (ours.entry.claimed_at, ours.deadline) == (SEEN.later(1000.0), 1120.0)
    assert (SEEN.later(1000.0) - MONDAY).total_seconds() == 10
    assert world.entry("choir") == ours.entry


def test_no_two_claims_are_alike() -> None:
    nonces = set()
    for _ in range(20):
        ours = claim(CHOIR, World([CHOIR]).publisher(), SEEN, 1)
        nonces.add(ours and ours.entry.nonce)
    assert len(nonces) == 20


def test_a_claim_goes_on_when_others_wrote_about_other_posts() -> None:
    world = World([CHOIR])
    gate = when("before advance", lambda: world.write(entry("other", State.SKIPPED)), times=3)
    assert claim(CHOIR, world.publisher(gate), SEEN, 1) is not None


def test_a_claim_gives_way_to_another_publishers() -> None:
    world = World([CHOIR])
    gate = when("before advance", lambda: world.write(entry("choir", State.SENDING, nonce="theirs")))
    assert claim(CHOIR, world.publisher(gate), SEEN, 1) is None
    assert world.entry("choir").nonce == "theirs"


def test_a_claim_that_was_overwritten_is_not_ours() -> None:
    world = World([CHOIR])
    gate = when("after advance", lambda: world.write(entry("choir", State.SENDING, nonce="theirs")))
    assert claim(CHOIR, world.publisher(gate), SEEN, 1) is None


def test_a_claim_that_the_ledger_forgot_is_not_ours() -> None:
    world = World([CHOIR])

    class Forgetful(GatedLedger):
        def advance(self, snapshot: Snapshot, change: Change) -> Snapshot:
            assert change.entries
            return snapshot

    assert claim(CHOIR, world.publisher(ledger=Forgetful(world.ledger, print)), SEEN, 1) is None


def test_a_claim_is_not_tried_for_ever() -> None:
    world = World([CHOIR])
    gate = when("before advance", lambda: world.write(entry("other", State.SKIPPED)), times=1000)
    assert claim(CHOIR, world.publisher(gate), SEEN, 1) is None
    assert len(world.ledger.read().entries) == 1


@pytest.mark.parametrize("result", [SAID, REFUSED])
def test_a_result_is_written_although_others_write_too(result: Entry) -> None:
    world = world_with(MINE)
    busy = GatedLedger(
        world.ledger, when("before advance", lambda: world.write(entry("other", State.SKIPPED)), times=3)
    )
    assert record(busy, MINE, result) == result == world.entry("choir")


def test_a_result_that_cannot_be_written_is_not_silent() -> None:
    world = world_with(MINE)
    gate = when("before advance", lambda: world.write(entry("other", State.SKIPPED)), times=TRIES)
    with pytest.raises(LostRace, match="choir"):
        record(GatedLedger(world.ledger, gate), MINE, SAID)


@pytest.mark.parametrize(
    "standing",
    [
        replace(MINE, state=State.HELD),
        replace(MINE, state=State.RETRY),
        replace(MINE, nonce="theirs"),
    ],
)
def test_that_it_was_said_is_written_whatever_stands_there(standing: Entry) -> None:
    world = world_with(standing)
    assert record(world.ledger, MINE, SAID) == SAID == world.entry("choir")


def test_that_it_was_said_is_written_onto_a_ledger_that_forgot_the_claim() -> None:
    world = World([CHOIR])
    assert record(world.ledger, MINE, SAID) == SAID == world.entry("choir")


@pytest.mark.parametrize("state", [State.SENT, State.SKIPPED])
def test_what_is_final_stays(state: State) -> None:
    final = replace(MINE, state=state, how="person")
    world = world_with(final)
    assert record(world.ledger, MINE, SAID) == final == world.entry("choir")


def test_a_withdrawal_learns_which_tweet_it_must_delete() -> None:
    world = world_with(replace(MINE, state=State.WITHDRAWING))
    record(world.ledger, MINE, SAID)
    assert (world.entry("choir").state, world.entry("choir").tweet_id) == (State.WITHDRAWING, "42")


@pytest.mark.parametrize("result", [REFUSED, replace(MINE, state=State.HELD)])
def test_a_withdrawal_learns_that_nothing_was_said(result: Entry) -> None:
    world = world_with(replace(MINE, state=State.WITHDRAWING))
    assert record(world.ledger, MINE, result) == replace(MINE, state=State.WITHDRAWING, nonce="")


@pytest.mark.parametrize(("nonce", "result"), [("theirs", REFUSED), (MINE.nonce, replace(MINE, reason="perhaps"))])
def test_a_withdrawal_stays_open_where_the_answer_says_nothing_about_it(nonce: str, result: Entry) -> None:
    standing = replace(MINE, state=State.WITHDRAWING, nonce=nonce)
    assert record(world_with(standing).ledger, MINE, result) == standing


@pytest.mark.parametrize("standing", [replace(MINE, state=State.SENT), replace(MINE, nonce="theirs")])
def test_that_it_was_not_said_changes_nobody_elses_entry(standing: Entry) -> None:
    world = world_with(standing)
    assert record(world.ledger, MINE, REFUSED) == standing == world.entry("choir")


def test_nothing_is_written_twice() -> None:
    world = world_with(MINE)
    before = world.ledger.read().tip
    assert record(world.ledger, MINE, MINE) == MINE
    assert world.ledger.read().tip == before
