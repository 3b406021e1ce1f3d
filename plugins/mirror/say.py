"""How is one post said? Nothing is claimed before everything else is ready, and nothing is sent without the claim."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC

from plugins.mirror.answer import ACCOUNT_REFUSED, after_no
from plugins.mirror.claim import Claim, claim, record
from plugins.mirror.outbox import Action, Scene, entry_as, life, next_step
from plugins.mirror.publisher import Publisher
from plugins.mirror.settle import DUPLICATE, claimed, find, since
from plugins.model.account import Shown
from plugins.model.entry import Change, Entry, State
from plugins.model.errors import AccountUnreachable, AccountWrong, CertainlyNotSent, PerhapsSent, Refused
from plugins.model.manifest import Item
from plugins.tweet.compose import text_hash


class Unprepared(Exception):
    """One post's pictures did not reach the account; nothing was claimed, and other posts can go on."""


def say(item: Item, publisher: Publisher, scene: Scene) -> Entry | None:
    """Take one post, whose turn it is in `scene`, all the way; its entry afterwards, or None where it is not ours.

    NotLive, NotApproved and Unprepared concern this post alone; AccountWrong, AccountUnreachable, ApprovalUnreachable,
    ClockWrong and the ledger's errors end the run.
    """
    publisher.live(item)
    standing = scene.entry(item)
    look, seen = publisher.look(since([item.published, claimed(standing) if standing else item.published]), scene)
    shown = find(look.tweets, item.permalink, text_hash(item.tweet.text))
    if shown:
        return _adopt(item, publisher, scene, shown)
    try:
        media = _upload(item, publisher)
    except Refused:
        return _hold(item, publisher, scene)
    publisher.approved(item)  # as late as can be: a yes may be taken back until the claim
    ours = claim(item, publisher, seen, scene.left)
    return _speak(item, publisher, ours, media) if ours else None


def _adopt(item: Item, publisher: Publisher, scene: Scene, shown: Shown) -> Entry:
    """The account says it already, by hand or from before the ledger was lost."""
    entry = entry_as(State.SENT, item, scene)
    entry = replace(entry, how="timeline" if entry.claimed_at else "adopted", tweet_id=shown.id)
    change = Change(summary=f"SENT {item.post} on {scene.channel}, seen on the account", entries=(entry,))
    publisher.ledger.advance(scene.snapshot, change)
    return entry


def _hold(item: Item, publisher: Publisher, scene: Scene) -> Entry:
    """X will never take one of the pictures, so that only a person can help this post."""
    entry = entry_as(State.HELD, item, scene, "X does not take one of its pictures")
    publisher.ledger.advance(scene.snapshot, Change(summary=f"HELD {item.post} on {scene.channel}", entries=(entry,)))
    return entry


def _upload(item: Item, publisher: Publisher) -> list[str]:
    try:
        return [publisher.account.upload(publisher.site / media.file, media) for media in item.media]
    except AccountUnreachable as error:
        raise Unprepared(error.what) from error


def _speak(item: Item, publisher: Publisher, ours: Claim, media: Sequence[str]) -> Entry:
    boot = publisher.boottime()
    scene = publisher.scene(ours.snapshot, 0, mine=ours.entry.nonce)
    step = next_step(item, scene)
    if step.action is not Action.SEND:
        released = replace(ours.entry, state=State.RETRY, at=scene.now, reason=step.why)
        return record(publisher.ledger, ours.entry, released)
    deadline = min(ours.deadline, boot + life(item, scene))
    try:
        tweet_id = publisher.account.post(item.tweet.text, media, deadline=deadline)
    except CertainlyNotSent as no:
        result = record(publisher.ledger, ours.entry, after_no(ours.entry, no, publisher.clock.now().astimezone(UTC)))
        if no.status in ACCOUNT_REFUSED:
            raise AccountWrong(no.what, fix=no.fix) from no
        return result
    except PerhapsSent as doubt:
        return (
            record(publisher.ledger, ours.entry, replace(ours.entry, reason=DUPLICATE))
            if doubt.duplicate
            else ours.entry
        )
    now = publisher.clock.now().astimezone(UTC)
    sent = replace(ours.entry, state=State.SENT, at=now, how="response", tweet_id=tweet_id)
    return record(publisher.ledger, ours.entry, sent)
