"""A teacher writes in a form on a phone; without git it becomes a pull request, and is answered where they wrote."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from plugins.intake import form
from plugins.intake.proposal import MARK
from tests.commands.hands import NONE
from tests.commands.inside import document
from tests.commands.workspace import git, make_workspace, tree
from tests.intake.github import MAIN, PROGRAM, REPOSITORY, TEACHER, TOKEN, GitHub, body, serve
from tests.pictures import face

WRITTEN = f'backend = "none"\nrepository = "{REPOSITORY}"'
EDITOR = {"__typename": "User", "databaseId": 22, "login": "the-head"}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of the school's repository, as a workflow has it; no test changes what is in it."""
    return make_workspace(tmp_path_factory.mktemp("form"), toml={NONE: WRITTEN})


@pytest.fixture
def github(root: Path) -> Iterator[GitHub]:
    before = tree(root / "content")
    with serve(GitHub()) as made:
        yield made
    assert tree(root / "content") == before
    assert git(root, "status", "--porcelain") == ""


def intake(root: Path, github: GitHub, number: str = "12") -> dict[str, Any]:
    return document(root, "intake", number, env={"GITHUB_API_URL": github.url, "SCHOOLGATE_GITHUB_TOKEN": TOKEN})


def attach(github: GitHub, *images: Image.Image) -> None:
    """Photos as the teacher's phone sends them, as GitHub then keeps them."""
    for number, image in enumerate(images):
        out = io.BytesIO()
        image.save(out, "JPEG")
        github.pictures.append(out.getvalue())
        github.addresses.append(f"{github.url}/photos/{number}")


def leaves() -> Image.Image:
    return Image.new("RGB", (64, 48), "firebrick")


def test_what_is_fit_becomes_one_commit_on_a_branch_and_a_pull_request(root: Path, github: GitHub) -> None:
    github.body = body(ALT="Red paper leaves on a wall", PEOPLE="nobody")
    attach(github, leaves())
    told = intake(root, github)
    assert told["exit_code"] == 4, told
    commit = github.commit()
    post, photo = sorted(commit["files"])
    assert post == "content/news/2026-11-20-a-wall-of-leaves-12.md"
    assert photo.startswith("content/photos/form-12-")
    assert f"file: {Path(photo).name}" in commit["files"][post].decode()
    assert commit["parents"] == [MAIN]
    (pull,) = github.pulls
    assert (pull["title"], pull["head"], pull["base"]) == ("A wall of leaves", "form/12", "main")
    assert "Closes #12" in pull["body"]
    assert github.merging == ["PR_30"]
    assert "It waits for a senior leader's yes in #30" in told["answer"]


def test_everybody_who_had_a_hand_in_the_form_is_an_author_by_their_number(root: Path, github: GitHub) -> None:
    github.editors = [EDITOR, {"__typename": "User", "databaseId": 11, "login": "ms-teacher"}]
    assert intake(root, github)["exit_code"] == 4
    assert [line for line in github.commit()["message"].splitlines() if "Co-authored" in line] == [
        "Co-authored-by: ms-teacher <11+ms-teacher@users.noreply.github.com>",
        "Co-authored-by: the-head <22+the-head@users.noreply.github.com>",
    ]


@pytest.mark.parametrize("hand", [None, {"__typename": "Bot", "login": "helper"}], ids=["nobody knows", "a program"])
def test_where_it_cannot_be_known_who_edited_it_nothing_is_taken_over(root: Path, github: GitHub, hand: Any) -> None:
    github.editors = [hand]
    told = intake(root, github)
    assert (told["exit_code"], told["error"]["kind"]) == (1, "Refused")
    github.editors, github.edits = [EDITOR], 101
    assert intake(root, github)["exit_code"] == 1
    github.author = None
    assert intake(root, github)["exit_code"] == 1
    assert (github.pulls, github.objects) == ([], {})


def test_what_the_policy_forbids_never_enters_git_and_its_author_reads_why(root: Path, github: GitHub) -> None:
    github.body = body(ALT="Somebody smiles", PEOPLE="nobody")
    attach(github, face())
    told = intake(root, github)
    assert told["exit_code"] == 1
    assert (github.objects, github.pulls) == ({}, [])
    (comment,) = github.comments
    assert f"**{form.PHOTOS}** (must be changed)" in comment["body"]


def test_words_that_break_a_rule_are_told_at_their_question(root: Path, github: GitHub) -> None:
    github.body = body(SUMMARY="Ring Mrs Miller on 07700 900123 for tickets.")
    assert intake(root, github)["exit_code"] == 1
    assert f"**{form.SUMMARY}** (must be changed)" in github.comments[0]["body"]
    assert "07700" not in github.comments[0]["body"]


def test_an_edit_renews_the_same_pull_request_and_the_same_answer(root: Path, github: GitHub) -> None:
    assert intake(root, github)["exit_code"] == 4
    first = github.refs["heads/form/12"]
    github.body = body(TITLE="A wall of red leaves")
    assert intake(root, github)["exit_code"] == 4
    assert (len(github.pulls), github.pulls[0]["title"]) == (1, "A wall of red leaves")
    assert github.refs["heads/form/12"] != first
    assert len(github.comments) == 1
    assert github.comments[0]["body"].startswith(MARK)


def test_an_edit_that_is_not_fit_closes_what_waits_until_it_is_mended(root: Path, github: GitHub) -> None:
    assert intake(root, github)["exit_code"] == 4
    github.body = body(TITLE="_No response_")
    assert intake(root, github)["exit_code"] == 1
    assert github.pulls[0]["state"] == "closed"
    github.body = body()
    assert intake(root, github)["exit_code"] == 4
    assert github.pulls[0]["state"] == "open"


def test_what_was_published_is_not_brought_again(root: Path, github: GitHub) -> None:
    github.pulls = [{"number": 30, "node_id": "PR_30", "state": "closed", "merged_at": "2026-11-20T11:00:00Z"}]
    assert "taken over already" in intake(root, github)["answer"]
    assert github.objects == {}


def test_a_film_is_answered_in_plain_words(root: Path, github: GitHub) -> None:
    github.body = body(ALT="A film", PEOPLE="nobody")
    github.pictures, github.addresses = [b"film"], [f"{github.url}/photos/0"]
    assert "photo 1: it is no JPEG" in intake(root, github)["answer"]


def test_where_nothing_merges_by_itself_the_answer_says_so(root: Path, github: GitHub) -> None:
    github.refused = ("merge",)
    assert "Then somebody merges it there" in intake(root, github)["answer"]


def test_a_question_for_the_approver_is_told_and_does_not_stop_it(root: Path, github: GitHub) -> None:
    github.body = body(SUMMARY="Some families think it is fine to park on the zigzags. It is not, and we are fed up.")
    told = intake(root, github)
    assert told["exit_code"] == 4, told
    assert "will be asked of the approver" in told["answer"]


@pytest.mark.parametrize("what", ["a printer", "closed"])
def test_what_is_no_post_of_the_form_is_left_alone(root: Path, github: GitHub, what: str) -> None:
    if what == "closed":
        github.state = "closed"
    else:
        github.body = "The printer is broken."
    assert intake(root, github)["exit_code"] == 0
    assert (github.comments, github.pulls) == ([], [])


def test_somebody_who_copies_our_mark_is_not_written_over(root: Path, github: GitHub) -> None:
    github.comments = [{"id": 1, "user": TEACHER, "body": f"{MARK}\nnonsense"}]
    assert intake(root, github)["exit_code"] == 4
    assert github.comments[0]["body"] == f"{MARK}\nnonsense"
    assert len(github.comments) == 2


def test_a_public_repository_takes_in_nothing_for_the_real_account(root: Path, github: GitHub, tmp_path: Path) -> None:
    github.private = False
    assert intake(root, github)["exit_code"] == 4
    real = make_workspace(tmp_path, toml={NONE: SIGNED, 'remote = ""': 'remote = "origin"'})
    settings = (real / "school.toml").read_text(encoding="utf-8")
    (real / "school.toml").write_text(settings.replace('account = "rehearsal"', 'account = "x"'), encoding="utf-8")
    (tmp_path / "roll.csv").write_text("first,last\nJonty,Quillfeather\n", encoding="utf-8")
    before = len(github.objects)
    env = {"SCHOOLGATE_ROLL_FILE": str(tmp_path / "roll.csv"), "GITHUB_API_URL": github.url}
    told = document(real, "intake", "12", env={**env, "SCHOOLGATE_GITHUB_TOKEN": TOKEN})
    assert told["exit_code"] == 1
    assert "public" in told["error"]["what"]
    assert len(github.objects) == before


SIGNED = f'backend = "github"\nrepository = "{REPOSITORY}"\napprovers = [{{role = "head", id = "22"}}]'


def test_what_was_said_while_it_failed_is_settled_by_the_next_answer(root: Path, github: GitHub) -> None:
    github.comments = [{"id": one, "user": PROGRAM, "body": f"{MARK}\nIt could not be taken over."} for one in (1, 2)]
    told = intake(root, github)
    assert [one["body"].removeprefix(f"{MARK}\n") for one in github.comments] == [
        told["answer"],
        "*That is settled: the answer above was written later.*",
    ]


@pytest.mark.parametrize(
    "raw", [{"user": 1}, {"user": {"type": "User"}}, {"user": {"type": "User", "id": 1, "login": "a b"}}]
)
def test_an_answer_of_another_form_is_no_issue(root: Path, github: GitHub, raw: Any) -> None:
    github.raw = {"private": True, "default_branch": "main", **raw}
    assert intake(root, github)["exit_code"] == 75


def test_an_issue_that_is_not_there_or_a_pull_request_is_refused(root: Path, github: GitHub) -> None:
    assert intake(root, github, "13")["exit_code"] == 1
    github.raw = {"private": True, "default_branch": "main", "pull_request": {"url": "x"}}
    assert intake(root, github)["exit_code"] == 1


def test_without_a_repository_or_the_right_to_write_nothing_is_done(root: Path, github: GitHub, tmp_path: Path) -> None:
    github.refused = ("git/blobs",)
    assert intake(root, github)["exit_code"] == 3
    alone = make_workspace(tmp_path)
    assert intake(alone, github)["error"]["what"] == "no repository is named"
