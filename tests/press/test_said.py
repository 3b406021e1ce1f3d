from dataclasses import replace

from plugins.model.entry import Entry, Snapshot, State
from plugins.model.post import ContentHash, PostId
from plugins.press.said import said
from tests import make


def entry(name: str, state: State, tweet: str) -> Entry:
    return Entry(
        post=PostId(name), channel="x", state=state, at=make.at("2026-11-20 10:00"),
        content_hash=ContentHash("a" * 64), tweet_id=tweet,
    )  # fmt: skip


SENT = entry("fair-1a2b", State.SENT, "12")
SNAPSHOT = Snapshot(
    tip="",
    entries={(one.post, "x"): one for one in (SENT, entry("old-2b3c", State.SENT, ""), entry("b", State.HELD, "9"))},
)


def test_a_rehearsed_tweet_has_no_public_address() -> None:
    assert said(SNAPSHOT, make.school()) == {}


def test_a_post_that_was_said_has_its_tweets_address_and_no_other_has() -> None:
    school = make.school()
    real = replace(school, account=replace(school.account, kind="x"))

    assert said(SNAPSHOT, real) == {"fair-1a2b": "https://x.com/ThistledownPri/status/12"}
