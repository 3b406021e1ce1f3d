"""A ledger is put back from a backup that is older than a withdrawal."""

from pathlib import Path

import pytest

from plugins.commands import publish
from plugins.model.entry import State
from plugins.repo.git import Git
from tests.commands.inside import invoke
from tests.commands.rehearsal import entry, later, snapshot, tweets, twin
from tests.commands.workspace import LEDGER, make_workspace, text, write
from tests.mirror.test_revision import SPACING

FAIR, CHOIR = "fair-2b3c", "choir-1a2b"
PAGE = Path("public", "current", "news", FAIR, "index.html")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fair was said and withdrawn, and then the ledger put back that did not know it at all."""
    root = make_workspace(tmp_path_factory.mktemp("made"), text(CHOIR))
    assert invoke(root, "publish").exit_code == 0
    write(root, text(FAIR))
    later(root, SPACING)
    backup = snapshot(root).tip
    for words in (("publish",), ("withdraw", FAIR)):
        assert invoke(root, *words).exit_code == 0
    assert len(tweets(root)) == 1
    later(root, SPACING)
    git = Git(root)
    git.update_ref(LEDGER, backup, git.ref(LEDGER))
    return root


@pytest.fixture
def school(made: Path, tmp_path: Path) -> Path:
    return twin(made, tmp_path)


def test_what_was_withdrawn_is_neither_shown_nor_said_and_the_ledger_knows_again(school: Path) -> None:
    for told in (True, False):
        answer = invoke(school, "publish")
        assert answer.exit_code == 0, answer.output
        assert (f"{FAIR} stays withdrawn: the site says so" in answer.stdout) is told
        assert "This post was withdrawn" in (school / PAGE).read_text(encoding="utf-8")
        assert (entry(school, FAIR).state, entry(school, FAIR).how) == (State.SKIPPED, "withdrawn")
        assert [FAIR in tweet for tweet in tweets(school)] == [False]


def test_a_build_alone_remembers_it_too(school: Path) -> None:
    assert invoke(school, "build").exit_code == 0
    page = school / ".schoolgate" / "build" / "site" / "news" / FAIR / "index.html"
    assert "This post was withdrawn" in page.read_text(encoding="utf-8")


def test_who_does_not_ask_the_site_says_it_again(school: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publish, "remember", lambda *_: None)
    assert invoke(school, "publish").exit_code == 0
    assert "content-hash" in (school / PAGE).read_text(encoding="utf-8")
    assert [FAIR in tweet for tweet in tweets(school)] == [False, True]
