"""No order of events leaves a withdrawn post on the account; forgetting the open claim does, and that is found."""

from dataclasses import replace

from plugins.mirror import withdraw
from plugins.mirror.withdraw import Order
from plugins.model.entry import Entry, Snapshot
from tests.mirror.model_withdraw import CORRECTION, search


def test_nothing_is_left_and_nothing_is_said_twice() -> None:
    found = search(1, 1)

    assert found.over > 1_000
    assert (found.twice, found.left) == (0, 0)


def test_a_correction_begins_only_when_nothing_of_the_tweet_is_left() -> None:
    found = search(1, 1, order=CORRECTION)

    assert found.over > 100
    assert (found.twice, found.left) == (0, 0)


def test_without_the_open_claim_a_tweet_is_left_behind() -> None:
    def forget(snapshot: Snapshot, order: Order) -> Entry:
        return replace(withdraw._intended(snapshot, order), nonce="")  # noqa: SLF001 - the guard that is taken out

    assert search(1, 1, forget, stop=True).left
