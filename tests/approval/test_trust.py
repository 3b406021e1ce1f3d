from dataclasses import replace

from plugins.approval.trust import effective, stands
from plugins.model.entry import Approval
from plugins.model.post import ContentHash, PostId
from plugins.model.trust import Principal, Trust
from tests import make

HEAD = Principal(role="head", key="ssh-ed25519 AAAA", id="1")
DEPUTY = Principal(role="deputy", key="ssh-ed25519 BBBB", id="2")
RECORDED = Trust(backend="signature", approvers=(HEAD, DEPUTY))
MONDAY, TUESDAY = make.at("2026-11-23 00:00"), make.at("2026-11-24 00:00")


def wanted(*approvers: Principal) -> Trust:
    return replace(RECORDED, approvers=approvers)


def test_who_is_on_both_lists_counts() -> None:
    assert effective(RECORDED, RECORDED) == RECORDED


def test_who_was_added_or_got_another_key_counts_only_when_the_list_was_approved() -> None:
    stranger = Principal(role="stranger", key="ssh-ed25519 CCCC")
    assert effective(RECORDED, wanted(HEAD, stranger)).approvers == (HEAD,)
    assert effective(RECORDED, wanted(HEAD, replace(DEPUTY, key="ssh-ed25519 CCCC"))).approvers == (HEAD,)


def test_nobody_becomes_somebody_else_by_a_number_that_the_backend_does_not_look_at() -> None:
    renumbered = replace(HEAD, id="9")
    assert effective(RECORDED, wanted(renumbered)).approvers == (HEAD,)
    assert effective(replace(RECORDED, backend="github"), wanted(renumbered)).approvers == ()


def test_an_author_does_not_become_an_approver_by_a_line() -> None:
    recorded = Trust(backend="signature", approvers=(HEAD,), authors=(DEPUTY,))
    assert effective(recorded, RECORDED).approvers == (HEAD,)


def test_how_it_is_proven_and_where_is_what_was_recorded() -> None:
    asked = Trust(backend="github", repository="evil/school", approvers=(HEAD,))
    assert effective(RECORDED, asked) == wanted(HEAD)


def test_of_two_times_the_shorter_one_counts_and_a_revocation_cannot_be_taken_back_by_a_line() -> None:
    revoked = replace(HEAD, revoked_since=MONDAY, until=TUESDAY, since=MONDAY)
    assert effective(RECORDED, wanted(revoked)).approvers == (revoked,)
    assert effective(wanted(revoked), RECORDED).approvers == (revoked,)
    both = effective(wanted(revoked), wanted(replace(revoked, revoked_since=TUESDAY, since=TUESDAY))).approvers
    assert both == (replace(revoked, since=TUESDAY),)


def yes(approver: str = "head") -> Approval:
    return Approval(
        post=PostId("walk-3c4d"),
        content_hash=ContentHash("a" * 64),
        approver=approver,
        evidence="signatures",
        at=make.at("2026-11-23 10:00"),
        path="content/news/walk.md",
    )


def test_a_leaver_un_approves_nothing_and_a_revoked_key_does() -> None:
    left = wanted(replace(HEAD, until=MONDAY))
    assert stands(yes(), RECORDED, left)
    assert stands(yes(), RECORDED, wanted(DEPUTY))
    lost = wanted(replace(HEAD, revoked_since=MONDAY))
    assert not stands(yes(), RECORDED, lost)
    assert not stands(yes(), lost, RECORDED)
    assert stands(yes("deputy"), RECORDED, lost)
    assert stands(yes(), RECORDED, wanted(replace(HEAD, revoked_since=TUESDAY)))
