"""What came with a commit, or lies behind a link, is not what this machine remembers: nothing is read or built then."""

import shutil
from pathlib import Path

import pytest

from plugins.clone.planted import demand_own
from plugins.model.errors import CouldNotRun
from plugins.repo.errors import GitFailed
from tests.commands.inside import document, invoke
from tests.commands.workspace import commit, git, make_workspace, text


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "school"
    root.mkdir()
    git(root, "init", "--quiet")
    (root / "public").mkdir()
    (root / ".schoolgate/cache").mkdir(parents=True)
    (root / ".schoolgate/key").write_bytes(b"k" * 32)
    return root


def planted(root: Path, place: str) -> Path:
    file = root / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("planted", encoding="utf-8")
    git(root, "add", "--force", place)
    return file


def test_folders_that_git_does_not_know_are_this_machines_own(root: Path) -> None:
    planted(root, "content/public/.schoolgate/a.md")
    planted(root, "publicity.md")
    demand_own(root, "public")
    shutil.rmtree(root / ".schoolgate")
    demand_own(root, "public")


@pytest.mark.parametrize(
    "place", [".schoolgate/key", ".schoolgate/cache/detections/faces/a.json", ".SchoolGate/cache/cases"]
)
def test_nothing_runs_where_git_has_what_is_remembered(root: Path, place: str) -> None:
    planted(root, place)
    with pytest.raises(CouldNotRun, match=r"git has files of \.schoolgate/") as raised:
        demand_own(root, "public")
    assert "git rm -r -f .schoolgate" in raised.value.fix


@pytest.mark.parametrize("directory", ["public", "site/[a]", "{root}/public"])
def test_nothing_runs_where_git_has_the_deployed_site(root: Path, directory: str) -> None:
    directory = directory.format(root=root)
    demand_own(root, directory)
    planted(root, str((root / directory).relative_to(root) / "current/index.html"))
    with pytest.raises(CouldNotRun, match=r"git has files of (public|site/\[a\])/"):
        demand_own(root, directory)


@pytest.mark.parametrize(
    "place", [".schoolgate", *(f".schoolgate/{name}" for name in ("cache", "staging", "build", "preview", "show"))]
)
def test_a_link_in_place_of_a_folder_of_ours_is_followed_by_nobody(root: Path, tmp_path: Path, place: str) -> None:
    (root / ".schoolgate").rename(tmp_path / "before")
    victim = tmp_path / "victim"
    victim.mkdir()
    (root / place).parent.mkdir(exist_ok=True)
    (root / place).symlink_to(victim)
    with pytest.raises(CouldNotRun, match="is a link to another place") as raised:
        demand_own(root, "public")
    assert raised.value.what.startswith(f"{place} ")


@pytest.mark.parametrize("directory", ["web", "web/public"])
def test_a_site_is_put_behind_no_link_of_the_repository(root: Path, tmp_path: Path, directory: str) -> None:
    (root / "web").symlink_to(tmp_path)
    with pytest.raises(CouldNotRun, match="web is a link"):
        demand_own(root, directory)
    demand_own(root, str(tmp_path / "web"))


def test_where_no_git_is_nobody_can_tell(tmp_path: Path, root: Path) -> None:
    with pytest.raises(CouldNotRun, match="not a git repository"):
        demand_own(tmp_path, "public")
    (root / ".git/index").write_bytes(b"broken")
    with pytest.raises(GitFailed):
        demand_own(root, "public")


def test_who_takes_back_pauses_or_looks_is_not_kept_from_it(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, text("fair-2b3c"))
    assert invoke(root, "publish").exit_code in {0, 4}
    before = git(root, "rev-parse", "refs/schoolgate/rehearsal")
    planted(root, ".schoolgate/cache/cases")
    commit(root, "Something to remember")
    for arguments in (("check",), ("publish",), ("build",), ("send",), ("digest",)):
        said = document(root, *arguments)
        assert (said["exit_code"], "git has files" in said["error"]["what"]) == (3, True), arguments
    assert git(root, "rev-parse", "refs/schoolgate/rehearsal") == before
    assert {one["name"]: one["light"] for one in document(root, "doctor")["duties"]}["folders"] == "red"
    assert invoke(root, "status").exit_code in {0, 4}
    assert invoke(root, "pause", "--reason", "a strange commit").exit_code == 0
    victim = tmp_path / "victim"
    victim.mkdir()
    (victim / "theirs").touch()
    (root / ".schoolgate/withdrawal").symlink_to(victim)
    assert invoke(root, "withdraw", "fair-2b3c").exit_code == 0
    assert [file.name for file in victim.iterdir()] == ["theirs"]
