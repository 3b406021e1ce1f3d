"""What stops, what waits, what goes? Every file that was read lands in exactly one place of the plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from plugins.model.case import Judged
from plugins.model.entry import Approval
from plugins.model.post import ContentHash, Post, PostId, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Where each file goes; the tuples are disjoint and together hold every file that was read.

    `build` goes as it stands; `waiting` lacks an approval; `withheld` was live and is now forbidden; `refused` is new
    or changed, and forbidden; `withdrawn`, `future` and `drafts` speak for themselves. `earlier` are approved versions
    that stay on the site while a newer one waits or is refused; `urgent` tells whether `build` holds urgent news.
    """

    build: tuple[Judged, ...] = ()
    waiting: tuple[Judged, ...] = ()
    withheld: tuple[Judged, ...] = ()
    refused: tuple[Judged, ...] = ()
    withdrawn: tuple[Judged, ...] = ()
    future: tuple[Judged, ...] = ()
    drafts: tuple[Judged, ...] = ()
    earlier: tuple[Approval, ...] = ()
    urgent: bool = False

    @property
    def stops(self) -> bool:
        """Whether nothing may be written: something is refused, and no approved urgent news must go all the same."""
        return bool(self.refused) and not self.urgent

    @property
    def waits_for_a_person(self) -> bool:
        """Whether somebody must look at something that was left out."""
        return bool(self.waiting or self.withheld or self.refused)


def plan(
    judged: Sequence[Judged],
    *,
    approvals: Mapping[PostId, Approval],
    accepted: Mapping[PostId, Approval],
    withdrawn: frozenset[PostId | ContentHash],
    now: datetime,
) -> Plan:
    """Sort what was judged.

    `approvals` are the ledger's, `accepted` are those that the approval backend gave just now. `withdrawn` are posts,
    and what they said: whatever is the same under another id is withdrawn with them, unless it was approved before.
    """
    places: dict[str, list[Judged]] = {name: [] for name in _PLACES}
    for one in judged:
        places[_place(one, approvals, accepted, withdrawn, now)].append(one)
    left_out = [*places["waiting"], *places["refused"]]
    return Plan(
        **{name: tuple(found) for name, found in places.items()},
        earlier=tuple(_earlier(left_out, approvals, withdrawn)),
        urgent=any(_urgent(one.post, now) for one in places["build"]),
    )


_PLACES = ("build", "waiting", "withheld", "refused", "withdrawn", "future", "drafts")


def _place(
    one: Judged,
    approvals: Mapping[PostId, Approval],
    accepted: Mapping[PostId, Approval],
    withdrawn: frozenset[PostId | ContentHash],
    now: datetime,
) -> str:
    post = one.post
    if post is None:
        return "refused"
    live = _covers(approvals.get(post.id), post)
    if post.id in withdrawn or (post.content_hash in withdrawn and not live):
        return "withdrawn"
    if post.status is Status.DRAFT:
        return "drafts"
    if one.blocked:
        return "withheld" if live else "refused"
    if post.published > now:
        return "future"
    return "build" if live or _covers(accepted.get(post.id), post) else "waiting"


def _covers(approval: Approval | None, post: Post) -> bool:
    return approval is not None and approval.content_hash == post.content_hash


def _urgent(post: Post | None, now: datetime) -> bool:
    return post is not None and post.urgent is not None and now < post.urgent.expires


def _earlier(
    left_out: Sequence[Judged], approvals: Mapping[PostId, Approval], withdrawn: frozenset[PostId | ContentHash]
) -> Sequence[Approval]:
    """The approved versions of what is left out; an unreadable file is known by its path alone."""
    ids = {one.post.id for one in left_out if one.post}
    paths = {one.case.path for one in left_out if not one.post}
    return [
        approval
        for approval in approvals.values()
        if (approval.post in ids or approval.path in paths) and approval.post not in withdrawn
    ]
