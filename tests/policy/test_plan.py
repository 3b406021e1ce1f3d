"""What stops and what waits, a test for each line of the contract."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from plugins.model.case import Case, Judged
from plugins.model.entry import Approval
from plugins.model.finding import Finding, Place, Severity
from plugins.model.post import ContentHash, PostId, Status, Urgent
from plugins.policy.plan import Plan, plan
from tests import make

NOW = make.at("2026-11-23 12:00")


def judged(*severities: Severity, **changes: Any) -> Judged:
    post = make.post(**changes)
    place = Place(path=f"content/{post.source}")
    findings = tuple(
        Finding(rule="hours", clause="R4", severity=one, place=place, message="", remedy="") for one in severities
    )
    return Judged(case=Case(path=place.path, post=post, tweet=None), digest="d" * 64, findings=findings)


def unreadable(path: str) -> Judged:
    return Judged(case=Case(path=path, post=None, tweet=None), digest="e" * 64, findings=())


def yes(one: Judged, **changes: Any) -> Approval:
    assert one.post
    approval = Approval(
        post=one.post.id, content_hash=one.post.content_hash, approver="head", evidence="", at=NOW, path=one.case.path
    )
    return replace(approval, **changes)


def sort(
    *files: Judged, ledger: tuple[Approval, ...] = (), new: tuple[Approval, ...] = (), withdrawn: tuple[str, ...] = ()
) -> Plan:
    return plan(
        files,
        approvals={approval.post: approval for approval in ledger},
        accepted={approval.post: approval for approval in new},
        withdrawn=frozenset((*map(PostId, withdrawn), *map(ContentHash, withdrawn))),
        now=NOW,
    )


def test_an_approved_post_is_built() -> None:
    post = judged()
    done = sort(post, new=(yes(post),))
    assert done.build == (post,)
    assert not done.stops
    assert not done.waits_for_a_person


def test_a_note_neither_stops_nor_waits() -> None:
    post = judged(Severity.NOTE)
    assert sort(post, new=(yes(post),)).build == (post,)


def test_a_new_post_with_a_block_stops_the_run() -> None:
    good, bad = judged(), judged(Severity.BLOCK, id=PostId("bad"))
    done = sort(good, bad, new=(yes(good), yes(bad)))
    assert done.refused == (bad,)
    assert done.stops


def test_a_changed_post_with_a_block_stops_the_run_although_its_old_version_is_live() -> None:
    bad = judged(Severity.BLOCK)
    done = sort(bad, ledger=(yes(bad, content_hash=ContentHash("0" * 64)),))
    assert done.refused == (bad,)
    assert done.stops


def test_an_unreadable_file_stops_the_run() -> None:
    assert sort(unreadable("content/news/x.md")).stops


def test_an_approved_urgent_post_is_never_stopped_by_another_post() -> None:
    urgent = judged(id=PostId("closed"), urgent=Urgent(reason="boiler", expires=NOW + timedelta(hours=1)))
    bad, broken = judged(Severity.BLOCK), unreadable("content/news/x.md")
    done = sort(urgent, bad, broken, new=(yes(urgent),))
    assert not done.stops
    assert done.build == (urgent,)
    assert done.refused == (bad, broken)
    assert done.waits_for_a_person


def test_urgent_news_that_has_expired_overrules_nothing() -> None:
    old = judged(id=PostId("closed"), urgent=Urgent(reason="boiler", expires=NOW))
    assert sort(old, judged(Severity.BLOCK), new=(yes(old),)).stops


def test_urgent_news_that_nobody_approved_overrules_nothing() -> None:
    urgent = judged(id=PostId("closed"), urgent=Urgent(reason="boiler", expires=NOW + timedelta(hours=1)))
    assert sort(urgent, judged(Severity.BLOCK)).stops


def test_a_live_post_that_a_newer_rule_blocks_is_withheld_and_stops_nothing() -> None:
    live, good = judged(Severity.BLOCK), judged(id=PostId("good"))
    done = sort(live, good, ledger=(yes(live),), new=(yes(good),))
    assert done.withheld == (live,)
    assert done.build == (good,)
    assert not done.stops
    assert done.waits_for_a_person


def test_a_post_without_approval_waits_and_the_others_go() -> None:
    post, good = judged(), judged(id=PostId("good"))
    done = sort(post, good, new=(yes(good),))
    assert done.waiting == (post,)
    assert done.build == (good,)
    assert done.waits_for_a_person


def test_an_approval_of_other_bytes_is_none() -> None:
    post = judged()
    assert sort(post, new=(yes(post, content_hash=ContentHash("0" * 64)),)).waiting == (post,)


def test_the_last_approved_version_of_a_waiting_post_stays() -> None:
    post = judged()
    old = yes(post, content_hash=ContentHash("0" * 64))
    other = yes(post, post=PostId("another"), path="content/news/another.md")
    assert sort(post, ledger=(old, other)).earlier == (old,)


def test_the_last_approved_version_of_an_unreadable_file_is_known_by_its_path() -> None:
    old = yes(judged(), path="content/news/x.md")
    assert sort(unreadable("content/news/x.md"), ledger=(old,)).earlier == (old,)


def test_what_a_withdrawn_post_said_is_withdrawn_under_every_other_id() -> None:
    copy = judged(id=PostId("reading-miles-zzzz"))
    assert copy.post
    assert sort(copy, new=(yes(copy),), withdrawn=(copy.post.content_hash,)).withdrawn == (copy,)
    assert sort(copy, ledger=(yes(copy),), withdrawn=(copy.post.content_hash,)).build == (copy,)
    other = judged(id=PostId("reading-miles-zzzz"), content_hash=ContentHash("c" * 64))
    assert sort(other, new=(yes(other),), withdrawn=(copy.post.content_hash,)).build == (other,)


def test_an_unreadable_file_brings_no_withdrawn_post_back() -> None:
    old = yes(judged(), path="content/news/x.md")
    assert sort(unreadable("content/news/x.md"), ledger=(old,), withdrawn=(old.post,)).earlier == ()


def test_a_withdrawn_post_stays_away_whatever_it_says_now() -> None:
    post = judged()
    done = sort(post, ledger=(yes(post),), new=(yes(post),), withdrawn=("reading-miles-7f3k",))
    assert done.withdrawn == (post,)
    assert not done.waits_for_a_person


def test_a_draft_is_left_out_and_a_blocked_draft_stops_nothing() -> None:
    draft = judged(Severity.BLOCK, status=Status.DRAFT)
    done = sort(draft, new=(yes(draft),))
    assert done.drafts == (draft,)
    assert not done.stops


def test_a_later_post_is_left_out_until_its_moment() -> None:
    soon = judged(published=NOW + timedelta(seconds=1))
    due = judged(id=PostId("due"), published=NOW)
    done = sort(soon, due, new=(yes(soon), yes(due)))
    assert done.future == (soon,)
    assert done.build == (due,)


def test_a_later_post_with_a_block_stops_already_now() -> None:
    assert sort(judged(Severity.BLOCK, published=NOW + timedelta(days=1))).stops


def test_posts_in_are_posts_out() -> None:
    files = (
        judged(),
        judged(id=PostId("b")),
        judged(Severity.BLOCK, id=PostId("c")),
        judged(Severity.BLOCK, id=PostId("d")),
        judged(id=PostId("e"), published=NOW + timedelta(days=1)),
        judged(id=PostId("f"), status=Status.DRAFT),
        judged(id=PostId("g")),
        unreadable("content/x.md"),
    )
    done = sort(*files, ledger=(yes(files[2]),), new=(yes(files[0]),), withdrawn=("g",))
    out = (
        done.build + done.waiting + done.withheld + done.refused + done.withdrawn + done.future + done.drafts
    )  # fmt: skip
    assert sorted(one.case.path + str(one.post and one.post.id) for one in out) == sorted(
        one.case.path + str(one.post and one.post.id) for one in files
    )
    assert len(out) == len(files)
