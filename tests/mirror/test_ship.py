"""Real counterparts: rsync to a folder and through a shell that stands in for ssh, a bare repository, a script."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.mirror.deploy import deploy, tree_hash
from plugins.mirror.ship import ship
from plugins.model.errors import DeployFailed, ProgramMissing
from plugins.model.school import Branch, Command, Rsync, School, Target
from plugins.repo.git import Git
from tests import make
from tests.mirror.test_deploy import site

needs_rsync = pytest.mark.skipif(not shutil.which("rsync"), reason="needs Debian's rsync")


def school(target: Target | None, url: str = "https://www.thistledown-primary.example") -> School:
    plain = make.school()
    return replace(plain, site=replace(plain.site, url=url), deploy=replace(plain.deploy, target=target))


def program(path: Path, text: str) -> Path:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """A deployed site: the first."""
    deploy(site(tmp_path / "first", "first"), tmp_path / "public")
    return tmp_path / "public"


def second(tmp_path: Path, public: Path, *, keep_before: bool = True, files: int = 3) -> None:
    deploy(site(tmp_path / "second", "second", files), public, keep_before=keep_before)


def test_a_site_that_stays_in_its_folder_goes_nowhere(tmp_path: Path, public: Path) -> None:
    assert ship(public, school(None), tmp_path) == ""


@needs_rsync
def test_by_rsync_the_target_becomes_what_the_folder_is(tmp_path: Path, public: Path) -> None:
    there = tmp_path / "srv" / "www"
    target = school(Rsync(to=str(there)))
    assert ship(public, target, tmp_path) == f"{there}/current"
    assert (there / "current" / "index.html").read_text() == "first"
    second(tmp_path, public)
    (public / ".new-0badcafe").mkdir()
    for _ in range(2):
        ship(public, target, tmp_path)
        assert (there / "current").readlink() == (public / "current").readlink()
        assert tree_hash((there / "current").resolve()) == tree_hash((public / "current").resolve())
        assert len([path for path in there.iterdir() if path.is_dir()]) == 3
    assert not (there / ".new-0badcafe").exists()
    assert {path.stat().st_mode & 0o777 for path in (there / "current").resolve().rglob("*.html")} == {0o644}


@needs_rsync
def test_by_rsync_what_was_withdrawn_is_deleted_and_what_others_put_there_is_kept(tmp_path: Path, public: Path) -> None:
    there = tmp_path / "www"
    there.mkdir()
    (there / "holiday.jpg").write_bytes(b"mine")
    (there / "old").mkdir()
    (there / "old" / "page.html").write_text("mine")
    ship(public, school(Rsync(to=str(there))), tmp_path)
    second(tmp_path, public, keep_before=False)
    ship(public, school(Rsync(to=str(there))), tmp_path)
    kept = {path.read_text() for path in there.rglob("*") if path.is_file() and not path.is_symlink()}
    assert not [text for text in kept if "first" in text]
    assert (there / "holiday.jpg").read_bytes() == b"mine"
    assert (there / "old" / "page.html").read_text() == "mine"


@needs_rsync
def test_by_rsync_bytes_are_compared_and_not_times(tmp_path: Path, public: Path) -> None:
    there = tmp_path / "www"
    ship(public, school(Rsync(to=str(there))), tmp_path)
    page = (there / "current").resolve() / "index.html"
    times = page.stat()
    page.write_text("FIRST")
    os.utime(page, ns=(times.st_atime_ns, times.st_mtime_ns))
    ship(public, school(Rsync(to=str(there))), tmp_path)
    assert page.read_text() == "first"


@needs_rsync
def test_by_rsync_a_folder_in_the_place_of_the_link_is_left_alone(tmp_path: Path, public: Path) -> None:
    mine = tmp_path / "www" / "current" / "page.html"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    with pytest.raises(DeployFailed, match="did not get to its place: rsync ended with 23"):
        ship(public, school(Rsync(to=str(tmp_path / "www"))), tmp_path)
    assert mine.read_text() == "mine"


REMOTE = """
[ "$1" = -l ] && shift 2
[ "$1" = web.example ] || exit 9
shift
exec sh -c "$*"
"""
CUT = """
[ "$1" = -l ] && shift 2
shift
exec 3<&0
dd bs=1 count={left} <&3 >{pipe} 2>/dev/null &
exec sh -c "$*" <{pipe} 3<&-
"""
"""The same, but the connection ends after so many bytes."""


@needs_rsync
def test_over_a_shell_that_is_cut_at_any_byte_the_target_is_old_or_new_and_whole(
    tmp_path: Path, public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "www"
    target = school(Rsync(to=f"web@web.example:{there}"))
    monkeypatch.setenv("RSYNC_RSH", str(program(tmp_path / "shell", REMOTE)))
    ship(public, target, tmp_path)
    second(tmp_path, public, files=30)
    whole = {tree_hash(path) for path in (tmp_path / "first", tmp_path / "second")}
    seen = set()
    for left in cuts():
        pipe = tmp_path / f"pipe-{left}"
        os.mkfifo(pipe)
        monkeypatch.setenv("RSYNC_RSH", str(program(tmp_path / "cut", CUT.format(left=left, pipe=pipe))))
        try:
            ship(public, target, tmp_path)
        except DeployFailed:
            seen.add(tree_hash((there / "current").resolve()))
            assert seen <= whole
        else:
            break
    assert seen == {tree_hash(tmp_path / "first")}
    assert tree_hash((there / "current").resolve()) == tree_hash(tmp_path / "second")


def cuts() -> Iterator[int]:
    """After how many bytes the connection ends: ever later, until it is late enough."""
    left = 100
    while left < 1_000_000:
        yield left
        left *= 2


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone with a bare repository as its origin."""
    root = tmp_path / "clone"
    subprocess.run(["git", "init", "-q", "--bare", tmp_path / "host.git"], check=True)
    subprocess.run(["git", "init", "-q", "-b", "main", root], check=True)
    subprocess.run(["git", "-C", root, "remote", "add", "origin", tmp_path / "host.git"], check=True)
    return root


def shown(tmp_path: Path, branch: str = "gh-pages") -> dict[str, bytes]:
    """What a git host would show of the branch."""
    host = Git(tmp_path / "host.git")
    files = host.files(f"refs/heads/{branch}")
    return {file.path: content for file, content in zip(files, host.contents([file.id for file in files]), strict=True)}


PAGES = Branch(remote="origin", name="gh-pages")


def test_a_branch_holds_the_site_and_nothing_of_an_earlier_one(tmp_path: Path, public: Path, clone: Path) -> None:
    assert ship(public, school(PAGES), clone) == "the branch gh-pages of origin"
    first = shown(tmp_path)
    assert first["index.html"] == b"first"
    assert (first[".nojekyll"], first["CNAME"]) == (b"", b"www.thistledown-primary.example\n")
    second(tmp_path, public)
    ship(public, school(PAGES, url="https://school.github.io/news"), clone)
    assert shown(tmp_path)["news/2.html"] == b"second 2"
    assert "CNAME" not in shown(tmp_path)
    host = Git(tmp_path / "host.git")
    assert host.run("rev-list", "--count", "refs/heads/gh-pages") == b"1\n"


def test_the_same_site_is_pushed_once(tmp_path: Path, public: Path, clone: Path) -> None:
    ship(public, school(PAGES), clone)
    hook = program(tmp_path / "host.git" / "hooks" / "pre-receive", "exit 1")
    ship(public, school(PAGES), clone)
    second(tmp_path, public)
    with pytest.raises(DeployFailed, match="could not be pushed"):
        ship(public, school(PAGES), clone)
    assert shown(tmp_path)["index.html"] == b"first"
    hook.unlink()
    ship(public, school(PAGES), clone)
    assert shown(tmp_path)["index.html"] == b"second"


def test_another_clone_goes_on_with_the_branch(tmp_path: Path, public: Path, clone: Path) -> None:
    ship(public, school(PAGES), clone)
    second(tmp_path, public)
    other = tmp_path / "other"
    subprocess.run(["git", "clone", "-q", tmp_path / "host.git", other], check=True)
    ship(public, school(PAGES), other)
    ship(public, school(PAGES), clone)
    assert shown(tmp_path)["index.html"] == b"second"


def test_a_branch_that_somebody_else_made_is_left_alone(tmp_path: Path, public: Path, clone: Path) -> None:
    git = Git(clone)
    git.push("origin", "refs/heads/gh-pages", git.commit(None, {"essay.md": b"years of work"}, "My work"), None)
    with pytest.raises(DeployFailed, match="holds what Schoolgate did not put there"):
        ship(public, school(PAGES), clone)
    assert shown(tmp_path) == {"essay.md": b"years of work"}


def test_a_command_gets_the_site_and_none_of_our_secrets(
    tmp_path: Path, public: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    upload = program(tmp_path / "upload", 'cp -r "$2" "$1"; env > environment; echo uploading')
    monkeypatch.setenv("SCHOOLGATE_X_ACCESS_SECRET", "canary")
    monkeypatch.setenv("HOSTS_OWN_TOKEN", "for the command")
    target = Command(words=(str(upload), str(tmp_path / "www")))
    assert ship(public, school(target), tmp_path) == str(upload)
    assert (tmp_path / "www" / "index.html").read_text() == "first"
    environment = (tmp_path / "environment").read_text()
    assert "canary" not in environment
    assert "for the command" in environment
    said = capfd.readouterr()
    assert (said.out, said.err) == ("", "uploading\n")


def test_a_command_that_fails_hangs_or_is_missing_is_told(tmp_path: Path, public: Path) -> None:
    for words, error, told in (
        (("false",), DeployFailed, "false ended with 1$"),
        (("sh", "-c", "sleep 60"), DeployFailed, "sh did not finish within 0.2 seconds"),
        ((str(tmp_path / "nowhere"),), ProgramMissing, "cannot be run: No such file"),
    ):
        with pytest.raises(error, match=told):
            ship(public, school(Command(words=words)), tmp_path, patience=0.2)
