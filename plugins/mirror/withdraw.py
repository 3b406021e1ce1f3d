"""How is a post taken back? Written down first, then looked for and deleted until nothing of it can appear any more.

A withdrawal never posts. It may be stopped anywhere and run again: what is written down is not written twice, and a
tweet that is deleted already is deleted.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from plugins.mirror.claim import TRIES
from plugins.mirror.publisher import MOST_SKEW_S
from plugins.mirror.revision import CORRECTED, WITHDRAWN, corrected, following, is_withdrawn, speaking
from plugins.mirror.settle import BETWEEN_LOOKS_S, after_look, claimed, find, since
from plugins.model.account import Account, Shown, Timeline
from plugins.model.entry import Change, Entry, Snapshot, State
from plugins.model.errors import LostRace, Refused
from plugins.model.ledger import Ledger
from plugins.model.post import ContentHash, PostId
from plugins.model.school import Mirror

_SAYING = frozenset({State.SENDING, State.SENT, State.HELD})


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Who takes a post back, and why; `permalink` is empty where it was never on the site.

    `how` is CORRECTED where only the tweet goes, and the post is to be said again; `tweet_id` tells which tweet, where
    that is known. Where it is not, the same reason once more means the tweet that it meant before.
    """

    post: PostId
    channel: str
    approver: str
    reason: str
    at: datetime
    permalink: str
    how: str = WITHDRAWN
    tweet_id: str = ""


def begin(ledger: Ledger, order: Order) -> Entry:
    """Write the intention down: from now on no build shows the post and no run says it; the entry that stands then.

    LedgerUnreachable and LostRace: nothing else was done, the same command again.
    """
    for _ in range(TRIES):
        snapshot = ledger.read()
        entry = _intended(snapshot, order)
        if entry == snapshot.entries.get((entry.post, entry.channel)):
            return entry
        try:
            ledger.advance(snapshot, Change(summary=f"Withdraw {entry.post} from {entry.channel}", entries=(entry,)))
        except LostRace:
            continue
        return entry
    raise LostRace("others keep writing to the ledger", fix="run the same command again")


def pursue(entry: Entry, ledger: Ledger, account: Account, mirror: Mirror, *, back_to: datetime | None) -> Entry:
    """Delete what there is of a post that is being withdrawn; SKIPPED when nothing of it can appear any more.

    With that, a correction's next entry is opened.

    It stays WITHDRAWING while an open claim may still become a tweet: `again_at` tells when to come back. `back_to`
    is from when on the post may have been said; None looks at the newest tweets alone. The account's and the ledger's
    errors leave the withdrawal open.
    """
    if entry.tweet_id:
        account.delete(entry.tweet_id)
    moments = [moment for moment in (entry.claimed_at, back_to) if moment]
    look = account.timeline(since(moments) if moments else None)
    found = _of_this_post(look, entry)
    for shown in found:
        account.delete(shown.id)
    after = _record(ledger, entry, _after(entry, look, found, mirror))
    learnt = after.state is State.WITHDRAWING and after.tweet_id != entry.tweet_id
    return pursue(after, ledger, account, mirror, back_to=back_to) if learnt else after


def again_at(entry: Entry, mirror: Mirror) -> datetime:
    """When the next look can bring an open withdrawal to its end, by X's clock."""
    certain = claimed(entry) + timedelta(seconds=mirror.deadline_s + mirror.visible_s)
    first = entry.empty_look
    return certain if first is None or first < certain else first + timedelta(seconds=BETWEEN_LOOKS_S)


def _intended(snapshot: Snapshot, order: Order) -> Entry:
    """The entry with the intention on it; only an open claim keeps its nonce, for only that can still be said."""
    standing = speaking(snapshot.entries, order.post, order.channel)
    if standing is not None and (
        is_withdrawn(standing) if order.how == WITHDRAWN else _is_obeyed(order, standing, snapshot)
    ):
        return standing
    if order.how == CORRECTED and (standing is None or standing.state is not State.SENT):
        raise Refused(
            f"{order.post} has no tweet that could be corrected: {_stands(standing)}",
            fix="publish.py status tells how it stands",
        )
    approval = snapshot.approvals.get(order.post)
    known = standing or Entry(
        post=order.post,
        channel=order.channel,
        state=State.WITHDRAWING,
        at=order.at,
        content_hash=approval.content_hash if approval else ContentHash(""),
    )
    return replace(
        known,
        state=State.WITHDRAWING,
        at=order.at,
        nonce=known.nonce if known.state is State.SENDING else "",
        empty_look=None,
        permalink=known.permalink or order.permalink,
        how=order.how,
        reason=order.reason,
        approver=order.approver,
    )


def _of_this_post(look: Timeline, entry: Entry) -> tuple[Shown, ...]:
    """Every tweet that leads to the post's page or says its words, whoever made it."""
    return tuple(shown for shown in look.tweets if find([shown], entry.permalink, entry.text_hash))


def _after(entry: Entry, look: Timeline, found: tuple[Shown, ...], mirror: Mirror) -> Entry:
    at = look.at.astimezone(UTC)
    done = replace(entry, state=State.SKIPPED, at=at)
    earliest = claimed(entry) - timedelta(seconds=MOST_SKEW_S)
    if not entry.nonce or entry.tweet_id or any(shown.created_at >= earliest for shown in found):
        return done
    after = after_look(entry, Timeline(tweets=(), at=at), mirror)
    if after is None:
        return entry
    return after if after.state is State.WITHDRAWING else done


def _record(ledger: Ledger, before: Entry, after: Entry) -> Entry:
    """Write down what a look found, unless the publisher whose claim it was has told more in the meantime."""
    for _ in range(TRIES):
        snapshot = ledger.read()
        standing = snapshot.entries.get((before.post, before.channel))
        if standing is None or standing.state is not State.WITHDRAWING or _differ(standing, before):
            return standing or before
        if standing == after:
            return after
        opened = (_next(after),) if after.state is State.SKIPPED and after.how == CORRECTED else ()
        summary = f"{after.state} {after.post} on {after.channel}"
        try:
            ledger.advance(snapshot, Change(summary=summary, entries=(after, *opened)))
        except LostRace:
            continue
        return after
    raise LostRace("others keep writing to the ledger", fix="run the same command again")


def _is_obeyed(order: Order, standing: Entry, snapshot: Snapshot) -> bool:
    """Whether the tweet is on the way back already, or is back and its correction waits to be said.

    Or was said: who repeats an order has not heard that a scheduled run finished it, and does not mean the right tweet.
    """
    if standing.state is State.WITHDRAWING:
        return standing.how == CORRECTED
    before = corrected(snapshot.entries, standing)
    if before is None or standing.state is State.RETRY:
        return before is not None
    repeated = before.reason == order.reason and order.tweet_id != standing.tweet_id
    return repeated and standing.state in _SAYING


def _differ(standing: Entry, before: Entry) -> bool:
    """Whether somebody has learnt of a tweet since, or takes the whole post back and not its tweet alone."""
    return (standing.tweet_id, standing.how) != (before.tweet_id, before.how)


def _next(corrected: Entry) -> Entry:
    """The entry in which the post is said again, once somebody has said yes to its correction."""
    return Entry(
        post=following(corrected.post),
        channel=corrected.channel,
        state=State.RETRY,
        at=corrected.at,
        content_hash=ContentHash(""),
        permalink=corrected.permalink,
        reason=corrected.reason,
        approver=corrected.approver,
    )


def _stands(entry: Entry | None) -> str:
    return f"its state is {entry.state}" if entry else "the ledger does not know it"
