"""The ledger in git: the conformance suite with and without a remote, then everything that can go wrong."""

import os
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from plugins.mirror.ledger import MOST_FILES, GitLedger
from plugins.model.entry import Change, Pause, State
from plugins.model.errors import LedgerBroken, LedgerMissing, LedgerUnreachable, LostRace, Refused, SchoolgateError
from plugins.repo.errors import GitFailed
from plugins.repo.git import Git
from tests.mirror.conformance import AT, CLAIM, Conformance, Hand, approval, entry

REF = "refs/heads/publish-ledger"


def repository(path: Path, *options: str) -> Git:
    subprocess.run(["git", "init", "-q", "-b", "main", *options, path], check=True)
    return Git(path)


class TestLocalLedger(Conformance):
    @pytest.fixture
    def hand(self, tmp_path: Path) -> Hand:
        git = repository(tmp_path / "clone")
        return lambda: GitLedger(git, ref="refs/schoolgate/rehearsal", remote="")

    @pytest.fixture
    def other(self, tmp_path: Path) -> Hand:
        return lambda: GitLedger(Git(tmp_path / "clone"), ref="refs/schoolgate/elsewhere", remote="")


class TestRemoteLedger(Conformance):
    """Every two hands share a clone, as a timer and a person at the same machine do."""

    @pytest.fixture
    def hand(self, tmp_path: Path) -> Hand:
        remote = tmp_path / "remote.git"
        repository(remote, "--bare")
        clones = [repository(tmp_path / f"clone-{number}") for number in range(4)]
        turn = count()
        return lambda: GitLedger(clones[next(turn) % 4], ref=REF, remote=str(remote))

    @pytest.fixture
    def other(self, tmp_path: Path) -> Hand:
        return lambda: GitLedger(Git(tmp_path / "clone-0"), ref="refs/heads/other", remote=str(tmp_path / "remote.git"))


@dataclass(frozen=True, slots=True)
class World:
    """A clone whose ledger lives on a bare remote, both real."""

    here: Git
    there: Git
    remote: Path

    @property
    def ledger(self) -> GitLedger:
        return GitLedger(self.here, ref=REF, remote=str(self.remote))

    def hook(self, name: str, text: str) -> None:
        """A hook of the git host."""
        path = self.remote / "hooks" / name
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)


@pytest.fixture
def world(tmp_path: Path) -> World:
    remote = tmp_path / "remote.git"
    return World(repository(tmp_path / "clone"), repository(remote, "--bare"), remote)


def test_without_compare_and_swap_the_suite_would_notice(tmp_path: Path) -> None:
    class Careless(Git):
        def update_ref(self, name: str, new: str, old: str | None) -> None:
            super().update_ref(name, new, self.ref(name) if old else None)

    repository(tmp_path)
    with pytest.raises(pytest.fail.Exception, match="DID NOT RAISE"):
        TestLocalLedger().test_who_read_before_the_last_change_loses(
            lambda: GitLedger(Careless(tmp_path), ref=REF, remote="")
        )


def test_two_publishers_with_the_same_change_at_the_same_second_make_different_commits(world: World) -> None:
    start = world.ledger.create(Change(summary="baseline"))
    first = world.ledger.advance(start, CLAIM)
    world.there.update_ref(REF, start.tip, first.tip)
    assert world.ledger.advance(start, CLAIM).tip != first.tip


def test_of_two_who_start_a_ledger_at_once_the_second_is_refused(tmp_path: Path) -> None:
    other = GitLedger(repository(tmp_path), ref=REF, remote="")

    class Slow(Git):
        def commit(self, parent: str | None, files: Mapping[str, bytes | None], message: str) -> str:
            other.create(Change(summary="the first"))
            return super().commit(parent, files, message)

    with pytest.raises(Refused, match="already"):
        GitLedger(Slow(tmp_path), ref=REF, remote="").create(Change(summary="the second"))
    assert Git(tmp_path).run("log", "--format=%s", REF) == b"the first\n"


def test_a_dead_remote_is_unreachable_and_not_missing(world: World) -> None:
    ledger = GitLedger(world.here, ref=REF, remote=f"{world.remote}-gone")
    for attempt in (ledger.read, lambda: ledger.create(CLAIM)):
        with pytest.raises(LedgerUnreachable):
            attempt()


def test_a_remote_that_never_answers_is_unreachable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository(tmp_path)
    monkeypatch.setenv("GIT_SSH_COMMAND", "sleep 60;")
    ledger = GitLedger(Git(tmp_path, timeout=0.5), ref=REF, remote="ssh://nowhere.example/ledger.git")
    with pytest.raises(LedgerUnreachable, match="did not finish"):
        ledger.read()


def test_a_remote_that_lists_but_does_not_deliver_is_unreachable(world: World, tmp_path: Path) -> None:
    world.ledger.create(CLAIM)
    (world.remote / "objects").rename(tmp_path / "objects")
    (world.remote / "objects").mkdir()
    elsewhere = GitLedger(repository(tmp_path / "second"), ref=REF, remote=str(world.remote))
    with pytest.raises(LedgerUnreachable):
        elsewhere.read()


def test_a_remote_that_refuses_the_change_leaves_the_ledger_as_it_was(world: World) -> None:
    start = world.ledger.create(Change(summary="baseline"))
    world.hook("pre-receive", "exit 1")
    with pytest.raises(LedgerUnreachable, match=r"did not take the change.*pre-receive hook declined"):
        world.ledger.advance(start, CLAIM)
    assert world.ledger.read() == start


def test_a_push_that_was_accepted_counts_though_the_reply_was_lost(world: World) -> None:
    start = world.ledger.create(Change(summary="baseline"))
    world.hook("post-receive", "kill -9 $PPID")
    made = world.ledger.advance(start, CLAIM)
    assert world.ledger.read() == made
    with pytest.raises(GitFailed):
        world.here.push(str(world.remote), REF, world.here.commit(made.tip, {}, "one more"), made.tip)


def test_a_change_counts_though_another_was_added_on_top_before_it_was_read_back(world: World) -> None:
    start = world.ledger.create(Change(summary="baseline"))
    world.hook(
        "post-receive",
        "read old new ref; export GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=x\n"
        'git update-ref $ref $(git commit-tree -m "on top" -p $new $new^{tree}) $new\nkill -9 $PPID',
    )
    made = world.ledger.advance(start, CLAIM)
    now = world.ledger.read()
    assert now.tip != made.tip
    assert now.entries == made.entries
    assert set(made.entries.values()) == set(CLAIM.entries)


def test_nobody_can_say_whether_it_arrived_when_the_remote_goes_away_behind_the_push(world: World) -> None:
    start = world.ledger.create(Change(summary="baseline"))
    world.hook("post-receive", f"mv {world.remote} {world.remote}-moved")
    with pytest.raises(LedgerUnreachable):
        world.ledger.advance(start, CLAIM)
    moved = GitLedger(world.here, ref=REF, remote=f"{world.remote}-moved")
    assert set(moved.read().entries.values()) == set(CLAIM.entries)


def test_a_deleted_ledger_is_missing_for_readers_and_writers(world: World) -> None:
    start = world.ledger.create(Change(summary="baseline"))
    world.there.run("update-ref", "-d", REF)
    with pytest.raises(LedgerMissing, match="not an empty one"):
        world.ledger.read()
    with pytest.raises(LedgerMissing):
        world.ledger.advance(start, CLAIM)


def test_a_ledger_restored_from_last_week_is_read_as_it_stands(world: World) -> None:
    old = world.ledger.create(Change(summary="baseline"))
    new = world.ledger.advance(old, CLAIM)
    assert world.ledger.read() == new
    world.there.update_ref(REF, old.tip, new.tip)
    with pytest.raises(LostRace):
        world.ledger.advance(new, Change(summary="sent", entries=(entry(State.SENT),)))
    assert world.ledger.read() == old


def test_a_full_clone_and_a_shallow_one_write_the_same_ledger_and_touch_no_file(world: World, tmp_path: Path) -> None:
    first = world.here.commit(None, {"content/a.md": b"1"}, "first")
    world.here.push(str(world.remote), "refs/heads/main", world.here.commit(first, {}, "second"), None)
    start = world.ledger.create(Change(summary="baseline", approvals=(approval(),)))
    world.ledger.advance(start, CLAIM)
    shallow = tmp_path / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{world.remote}", shallow], check=True)
    (shallow / "content" / "a.md").write_text("half-written")
    (shallow / "content" / "b.md").write_text("new")
    git = Git(shallow)
    git.run("add", "content/b.md")
    before = git.run("status", "--porcelain=v2", "--branch"), (shallow / ".git" / "index").read_bytes()
    ledger = GitLedger(git, ref=REF, remote="origin")
    made = ledger.advance(ledger.read(), Change(summary="sent", entries=(entry(State.SENT),)))
    assert (git.run("status", "--porcelain=v2", "--branch"), (shallow / ".git" / "index").read_bytes()) == before
    assert world.ledger.read() == made
    assert made.approvals == {approval().post: approval()}
    assert git.run("rev-list", "--count", made.tip).strip() == b"3"


def test_nothing_is_downloaded_twice(world: World, tmp_path: Path) -> None:
    world.ledger.create(CLAIM)
    seen = world.ledger.read()
    (world.remote / "objects").rename(tmp_path / "objects")
    (world.remote / "objects").mkdir()
    assert world.ledger.read() == seen


def test_what_was_read_before_is_not_read_again(tmp_path: Path) -> None:
    asked: list[str] = []

    class Counting(Git):
        def run(self, *arguments: str, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> bytes:
            asked.extend(stdin.decode().split() if arguments[:2] == ("cat-file", "--batch") else [])
            return super().run(*arguments, stdin=stdin, env=env)

    repository(tmp_path)
    ledger, other = (GitLedger(kind(tmp_path), ref=REF, remote="") for kind in (Counting, Git))
    start = other.create(Change(summary="baseline", entries=tuple(entry(post=f"old-{n}") for n in range(20))))
    assert ledger.read() == ledger.read() == start
    assert len(asked) == 20
    paused = other.advance(start, Change(summary="pause", entries=CLAIM.entries, pause=Pause(reason="snow", at=AT)))
    assert ledger.read() == paused
    assert len(asked) == 22
    lifted = other.advance(paused, Change(summary="lifted", lift=True))
    assert ledger.read() == lifted
    assert lifted.pause is None
    assert len(asked) == 22
    Git(tmp_path).update_ref(REF, start.tip, lifted.tip)  # somebody puts a backup back meanwhile
    assert ledger.read() == start


def test_a_full_disk_stops_before_anything_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = GitLedger(repository(tmp_path), ref=REF, remote="")
    start = ledger.create(Change(summary="baseline"))
    (tmp_path / "git").write_text(
        f'#!/bin/sh\ncase "$*" in *hash-object*) exit 128;; esac\nPATH={os.environ["PATH"]} exec git "$@"\n'
    )
    (tmp_path / "git").chmod(0o755)
    with monkeypatch.context() as patch:
        patch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
        with pytest.raises(LedgerUnreachable, match="cannot be written"):
            ledger.advance(start, CLAIM)
    assert ledger.read() == start


def test_every_commit_is_a_line_of_the_audit_trail(tmp_path: Path) -> None:
    git = repository(tmp_path)
    ledger = GitLedger(git, ref=REF, remote="")
    ledger.advance(ledger.create(Change(summary="baseline of 3")), CLAIM)
    assert git.run("log", "--format=%s", REF) == b"claim\nbaseline of 3\n"
    assert git.run("ls-tree", "-r", "--name-only", REF) == b"reading-miles-7f3k.x.json\n"


Spoil = Callable[[Git, str], str]
"""Takes the ledger's commit and gives what somebody put in its place."""


def with_files(files: dict[str, bytes]) -> Spoil:
    return lambda git, tip: git.commit(tip, dict(files), "by hand")


def a_link(git: Git, tip: str) -> str:
    tree = f"120000 blob {git.hash_object(b'/etc/passwd')}\treading-miles-7f3k.x.json\n"
    return git.run("commit-tree", "-p", tip, "-m", "", git.run("mktree", stdin=tree.encode()).decode().strip()).decode()


def too_many(git: Git, tip: str) -> str:
    blob = git.hash_object(b"{}")
    lines = "".join(f"100644 blob {blob}\tp{number:06}.x.json\n" for number in range(MOST_FILES + 1))
    tree = git.run("mktree", stdin=lines.encode()).decode().strip()
    return git.run("commit-tree", "-p", tip, "-m", "", tree).decode()


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(with_files({"README.md": b"# Ledger"}), id="a foreign file"),
        pytest.param(with_files({"reading-miles-7f3k.x.json": b"{}"}), id="an emptied entry"),
        pytest.param(with_files({"reading-miles-7f3k.x.json": b" " * 20_000}), id="a huge entry"),
        pytest.param(a_link, id="a symbolic link"),
        pytest.param(too_many, id="too many files"),
        pytest.param(lambda git, _: git.hash_object(b"no commit"), id="no commit at all"),
    ],
)
def test_a_spoilt_ledger_is_not_read(tmp_path: Path, spoil: Spoil) -> None:
    git = repository(tmp_path)
    ledger = GitLedger(git, ref="refs/schoolgate/rehearsal", remote="")
    tip = ledger.create(CLAIM).tip
    git.update_ref("refs/schoolgate/rehearsal", spoil(git, tip).strip(), tip)
    with pytest.raises(LedgerBroken):
        ledger.read()


def test_a_damaged_object_store_breaks_the_ledger(tmp_path: Path) -> None:
    git = repository(tmp_path)
    ledger = GitLedger(git, ref=REF, remote="")
    blob = git.files(ledger.create(CLAIM).tip)[0].id
    (tmp_path / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(LedgerBroken, match="cannot be read"):
        GitLedger(git, ref=REF, remote="").read()


def test_no_error_of_the_ledger_is_without_a_remedy(world: World) -> None:
    for ledger in (world.ledger, GitLedger(world.here, ref=REF, remote=f"{world.remote}-gone")):
        with pytest.raises(SchoolgateError) as caught:
            ledger.read()
        assert caught.value.fix
