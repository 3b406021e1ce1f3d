"""What must every ledger do? One suite; each kind of ledger says how to get another hand on the same one."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from types import MappingProxyType

import pytest

from plugins.model.entry import Approval, Change, Entry, Pause, Roster, Snapshot, State
from plugins.model.errors import LedgerMissing, LostRace, Refused, TryAgain
from plugins.model.ledger import Ledger
from plugins.model.post import ContentHash, PostId
from plugins.model.trust import Principal, Trust
from tests import make

Hand = Callable[[], Ledger]
"""Another publisher's hand on the same ledger."""

POST = PostId("reading-miles-7f3k")
AT = make.at("2026-11-23 10:00")


def entry(state: State = State.SENDING, *, post: str = POST, channel: str = "x", nonce: str = "") -> Entry:
    return Entry(
        post=PostId(post), channel=channel, state=state, at=AT, content_hash=ContentHash("a" * 64), nonce=nonce
    )


def approval(evidence: str = "review 7") -> Approval:
    return Approval(
        post=POST,
        content_hash=ContentHash("a" * 64),
        approver="1001",
        evidence=evidence,
        at=AT,
        path="content/news/reading-miles.md",
        source="b" * 40,
        photos=(("pebbles.jpg", "c" * 40),),
    )


def roster(approver: str = "") -> Roster:
    head = Principal(role="head", key="ssh-ed25519 AAAA", id="1001", since=AT)
    return Roster(trust=Trust(backend="signature", approvers=(head,)), at=AT, approver=approver, evidence="")


CLAIM = Change(summary="claim", entries=(entry(nonce="n1"),))


class Conformance:
    """Subclasses give the fixture `hand`; there is no ledger yet when a test begins."""

    def test_a_missing_ledger_is_not_an_empty_one(self, hand: Hand) -> None:
        with pytest.raises(LedgerMissing):
            hand().read()

    def test_a_new_ledger_holds_what_it_was_started_with(self, hand: Hand) -> None:
        made = hand().create(Change(summary="baseline", entries=(entry(State.SKIPPED),)))
        assert hand().read() == made
        assert made.entries == {(POST, "x"): entry(State.SKIPPED)}
        assert made.approvals == {}
        assert made.pause is None

    def test_a_ledger_is_started_once(self, hand: Hand) -> None:
        made = hand().create(Change(summary="baseline"))
        with pytest.raises(Refused):
            hand().create(Change(summary="baseline"))
        assert hand().read() == made

    def test_a_change_replaces_its_own_keys_and_nothing_else(self, hand: Hand) -> None:
        ledger = hand()
        other = entry(State.SENT, post="harvest-2p9d")
        again = entry(State.SENT, post=f"{POST}.r2")
        start = ledger.create(Change(summary="baseline", entries=(entry(), other), approvals=(approval(),)))
        rehearsed = entry(channel="rehearsal")
        made = ledger.advance(start, Change(summary="sent", entries=(entry(State.SENT), rehearsed, again)))
        assert hand().read() == made
        assert set(made.entries.values()) == {entry(State.SENT), other, rehearsed, again}
        assert made.approvals == {POST: approval()}

    def test_a_newer_approval_replaces_the_older(self, hand: Hand) -> None:
        ledger = hand()
        start = ledger.create(Change(summary="baseline", approvals=(approval(),)))
        made = ledger.advance(start, Change(summary="approved", approvals=(approval("review 8"),)))
        assert hand().read() == made
        assert made.approvals == {POST: approval("review 8")}

    def test_a_pause_stands_until_it_is_lifted(self, hand: Hand) -> None:
        ledger = hand()
        pause = Pause(reason="the account is being handed over", at=AT)
        start = ledger.create(Change(summary="baseline"))
        paused = ledger.advance(start, Change(summary="pause", pause=pause))
        still = ledger.advance(paused, Change(summary="sent", entries=(entry(State.SENT),)))
        assert (paused.pause, still.pause, hand().read().pause) == (pause, pause, pause)
        lifted = ledger.advance(still, Change(summary="lifted", lift=True))
        assert hand().read() == lifted
        assert lifted.pause is None

    def test_a_list_of_approvers_stands_until_another_takes_its_place(self, hand: Hand) -> None:
        ledger = hand()
        start = ledger.create(Change(summary="baseline", roster=roster()))
        sent = ledger.advance(start, Change(summary="sent", entries=(entry(State.SENT),)))
        assert (sent.roster, hand().read().roster) == (roster(), roster())
        changed = ledger.advance(sent, Change(summary="list", roster=roster("head")))
        assert (changed.roster, hand().read().roster) == (roster("head"), roster("head"))

    def test_a_new_pause_may_take_the_place_of_one_that_is_lifted(self, hand: Hand) -> None:
        ledger = hand()
        first, second = Pause(reason="first", at=AT), Pause(reason="second", at=AT)
        start = ledger.create(Change(summary="pause", pause=first))
        made = ledger.advance(start, Change(summary="another pause", pause=second, lift=True))
        assert hand().read() == made
        assert made.pause == second

    def test_a_change_without_content_is_a_commit_all_the_same(self, hand: Hand) -> None:
        ledger = hand()
        start = ledger.create(Change(summary="baseline"))
        made = ledger.advance(start, Change(summary="heartbeat"))
        assert made.tip != start.tip
        assert hand().read() == made

    def test_who_read_before_the_last_change_loses(self, hand: Hand) -> None:
        first, second = hand(), hand()
        first.create(Change(summary="baseline"))
        seen, seen_too = first.read(), second.read()
        made = first.advance(seen, Change(summary="claim", entries=(entry(nonce="first"),)))
        with pytest.raises(LostRace):
            second.advance(seen_too, Change(summary="claim", entries=(entry(nonce="second"),)))
        assert hand().read() == made

    def test_no_change_can_start_a_ledger(self, hand: Hand, other: Hand) -> None:
        start = other().create(Change(summary="somewhere else"))
        with pytest.raises(LedgerMissing):
            hand().advance(start, Change(summary="claim"))

    def test_what_was_read_stays_as_it_was_read(self, hand: Hand) -> None:
        ledger = hand()
        start = ledger.create(Change(summary="baseline"))
        ledger.advance(start, CLAIM)
        assert isinstance(start.entries, MappingProxyType)
        assert not start.entries

    def test_of_eight_racers_with_the_same_change_exactly_one_wins(self, hand: Hand) -> None:
        racers = [hand() for _ in range(4)]  # each is raced by two threads
        racers[0].create(Change(summary="baseline"))
        with ThreadPoolExecutor(8) as pool:
            for _ in range(8):
                seen = [racer.read() for racer in racers] * 2
                start = Barrier(8)

                def race(number: int, seen: list[Snapshot] = seen, start: Barrier = start) -> str:
                    start.wait()
                    try:
                        return racers[number % 4].advance(seen[number], CLAIM).tip
                    except TryAgain:
                        return ""

                won = [tip for tip in pool.map(race, range(8)) if tip]
                assert won == [hand().read().tip]
