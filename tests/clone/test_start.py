from dataclasses import replace
from types import MappingProxyType

from plugins.approval.backend import unproven
from plugins.clone.approved import Yeses
from plugins.clone.assess import NO_LEDGER, Assessment
from plugins.clone.roster import Word
from plugins.clone.start import ANNOUNCE, begin, imagine
from plugins.model.entry import Approval, Entry, Snapshot, State
from plugins.model.post import PostId
from plugins.model.trust import Trust
from plugins.policy.plan import Plan
from tests import make
from tests.mirror.memory import MemoryLedger

NOW = make.at("2026-11-23 10:00")
ITEMS = tuple(
    make.item(post=PostId(f"day-{day}"), published=make.at(f"2026-11-{day} 10:00")) for day in (20, 19, 18, 17, 16)
)


def approval(post: str, approver: str = "rehearsal") -> Approval:
    item = make.item(post=PostId(post))
    return Approval(
        post=item.post,
        content_hash=item.content_hash,
        approver=approver,
        evidence="rehearsal",
        at=NOW,
        path=item.source,
    )


def assessment(snapshot: Snapshot = NO_LEDGER, *accepted: Approval) -> Assessment:
    given = {one.post: one for one in accepted}
    return Assessment(
        now=NOW,
        channel="rehearsal",
        judged=(),
        plan=Plan(),
        accepted=given,
        snapshot=snapshot,
        word=Word(ask=unproven, recorded=Trust(backend="none"), wanted=Trust(backend="none")),
        yeses=Yeses(standing={}, asked=(), ask=unproven),
    )


def said_before(snapshot: Snapshot) -> set[str]:
    assert all(entry.state is State.SKIPPED and entry.how == "baseline" for entry in snapshot.entries.values())
    assert all(entry.channel == "rehearsal" and entry.at == NOW for entry in snapshot.entries.values())
    return {entry.post for entry in snapshot.entries.values()}


def test_a_ledger_begins_with_all_but_the_newest_posts_said_and_with_the_approvals() -> None:
    ledger = MemoryLedger()
    begun = begin(ITEMS, assessment(), [approval("day-20")], ledger, announce=2)
    assert said_before(begun) == {"day-18", "day-17", "day-16"}
    assert set(begun.approvals) == {"day-20"}
    assert ledger.read() == begun


def test_a_preview_without_a_ledger_reckons_with_the_one_that_publish_would_begin() -> None:
    imagined = imagine(ITEMS, assessment(NO_LEDGER, approval("day-20")))
    begun = begin(ITEMS, assessment(), [approval("day-20")], MemoryLedger(), announce=ANNOUNCE)
    assert said_before(imagined) == {"day-17", "day-16"}
    assert imagined == replace(begun, tip="")


def test_a_preview_with_a_ledger_adds_what_was_approved_just_now_and_nothing_else() -> None:
    said = Entry(
        post=PostId("day-16"), channel="rehearsal", state=State.SENT, at=NOW, content_hash=ITEMS[0].content_hash
    )
    old, new = approval("day-16"), approval("day-20", "headteacher")
    standing = Snapshot(
        tip="f00d",
        entries=MappingProxyType({(said.post, said.channel): said}),
        approvals=MappingProxyType({old.post: old, new.post: approval("day-20")}),
    )
    imagined = imagine(ITEMS, assessment(standing, new))
    assert imagined == replace(standing, approvals={old.post: old, new.post: new})
