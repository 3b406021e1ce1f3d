from pathlib import Path

import pytest

from plugins.approval.backend import REHEARSAL, backend, before, tolerant
from plugins.approval.github import Reviews
from plugins.approval.signature import Signatures
from plugins.approval.subject import Answer, Subject
from plugins.model.entry import BASELINE
from plugins.model.errors import ApprovalUnreachable, CouldNotRun, SchoolgateError
from plugins.model.trust import Trust
from plugins.repo.git import Git
from tests import make
from tests.approval.forge import REPOSITORY, TOKEN, Forge, serve
from tests.approval.people import ASKED, NOW, WALK


def test_a_rehearsal_may_approve_by_itself_what_needs_no_accepting() -> None:
    ask = backend(Trust(backend="none"), Path(), make.school())
    assert ask(WALK, NOW) == Answer(approver=REHEARSAL, evidence=REHEARSAL)
    assert ask(ASKED, NOW).approver == ""


def test_what_stood_before_a_ledger_began_has_open_questions_all_the_same() -> None:
    assert before(WALK, NOW) == Answer(approver=BASELINE, evidence=BASELINE)
    assert before(ASKED, NOW).approver == ""


def test_each_proof_has_its_backend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(backend(Trust(backend="signature"), tmp_path, make.school()), Signatures)
    with serve(Forge()) as forge:
        monkeypatch.setenv("GITHUB_API_URL", forge.url)
        monkeypatch.setenv("SCHOOLGATE_GITHUB_TOKEN", TOKEN)
        reviews = backend(Trust(backend="github", repository=REPOSITORY), tmp_path, make.school())
        assert isinstance(reviews, Reviews)
        assert isinstance(reviews.git, Git)
        assert reviews.github.get("pulls/1") is None


@pytest.mark.parametrize(
    "error", [ApprovalUnreachable("no answer", fix="later"), CouldNotRun("no token", fix="make one")]
)
def test_who_publishes_nothing_is_told_that_nobody_could_be_asked(error: SchoolgateError) -> None:
    def ask(_subject: Subject, _at: object) -> Answer:
        raise error

    assert tolerant(ask)(WALK, NOW) == Answer(why=error.what)
