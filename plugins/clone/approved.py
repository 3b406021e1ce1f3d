"""Who has said yes to what was read? The ledger's approvals that still count, and those that were given just now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from plugins.approval.subject import Answer, Backend, Subject, of_post
from plugins.approval.trust import stands
from plugins.clone.roster import Word
from plugins.mirror.revision import speaking
from plugins.model.case import Judged
from plugins.model.entry import BASELINE, Approval, Snapshot, State
from plugins.model.errors import NotApproved
from plugins.model.manifest import Item
from plugins.model.post import Kind, Post, PostId, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One post that somebody was asked about, for the moment `at`: what the ledger knew, and the answer now."""

    post: PostId
    subject: Subject
    at: datetime
    known: Approval | None
    answer: Answer

    @property
    def new(self) -> bool:
        """Whether this is a yes that the ledger does not have yet."""
        old = self.known is not None and (self.known.evidence != BASELINE or self.answer.evidence == BASELINE)
        return bool(self.answer.approver) and not old


@dataclass(frozen=True, slots=True, kw_only=True)
class Yeses:
    """`standing` are the ledger's approvals that count, `given` those of just now, `missing` tells why there is none.

    `asked` are the posts behind them: what is new, and what nobody was told yet.
    """

    standing: Mapping[PostId, Approval]
    asked: tuple[Asked, ...]
    ask: Backend

    @property
    def given(self) -> Mapping[PostId, Approval]:
        """Approvals that the ledger does not have yet."""
        return {one.post: _approval(one) for one in self.asked if one.new}

    @property
    def missing(self) -> Mapping[PostId, str]:
        """Why there is no yes."""
        return {one.post: one.answer.why for one in self.asked if not one.answer.approver}

    def demand(self, item: Item) -> None:
        """NotApproved unless the yes to a post that was not said yet stands to this very moment."""
        for one in self.asked:
            same = (one.post, one.subject.content) == (item.post, item.content_hash)
            if same and not self.ask(one.subject, one.at).approver:
                raise NotApproved(
                    f"the approval of {item.post} was taken back", fix="publish.py check tells what is missing"
                )


def approved(judged: Sequence[Judged], word: Word, snapshot: Snapshot, channel: str, *, now: datetime) -> Yeses:
    """Ask about everything that is new, and once more about what was approved and not said yet.

    What was approved at a moment is asked for that moment: that its approver has left since then un-approves nothing.
    """
    counting = {post: yes for post, yes in snapshot.approvals.items() if stands(yes, word.recorded, word.wanted)}
    due = ((one, one.post) for one in judged if one.post and _is_due(one, one.post, now))
    asked = tuple(_asked(due, counting, snapshot, word, (channel, now)))
    refused = {one.post for one in asked if one.known and not one.answer.approver}
    return Yeses(
        standing={post: yes for post, yes in counting.items() if post not in refused}, asked=asked, ask=word.ask
    )


def _asked(
    due: Iterator[tuple[Judged, Post]],
    counting: Mapping[PostId, Approval],
    snapshot: Snapshot,
    word: Word,
    here: tuple[str, datetime],
) -> Iterator[Asked]:
    channel, now = here
    for one, post in due:
        found = counting.get(post.id)
        known = found if found and found.content_hash == post.content_hash else None
        if known and _is_settled(post, snapshot, channel):
            continue
        at = known.at if known and known.evidence != BASELINE else now
        subject = of_post(one, post, word.wording(one, post))
        yield Asked(post=post.id, subject=subject, at=at, known=known, answer=word.ask(subject, at))


def _is_due(one: Judged, post: Post, now: datetime) -> bool:
    """Whether a yes would do anything: not for a draft, a post of the future or one that is forbidden."""
    return post.status is not Status.DRAFT and post.published <= now and not one.blocked


def _is_settled(post: Post, snapshot: Snapshot, channel: str) -> bool:
    """Whether an approved post is said, on its way or in a person's hands; a page never is to be said."""
    entry = speaking(snapshot.entries, post.id, channel)
    return post.kind is Kind.PAGE or (entry is not None and entry.state is not State.RETRY)


def _approval(one: Asked) -> Approval:
    return Approval(
        post=one.post,
        content_hash=one.subject.content,
        approver=one.answer.approver,
        evidence=one.answer.evidence,
        at=one.at,
        path=one.subject.files[0][0],
        asks=tuple(sorted({ask.rule for ask in one.subject.asks})),
    )
