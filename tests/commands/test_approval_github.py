"""A review on GitHub is the yes, end to end: said on the rehearsal account; and where nobody can be asked, nothing."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from plugins.clone.roster import closures
from plugins.clone.workspace import open_workspace
from plugins.reading.closure import Closure
from tests import make
from tests.approval.forge import HEAD, MAIN, REPOSITORY, TOKEN, Forge, commit, review, serve, user
from tests.commands.hands import NONE
from tests.commands.inside import document
from tests.commands.rehearsal import entry, snapshot, tweets, twin
from tests.commands.workspace import ROOT, git, make_workspace, set_clock, text, tree, write
from tests.commands.workspace import commit as committed

TEACHER, HEADTEACHER = user(11), user(22)
POST = "content/news/walk-3c4d.md"


def listed(*people: str) -> str:
    lines = ", ".join(f'{{role = "{role}", id = "{number}"}}' for role, number in (one.split() for one in people))
    return f'backend = "github"\nrepository = "{REPOSITORY}"\napprovers = [{lines}]'


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone whose ledger knows a head by number; the teacher's post for this afternoon was merged since."""
    folder = tmp_path_factory.mktemp("begun")
    root = make_workspace(folder, text("fair-2b3c"), toml={NONE: listed("head 22")})
    told = document(root, "ledger", "init")
    assert told["exit_code"] == 0, told
    write(root, text("walk-3c4d", not_before="2026-11-23 15:00"))
    committed(root)
    return root


@pytest.fixture
def school(begun: Path, tmp_path: Path) -> Path:
    return twin(begun, tmp_path)


@contextmanager
def github(root: Path, *paths: str) -> Iterator[Forge]:
    """GitHub, where the teacher's pull request 5 brought these files and the head approved it."""
    made = Forge(
        commits={5: [commit(HEAD, TEACHER)]},
        reviews={5: [review(1, HEADTEACHER)]},
        pushes=[{"ref": "refs/heads/news", "after": HEAD, "actor": TEACHER}],
    )
    made.pulls[5] = {
        "number": 5,
        "user": TEACHER,
        "merged_at": "2026-11-20T11:00:00Z",
        "commits": 1,
        "base": MAIN,
        "head": {"sha": HEAD, "ref": "news", "repo": {"id": 7}},
    }
    for path in paths or (POST,):
        made.brought[git(root, "log", "-1", "--format=%H", "--", path)] = [5]
        made.contents[HEAD, path] = {"type": "file", "sha": git(root, "rev-parse", f"HEAD:{path}")}
    with serve(made):
        yield made


def told(root: Path, forge: Forge, *command: str) -> dict[str, Any]:
    return document(root, *command, env={"GITHUB_API_URL": forge.url, "SCHOOLGATE_GITHUB_TOKEN": TOKEN})


def test_what_a_head_approved_in_review_is_said_and_the_tweet_tells_by_whom(school: Path) -> None:
    set_clock(school, "2026-11-23 15:30")
    with github(school) as forge:
        assert told(school, forge, "publish")["exit_code"] == 0
    assert len(tweets(school)) == 1
    assert (entry(school, "walk-3c4d").approver, entry(school, "walk-3c4d").evidence) == (
        "head",
        f"pull request 5, review 1 at {HEAD[:12]}",
    )


def test_where_github_is_down_nothing_is_published_and_a_check_tells_all_the_same(school: Path) -> None:
    before = tree(school / "public"), snapshot(school).entries, snapshot(school).approvals
    with github(school) as forge:
        forge.status = 503
        for command in ("build", "publish"):
            found = told(school, forge, command)
            assert (found["exit_code"], found["error"]["kind"]) == (75, "ApprovalUnreachable")
        found = told(school, forge, "check")
        assert (found["exit_code"], found["missing"]) == (4, {"walk-3c4d": "GitHub answers 503"})
    after = tree(school / "public"), snapshot(school).entries, snapshot(school).approvals
    assert (after, tweets(school)) == (before, [])
    found = document(school, "publish", env={"SCHOOLGATE_GITHUB_TOKEN": None, "PYTHON_KEYRING_BACKEND": NO_KEYRING})
    assert (found["exit_code"], found["error"]["what"]) == (3, "the github token is missing")


NO_KEYRING = "keyring.backends.fail.Keyring"


def test_a_yes_that_was_dismissed_before_the_claim_is_no_yes(school: Path) -> None:
    page = school / "public" / "current" / "news" / "walk-3c4d" / "index.html"
    with github(school) as forge:
        assert told(school, forge, "publish")["exit_code"] == 75
        assert page.exists()
        forge.reviews[5][0]["state"] = "DISMISSED"
        set_clock(school, "2026-11-23 15:30")
        assert told(school, forge, "publish")["exit_code"] == 4
    assert (tweets(school), page.exists()) == ([], False)


def test_a_changed_list_counts_when_a_recorded_approver_reviewed_the_change(school: Path) -> None:
    settings = school / "school.toml"
    words = settings.read_text(encoding="utf-8")
    settings.write_text(words.replace(listed("head 22"), listed("head 22", "deputy 33")), encoding="utf-8")
    committed(school)
    with github(school, "school.toml") as forge:
        forge.reviews[5] = [review(1, user(33))]
        found = told(school, forge, "check")
        assert found["approvers_wait"] == "pull request 5: nobody on the list approved it"
        forge.reviews[5].append(review(2, HEADTEACHER))
        assert told(school, forge, "check")["approvers_wait"] == ""


def test_r11_a_list_of_follows_counts_when_an_approver_reviewed_it(school: Path) -> None:
    shutil.copy(ROOT / "follows.toml", school)
    committed(school)
    with github(school, "follows.toml") as forge:
        forge.reviews[5] = [review(1, user(33))]
        found = told(school, forge, "account", "follows")
        assert (found["exit_code"], found["waits"]) == (4, "pull request 5: nobody on the list approved it")
        forge.reviews[5].append(review(2, HEADTEACHER))
        found = told(school, forge, "account", "follows")
        assert (found["exit_code"], len(found["rows"])) == (0, 3)


SNOW = "content/news/closed-2026-11-23-snow.md"


def test_before_dawn_a_closure_that_the_program_committed_for_an_approver_is_said(tmp_path: Path) -> None:
    """The deputy reviewed the words in autumn; the head started the workflow at a quarter to seven."""
    people = listed("head 22", "deputy 33") + '\nauthors = [{role = "form", id = "9"}]'
    root = make_workspace(tmp_path, text("fair-2b3c"), toml={NONE: people}, now="2026-11-23 06:45")
    assert document(root, "ledger", "init")["exit_code"] == 0
    shutil.copy2(ROOT / "closures.toml", root)
    committed(root)
    workspace = open_workspace(root)
    fixed = closures(workspace)
    assert fixed
    snow = Closure(kind="closed", day=date(2026, 11, 23), reason="snow")
    (root / SNOW).write_text(fixed.post(snow, make.at("2026-11-23 06:45"), workspace.school)[1], encoding="utf-8")
    committed(root)
    made = commit(
        "", user(9, "form[bot]", "Bot"), message="x\n\nCo-authored-by: head <22+head@users.noreply.github.com>"
    )
    made["commit"]["verification"] = {"verified": True}
    with github(root, "closures.toml") as forge:
        forge.reviews[5] = [review(1, user(33))]
        assert told(root, forge, "publish")["exit_code"] == 4
        assert tweets(root) == []
        forge.made[git(root, "log", "-1", "--format=%H", "--", SNOW)] = made
        assert told(root, forge, "publish")["exit_code"] == 0
    assert [words.splitlines()[0] for words in tweets(root)] == [
        "Thistledown Primary School is closed to everybody on Monday 23 November because of heavy snow."
    ]
    assert entry(root, "closed-2026-11-23-snow").evidence == "closure by head, its words by deputy"
