"""Git itself is asked: every test has a repository of its own."""

import os
import resource
import signal
import subprocess
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

from plugins.model.errors import CouldNotRun, ProgramMissing
from plugins.repo.errors import GitFailed
from plugins.repo.git import GONE, Git


@pytest.fixture
def git(tmp_path: Path) -> Git:
    subprocess.run(["git", "init", "-q", "-b", "main", tmp_path], check=True)
    return Git(tmp_path)


def program(path: Path, text: str) -> Path:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def test_a_commit_replaces_adds_and_removes_files_and_keeps_the_rest(git: Git) -> None:
    first = git.commit(None, {"a.json": b"1", "b.json": b"2", "in/c.json": b"3"}, "first")
    second = git.commit(first, {"a.json": b"one", "b.json": None, "in/d.json": b"4"}, "second")
    files = git.files(second)
    assert [(file.path, file.mode) for file in files] == [
        ("a.json", "100644"),
        ("in/c.json", "100644"),
        ("in/d.json", "100644"),
    ]
    assert git.contents([file.id for file in files]) == (b"one", b"3", b"4")
    blobs = {file.path: file for file in git.changed(first, second)}
    assert {path: blob.mode for path, blob in blobs.items()} == {
        "a.json": "100644",
        "b.json": GONE,
        "in/d.json": "100644",
    }
    assert {blobs["a.json"], blobs["in/d.json"]} == {files[0], files[2]}
    assert git.changed(first, first) == ()
    assert git.descends(second, first)
    assert git.descends(first, first)
    assert not git.descends(first, second)


def test_a_commit_is_ours_whatever_the_person_configured(git: Git) -> None:
    for setting in ("user.name=Somebody Else", "commit.gpgSign=true"):
        git.run("config", *setting.split("=", 1))
    commit = git.commit(None, {}, "nothing\n")
    assert b"\nauthor Schoolgate <schoolgate@localhost> " in git.run("cat-file", "commit", commit)


def test_worktree_index_and_branch_stay_as_they_are(git: Git, tmp_path: Path) -> None:
    (tmp_path / "half-written.md").write_text("draft")
    git.run("add", "half-written.md")
    before = git.run("status", "--porcelain=v2", "--branch")
    git.update_ref("refs/heads/other", git.commit(None, {"half-written.md": b"x"}, "other"), None)
    assert git.run("status", "--porcelain=v2", "--branch") == before


def test_contents_may_hold_anything(git: Git) -> None:
    awkward = (b"", b"\n", b"no newline", b"a\0b\n\n", "ŵ".encode())
    assert git.contents([git.hash_object(content) for content in awkward]) == awkward


def test_no_contents_are_no_contents(git: Git) -> None:
    assert git.contents([]) == ()


def test_contents_have_a_limit(git: Git) -> None:
    blob = git.hash_object(b"12345")
    assert git.contents([blob], most=5) == (b"12345",)
    with pytest.raises(GitFailed, match="more than 4 bytes"):
        git.contents([blob], most=4)


def test_a_lost_file_is_said_to_be_lost(git: Git) -> None:
    with pytest.raises(GitFailed, match="has lost the file"):
        git.contents(["0" * 39 + "1"])


def test_a_folder_without_a_repository_is_told_as_such(git: Git, tmp_path_factory: pytest.TempPathFactory) -> None:
    git.demand_repository()
    alone = tmp_path_factory.mktemp("alone")
    with pytest.raises(CouldNotRun, match="not a git repository"):
        Git(alone).demand_repository()


def test_a_submodule_in_a_tree_is_no_plain_file(git: Git) -> None:
    commit = git.commit(None, {}, "first")
    tree = git.run("mktree", "--missing", stdin=f"160000 commit {commit}\tsub\n".encode()).decode().strip()
    assert [file.mode for file in git.files(tree)] == ["160000"]


def test_a_ref_moves_only_from_where_it_was_seen(git: Git) -> None:
    first = git.commit(None, {}, "first")
    second = git.commit(first, {}, "second")
    git.update_ref("refs/x/ledger", first, None)
    for old in (None, second):
        with pytest.raises(GitFailed, match="update-ref failed"):
            git.update_ref("refs/x/ledger", second, old)
    git.update_ref("refs/x/ledger", second, first)
    assert git.ref("refs/x/ledger") == second


def lock(root: Path, ref: str, *, minutes_ago: float) -> Path:
    """The lock that a git which died so long ago has left behind."""
    path = root / ".git" / f"{ref}.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    then = time.time() - 60 * minutes_ago
    os.utime(path, (then, then))
    return path


def test_a_lock_that_a_dead_git_left_behind_is_taken_away(git: Git, tmp_path: Path) -> None:
    first = git.commit(None, {}, "first")
    lock(tmp_path, "refs/schoolgate/ledger", minutes_ago=11)
    git.update_ref("refs/schoolgate/ledger", first, None)
    assert git.ref("refs/schoolgate/ledger") == first
    left = lock(tmp_path, "refs/schoolgate/seen", minutes_ago=11)
    git.fetch(str(tmp_path), "refs/schoolgate/ledger", "refs/schoolgate/seen")
    assert git.ref("refs/schoolgate/seen") == first
    assert not left.exists()


def test_a_lock_that_somebody_may_hold_is_given_way_to(git: Git, tmp_path: Path) -> None:
    first = git.commit(None, {}, "first")
    held = lock(tmp_path, "refs/schoolgate/ledger", minutes_ago=9)
    with pytest.raises(GitFailed, match="File exists"):
        git.update_ref("refs/schoolgate/ledger", first, None)
    assert held.exists()
    assert git.ref("refs/schoolgate/ledger") is None


def test_a_ref_below_the_name_is_another_ref(git: Git) -> None:
    git.update_ref("refs/x/ledger/old", git.commit(None, {}, "first"), None)
    assert git.ref("refs/x/ledger") is None


def test_a_remote_ref_moves_only_from_where_it_was_seen(git: Git, tmp_path: Path) -> None:
    remote = str(tmp_path / "remote.git")
    git.run("init", "-q", "--bare", remote)
    first = git.commit(None, {"a": b"1"}, "first")
    second = git.commit(first, {}, "second")
    assert git.ls_remote(remote, "refs/heads/ledger") is None
    git.push(remote, "refs/heads/ledger", first, None)
    for old in (None, second):
        with pytest.raises(GitFailed, match="push failed"):
            git.push(remote, "refs/heads/ledger", second, old)
    git.push(remote, "refs/heads/ledger", second, first)
    assert git.ls_remote(remote, "refs/heads/ledger") == second


def test_a_fetch_brings_the_ref_under_its_own_name_alone(git: Git, tmp_path: Path) -> None:
    source = Git(tmp_path / "source")
    git.run("init", "-q", str(tmp_path / "source"))
    source.run("tag", "v1", source.commit(None, {"a": b"1"}, "first"))
    source.update_ref("refs/heads/ledger", source.commit(None, {"b": b"2"}, "other"), None)
    git.fetch(str(tmp_path / "source"), "refs/heads/ledger", "refs/schoolgate/seen/ledger")
    assert git.run("for-each-ref", "--format=%(refname)") == b"refs/schoolgate/seen/ledger\n"
    assert not (tmp_path / ".git" / "FETCH_HEAD").exists()


def test_no_hook_of_the_clone_runs(git: Git, tmp_path: Path) -> None:
    hook = program(tmp_path / ".git" / "hooks" / "pre-push", "exit 1")
    hook.with_name("reference-transaction").write_bytes(hook.read_bytes())
    hook.with_name("reference-transaction").chmod(0o755)
    remote = str(tmp_path / "remote.git")
    git.run("init", "-q", "--bare", remote)
    commit = git.commit(None, {}, "first")
    git.update_ref("refs/heads/main", commit, None)
    git.push(remote, "refs/heads/main", commit, None)
    assert git.ls_remote(remote, "refs/heads/main") == commit


def test_what_a_hook_or_a_token_left_in_our_environment_does_not_reach_git(
    git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("TWITTER_SECRET", "canary")
    program(tmp_path / "git", "env")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    names = {line.partition("=")[0] for line in git.run("version").decode().splitlines()}
    assert not names & {"GIT_DIR", "TWITTER_SECRET"}
    assert {"PATH", "LC_ALL", "GIT_TERMINAL_PROMPT"} <= names


def test_a_missing_git_is_named(git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ProgramMissing, match="git cannot be run"):
        git.run("version")


def test_no_repository_is_an_error_and_not_an_empty_one(tmp_path: Path) -> None:
    with pytest.raises(GitFailed, match="for-each-ref failed"):
        Git(tmp_path / "nowhere").ref("refs/heads/main")


def test_a_git_that_hangs_is_ended_with_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "git", f"sleep 60 & echo $! > {tmp_path}/child; wait")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(GitFailed, match="git version did not finish within 1 seconds"):
        Git(tmp_path, timeout=1).run("version")
    assert ended(int((tmp_path / "child").read_text()))


def ended(process: int) -> bool:
    """Whether the process is gone, or dead and waiting for its parent; looks for up to ten seconds."""
    status = Path(f"/proc/{process}/stat")
    for _ in range(1000):
        try:
            if status.read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.01)
    return False


def test_whatever_stops_us_stops_git_too(git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child = tmp_path / "child"
    program(tmp_path / "git", f"echo $$ > {child}; sleep 60")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")

    def interrupt(number: int, frame: FrameType | None) -> None:
        waiting = any(caller.f_code.co_name == "communicate" for caller, _ in traceback.walk_stack(frame))
        if waiting and child.exists() and child.read_text():
            signal.setitimer(signal.ITIMER_REAL, 0)
            raise KeyboardInterrupt(number, frame)

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.05, 0.05)
    try:
        with pytest.raises(KeyboardInterrupt):
            git.run("version")
    finally:
        signal.signal(signal.SIGALRM, before)
    assert ended(int(child.read_text()))


def test_credentials_in_an_address_are_not_repeated(git: Git) -> None:
    with pytest.raises(GitFailed) as caught:
        git.ls_remote("http://user:canary@127.0.0.1:1/ledger.git", "refs/heads/ledger")
    assert "canary" not in caught.value.what
    assert "user" not in caught.value.what


def test_a_silent_failure_is_still_told(git: Git) -> None:
    with pytest.raises(GitFailed, match="git cat-file failed: no reason given"):
        git.run("cat-file", "-e", "0" * 39 + "1")


@contextmanager
def disk_full() -> Iterator[None]:
    """No file can grow, ours or git's."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_a_full_disk_is_an_error_with_a_remedy(git: Git) -> None:
    with disk_full(), pytest.raises(GitFailed) as ours:
        git.commit(None, {"a.json": b"more than eight bytes"}, "first")
    assert ours.value.fix == "make room on the disk"
    with disk_full(), pytest.raises(GitFailed, match="hash-object failed"):
        git.hash_object(b"more than eight bytes")


def test_changed_files_are_those_since_the_lines_of_work_parted(git: Git, tmp_path: Path) -> None:
    def write(**files: str) -> None:
        for name, words in files.items():
            (tmp_path / "content").mkdir(exist_ok=True)
            (tmp_path / "content" / name).write_text(words)

    def save(message: str) -> None:
        git.run("add", "content")
        git.run("commit", "-q", "-m", message)

    write(old="1", edited="1", moved="a longer text that git would know again")
    save("start")
    git.run("branch", "theirs")
    write(edited="2")
    (tmp_path / "content" / "moved").rename(tmp_path / "content" / "café, moved")
    save("ours")
    git.run("checkout", "-q", "theirs")
    write(elsewhere="1", old="2")
    save("theirs")
    git.run("checkout", "-q", "main")
    write(fresh="1", old="1 and more")
    (tmp_path / "notes").write_text("not content")
    assert git.edited("theirs", "content") == {
        f"content/{name}" for name in ("edited", "moved", "café, moved", "fresh", "old")
    }
    assert git.edited("main", "content") == {"content/fresh", "content/old"}
    with pytest.raises(GitFailed, match="diff failed"):
        git.edited("--output=/nowhere", "content")
