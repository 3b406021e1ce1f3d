"""Git's own trees are the measure: what it would make of the same files, it must be."""

import subprocess
from pathlib import Path

import pytest

from plugins.repo.git import Git
from plugins.repo.tree import changed, folder, rows, tree

NAMES = ["a", "a-b", "a.json", "a0", "b.json", "in.json", "in0", "z"]


@pytest.fixture(params=["sha1", "sha256"])
def git(request: pytest.FixtureRequest, tmp_path: Path) -> Git:
    subprocess.run(["git", "init", "-q", f"--object-format={request.param}", tmp_path], check=True)
    return Git(tmp_path)


def test_rows_and_back_are_the_same_bytes(git: Git) -> None:
    commit = git.commit(None, {name: name.encode() for name in NAMES} | {"in/x.json": b"1"}, "first")
    told = git.run("cat-file", "tree", commit)
    assert tree(rows(told, len(commit) // 2)) == told


def test_a_folder_stands_where_git_wants_it(git: Git) -> None:
    """Between in.json and in0, as if it were called in/."""
    commit = git.commit(None, dict.fromkeys(NAMES, b"1") | {"in/deep/x.json": b"1", "in/y.json": b"2"}, "first")
    assert git.run("fsck", "--strict", commit) == b""
    asked = git.run("ls-tree", "-r", commit).decode()
    made = git.run("mktree", stdin=git.run("ls-tree", commit)).decode().strip()
    assert git.run("rev-parse", f"{commit}^{{tree}}").decode().strip() == made
    assert [line.partition("\t")[2] for line in asked.splitlines()] == [
        *NAMES[:6], "in/deep/x.json", "in/y.json", *NAMES[6:]
    ]  # fmt: skip


def test_files_are_put_in_taken_out_and_kept_whoever_wrote_them(git: Git) -> None:
    first = git.commit(None, {"a": b"1", "in/b": b"2", "in/c": b"3"}, "first")
    by_hand = Git(Path(git.run("rev-parse", "--show-toplevel").decode().strip()))
    second = by_hand.commit(first, {"in/b": None, "in/d": b"4", "e": b"5"}, "second")
    third = by_hand.commit(second, {"in/d": b"6", "a": None}, "third")
    assert [file.path for file in git.files(third)] == ["e", "in/c", "in/d"]
    assert git.contents([file.id for file in git.files(third)]) == (b"5", b"3", b"6")
    assert git.run("fsck", "--strict", third) == b""


def test_what_is_not_there_is_not_taken_out() -> None:
    assert changed({}, {"pause.json": ""}, {}) == {}
    assert folder({}, "approvals", 20) == ""
