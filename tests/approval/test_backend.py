from pathlib import Path

from plugins.approval.backend import REHEARSAL, backend, before, demand_known
from plugins.approval.signature import Signatures
from plugins.approval.subject import Answer
from plugins.model.entry import BASELINE
from plugins.model.trust import Trust
from tests import make
from tests.approval.people import ASKED, NOW, WALK


def test_a_rehearsal_may_approve_by_itself_what_needs_no_accepting() -> None:
    ask = backend(Trust(backend="none"), Path(), make.school())
    assert ask(WALK, NOW) == Answer(approver=REHEARSAL, evidence=REHEARSAL)
    assert ask(ASKED, NOW).approver == ""


def test_what_stood_before_a_ledger_began_has_open_questions_all_the_same() -> None:
    assert before(WALK, NOW) == Answer(approver=BASELINE, evidence=BASELINE)
    assert before(ASKED, NOW).approver == ""


def test_each_proof_has_its_backend(tmp_path: Path) -> None:
    assert isinstance(backend(Trust(backend="signature"), tmp_path, make.school()), Signatures)


def test_every_backend_of_the_settings_is_known() -> None:
    for name in ("none", "signature"):
        demand_known(make.school(approval=Trust(backend=name)))
