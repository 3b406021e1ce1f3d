"""A withdrawn picture is written down once, whoever else writes to the ledger at the same moment."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from plugins.mirror.ban import approved_with, ban, said_with
from plugins.mirror.claim import TRIES
from plugins.model.entry import Approval, Banned, Change, Entry, Snapshot, State
from plugins.model.errors import LostRace
from plugins.model.post import PostId
from tests.mirror.fakes import CHANNEL, MONDAY, approval, entry, news
from tests.mirror.memory import MemoryLedger

PICTURE = Banned(digest="a" * 64, files=("photos/0a-480.jpg",), at=MONDAY, approver="head", reason="")


@dataclass(slots=True)
class Contested(MemoryLedger):
    """Somebody else is first, as often as `lost` says."""

    lost: int = 0

    def advance(self, snapshot: Snapshot, change: Change) -> Snapshot:
        if self.lost:
            self.lost -= 1
            raise LostRace("another publisher was first", fix="run the same command again")
        return MemoryLedger.advance(self, snapshot, change)


def contested(lost: int) -> Contested:
    ledger = Contested(lost=lost)
    ledger.create(Change(summary="Start"))
    return ledger


@pytest.mark.parametrize("lost", [0, 1, TRIES - 1])
def test_who_lost_a_race_tries_again(lost: int) -> None:
    assert ban(contested(lost), PICTURE).banned == {PICTURE.digest: PICTURE}


def test_who_always_loses_gives_up_and_nothing_is_half_written() -> None:
    ledger = contested(TRIES)
    with pytest.raises(LostRace, match="others keep writing"):
        ban(ledger, PICTURE)
    assert ledger.read().banned == {}


def test_a_picture_that_is_known_is_not_written_again() -> None:
    ledger = contested(0)
    ban(ledger, PICTURE)
    assert ban(ledger, replace(PICTURE, reason="again")).banned == {PICTURE.digest: PICTURE}
    assert len(ledger.log) == 2


def with_photo(post: str, blob: str) -> Approval:
    return replace(approval(news(post)), photos=(("content/photos/a.jpg", blob),))


def snapshot(*approvals: Approval, entries: tuple[Entry, ...] = ()) -> Snapshot:
    return Snapshot(
        tip="1",
        entries={(one.post, one.channel): one for one in entries},
        approvals={one.post: one for one in approvals},
    )


def test_whose_approved_version_holds_a_photo_is_known_by_its_bytes() -> None:
    assert approved_with(snapshot(with_photo("fair", "b1"), with_photo("choir", "b2")), "b1") == ("fair",)


@pytest.mark.parametrize(
    ("changes", "approved", "counts"),
    [
        ({"media": ("photos/0a-480.jpg",)}, (), True),
        ({"media": ("photos/0b-480.jpg",)}, ("choir",), False),
        ({}, ("choir",), True),  # an entry of old that does not tell its pictures
        ({}, (), False),
        ({"media": ("photos/0a-480.jpg",), "channel": "x"}, (), False),
    ],
)
def test_which_tweets_show_it_is_told_by_their_entries(
    changes: dict[str, Any], approved: tuple[str, ...], *, counts: bool
) -> None:
    said = replace(entry("choir", State.SENT), **changes)
    found = said_with(snapshot(entries=(said,)), CHANNEL, PICTURE, tuple(PostId(one) for one in approved))
    assert list(found) == ([said] if counts else [])


def test_of_a_corrected_tweet_only_the_one_that_speaks_for_its_post_counts() -> None:
    media = ("photos/0a-480.jpg",)
    old = replace(entry("choir", State.SKIPPED), media=media)
    new = replace(entry("choir.r2", State.SENT), media=media)
    assert list(said_with(snapshot(entries=(old, new)), CHANNEL, PICTURE, ())) == [new]
