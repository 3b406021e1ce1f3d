"""Snow at a quarter to seven: one approver tells of it, in words that another approved beforehand, and it goes."""

import contextlib
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from publish import main
from tests.commands.hands import NONE, Hand, hand, listed
from tests.commands.inside import document
from tests.commands.rehearsal import entry, tweets, twin
from tests.commands.workspace import ROOT, make_workspace, text, write
from tests.intake.github import MAIN, REPOSITORY, TOKEN, GitHub, serve

SNOW = ("closed", "--on", "2026-11-23", "--reason", "snow")
POST = "closed-2026-11-23-snow"


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> tuple[Hand, Hand]:
    folder = tmp_path_factory.mktemp("keys")
    return hand(folder, "head"), hand(folder, "deputy")


@pytest.fixture(scope="module")
def begun(people: tuple[Hand, Hand], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school before dawn, with two approvers and the fixed words; no tweet more fits into the day."""
    settings = {NONE: listed(*people), "per_day = 10": "per_day = 1", "per_run = 3": "per_run = 1"}
    folder = tmp_path_factory.mktemp("begun")
    root = make_workspace(folder, text("fair-2b3c"), toml=settings, now="2026-11-23 06:45")
    shutil.copy2(ROOT / "closures.toml", root)
    assert document(root, "ledger", "init")["exit_code"] == 0
    return root


@pytest.fixture
def school(begun: Path, tmp_path: Path) -> Path:
    return twin(begun, tmp_path)


def tell(root: Path, by: Hand, *options: str, answer: str = "y\n") -> Result:
    with contextlib.chdir(root):
        words = ["closure", *(options or SNOW), "--key", str(by.key)]
        return CliRunner().invoke(main, words, input=answer, env={"SCHOOLGATE_ROLL_FILE": None})


def checked(root: Path) -> tuple[bool, str]:
    told = document(root, "check")
    return f"content/news/{POST}.md" in told["plan"]["build"], told["missing"].get(POST, "")


def test_one_approver_tells_of_it_before_dawn_past_caps_and_a_forbidden_post(
    school: Path, people: tuple[Hand, Hand]
) -> None:
    head, deputy = people
    assert deputy.sign(school, "approve", "", "--closures").exit_code == 0
    write(school, text("late-2b3c", date="2026-11-22 10:00"))
    said = tell(school, head, *SNOW, "--publish")
    assert said.exit_code == 4, said.output  # the forbidden post waits for a person
    assert [words.splitlines()[0] for words in tweets(school)] == [
        "Thistledown Primary School is closed to everybody on Monday 23 November because of heavy snow."
    ]
    assert (school / "public" / "current" / "news" / POST / "index.html").is_file()
    assert (entry(school, POST).approver, entry(school, POST).evidence) == (
        "head",
        "closure by head, its words by deputy",
    )
    again = tell(school, head)
    assert (again.exit_code, "the same closure is told once" in again.stderr) == (1, True)


def test_words_that_nobody_else_approved_or_that_were_changed_are_not_said(
    school: Path, people: tuple[Hand, Hand]
) -> None:
    head, deputy = people
    assert tell(school, head).exit_code == 0
    assert checked(school)[1].startswith("nobody else has submitted it")
    assert head.sign(school, "approve", "", "--closures").exit_code == 0
    assert not checked(school)[0]
    assert deputy.sign(school, "approve", "", "--closures").exit_code == 0
    assert checked(school) == (True, "")
    file = school / "content" / "news" / f"{POST}.md"
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole.replace("heavy snow", "heavy  snow"), encoding="utf-8")
    assert not checked(school)[0]
    file.write_text(whole, encoding="utf-8")
    words = school / "closures.toml"
    words.write_text(words.read_text(encoding="utf-8").replace("Clubs", "All clubs"), encoding="utf-8")
    assert not checked(school)[0]


def test_what_cannot_be_told_leaves_nothing_behind(school: Path, people: tuple[Hand, Hand], tmp_path: Path) -> None:
    head, _ = people
    for by, options, answer, why in (
        (hand(tmp_path, "stranger"), SNOW, "y\n", "belongs to nobody who may approve now"),
        (head, SNOW, "n\n", "nothing was signed"),
        (head, (*SNOW, "--class", "Year 9"), "y\n", "there is no such class"),
        (head, (*SNOW, "--at", "10:00"), "y\n", "late and early need a time"),
    ):
        said = tell(school, by, *options, answer=answer)
        assert (said.exit_code, why in said.stderr) == (1, True), said.output
    (school / "closures.toml").unlink()
    said = tell(school, head)
    assert (said.exit_code, "there is no file closures.toml" in said.stderr) == (1, True)
    said = head.sign(school, "approve", "", "--closures")
    assert (said.exit_code, "there is no file closures.toml" in said.stderr) == (1, True)
    assert not list((school / "content" / "news").glob("closed-*"))
    assert not (school / "approvals").exists()


def test_late_and_early_name_a_time_and_a_class(school: Path, people: tuple[Hand, Hand]) -> None:
    said = tell(
        school, people[0], "early", "--on", "2026-11-23", "--reason", "heating", "--at", "14:15", "--class", "Year 4"
    )
    assert said.exit_code == 0, said.output
    assert "closes early for Year 4, at 14:15 on Monday 23 November" in said.stdout


LISTED = f"""backend = "github"
repository = "{REPOSITORY}"
approvers = [{{role = "head", id = "22"}}, {{role = "gone", id = "33", until = 2026-11-20}}]
authors = [{{role = "form", id = "9"}}]"""


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school before dawn that writes on GitHub; nothing here changes it."""
    folder = tmp_path_factory.mktemp("hosted")
    root = make_workspace(folder, text("fair-2b3c"), toml={NONE: LISTED}, now="2026-11-23 06:45")
    shutil.copy2(ROOT / "closures.toml", root)
    return root


def started(root: Path, github: GitHub, by: str, *options: str) -> dict[str, Any]:
    env = {"GITHUB_API_URL": github.url, "SCHOOLGATE_GITHUB_TOKEN": TOKEN}
    return document(root, "closure", "closed", "--reason", "snow", *(options or ("--on", "today")), "--by", by, env=env)


def test_an_approver_starts_it_on_github_and_it_is_one_commit_for_them(hosted: Path) -> None:
    with serve(GitHub()) as github:
        told = started(hosted, github, "22")
        made = github.commit("main")
    assert (told["exit_code"], told["by"]) == (0, "head"), told
    assert "Co-authored-by: head <22+head@users.noreply.github.com>" in made["message"]
    assert made["parents"] == [MAIN]
    ((path, content),) = made["files"].items()
    assert path == f"content/news/{POST}.md"
    assert b"is closed to everybody on Monday 23 November because of heavy snow" in content
    assert not (hosted / path).exists()


def test_nobody_else_starts_it_and_nobody_twice(hosted: Path) -> None:
    with serve(GitHub()) as github:
        for by in ("", "11", "33"):
            told = started(hosted, github, by)
            assert (told["exit_code"], told["error"]["what"]) == (1, "only an approver may tell of a closure")
        github.contents = {f"contents/content/news/{POST}.md": {"type": "file"}}
        assert "is there already" in started(hosted, github, "22")["error"]["what"]
        assert "closed-2026-11-24-snow.md" not in github.contents
        assert github.objects == {}
        assert started(hosted, github, "22", "--on", "tomorrow")["path"].endswith("closed-2026-11-24-snow.md")
        github.refs.clear()
        assert started(hosted, github, "22", "--on", "2026-11-25")["exit_code"] == 3


def test_a_day_that_is_none_is_a_wrong_use(hosted: Path) -> None:
    with serve(GitHub()) as github:
        assert started(hosted, github, "22", "--on", "monday")["exit_code"] == 2
