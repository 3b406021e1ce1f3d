"""The public site is always whole: real folders, a full disk, kill -9."""

import fcntl
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from plugins.mirror.deploy import deploy, tree_hash
from plugins.model.errors import BuildFailed, Refused, TryAgain

ROOT = Path(__file__).parents[2]


@pytest.fixture
def public(tmp_path: Path) -> Path:
    return tmp_path / "public"


def site(path: Path, words: str, files: int = 3) -> Path:
    (path / "news").mkdir(parents=True)
    (path / "index.html").write_text(words)
    for number in range(files):
        (path / "news" / f"{number}.html").write_text(f"{words} {number}")
    return path


def shown(public: Path) -> str:
    return (public / "current" / "index.html").read_text()


def names(public: Path) -> set[str]:
    return {path.name for path in public.iterdir()}


def test_a_site_is_public_under_the_hash_of_its_files(tmp_path: Path, public: Path) -> None:
    name = deploy(site(tmp_path / "a", "first"), public)
    assert name == tree_hash(tmp_path / "a")
    assert (public / "current").readlink() == Path(name)
    assert (public / "current" / "news" / "2.html").read_text() == "first 2"


def test_the_site_before_stays_and_older_ones_go(tmp_path: Path, public: Path) -> None:
    _, second, third = (deploy(site(tmp_path / word, word), public) for word in ("first", "second", "third"))
    assert names(public) == {".schoolgate", "current", second, third}
    assert shown(public) == "third"


def test_where_something_was_withdrawn_the_site_before_goes_too(tmp_path: Path, public: Path) -> None:
    first, second = (deploy(site(tmp_path / word, word), public) for word in ("first", "second"))
    assert {first, second} < names(public)
    third = site(tmp_path / "third", "third")
    for _ in range(2):
        name = deploy(third, public, keep_before=False)
        assert names(public) == {".schoolgate", "current", name}


@pytest.mark.parametrize("umask", [0o077, 0o000])
def test_a_web_server_can_read_the_site_whatever_the_publisher_hides(tmp_path: Path, public: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        first = deploy(site(tmp_path / "one", "one"), public)
        (public / first).chmod(0o700)
        assert deploy(tmp_path / "one", public) == first
    finally:
        os.umask(before)
    found = {path.stat().st_mode & 0o777 for path in (public, *(public / first).rglob("*")) if path.is_dir()}
    assert (found, (public / first).stat().st_mode & 0o777) == ({0o755}, 0o755)
    assert {path.stat().st_mode & 0o777 for path in (public / first).rglob("*.html")} == {0o644}


def test_a_folder_that_was_there_stays_as_its_owner_wants_it(tmp_path: Path, public: Path) -> None:
    public.mkdir(mode=0o750)
    public.chmod(0o750)
    deploy(site(tmp_path / "one", "one"), public)
    assert public.stat().st_mode & 0o777 == 0o750


def test_the_same_site_again_changes_nothing(tmp_path: Path, public: Path) -> None:
    deploy(site(tmp_path / "a", "first"), public)
    deploy(site(tmp_path / "b", "second"), public)
    before = names(public)
    assert deploy(tmp_path / "b", public) in before
    assert names(public) == before


def test_a_public_folder_that_somebody_changed_is_not_used_again(tmp_path: Path, public: Path) -> None:
    first = deploy(site(tmp_path / "a", "first"), public)
    (public / first / "extra.html").write_text("put here by hand")
    again = deploy(tmp_path / "a", public)
    assert again.startswith(f"{first}-")
    assert not (public / "current" / "extra.html").exists()


def test_what_a_killed_publisher_left_is_cleared_away(tmp_path: Path, public: Path) -> None:
    name = deploy(site(tmp_path / "a", "first"), public)
    (public / ".new-0badcafe").mkdir()
    (public / ".new-0badcaff").symlink_to("nowhere")
    deploy(tmp_path / "a", public)
    assert names(public) == {".schoolgate", "current", name}


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path, public: Path) -> None:
    public.mkdir()
    (public / "holiday.jpg").write_bytes(b"")
    with pytest.raises(Refused, match="did not put there"):
        deploy(site(tmp_path / "a", "first"), public)
    assert names(public) == {"holiday.jpg"}


def test_a_current_that_is_no_link_is_left_alone(tmp_path: Path, public: Path) -> None:
    site(public / "current", "by hand")
    (public / ".schoolgate").touch()
    with pytest.raises(Refused):
        deploy(site(tmp_path / "a", "first"), public)
    assert shown(public) == "by hand"


def test_two_publishers_do_not_write_at_once(tmp_path: Path, public: Path) -> None:
    deploy(site(tmp_path / "a", "first"), public)
    with (public / ".schoolgate").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(TryAgain):
            deploy(site(tmp_path / "b", "second"), public)
    assert shown(public) == "first"


@pytest.mark.parametrize("strange", ["link", "pipe"])
def test_only_files_are_deployed(tmp_path: Path, public: Path, strange: str) -> None:
    staged = site(tmp_path / "a", "first")
    if strange == "link":
        (staged / "news" / "x.html").symlink_to("/etc/passwd")
    else:
        os.mkfifo(staged / "news" / "x.html")
    with pytest.raises(BuildFailed, match=r"news/x\.html is neither"):
        deploy(staged, public)
    assert names(public) == {".schoolgate"}


def test_a_folder_without_a_front_page_is_no_site(tmp_path: Path, public: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(BuildFailed, match="holds no site"):
        deploy(tmp_path / "a", public)
    with pytest.raises(BuildFailed, match="cannot be put"):
        deploy(tmp_path / "never-built", public)


OTHER_DISK = Path("/dev/shm")  # noqa: S108 - the one other file system that a test can count on


@pytest.mark.skipif(
    not OTHER_DISK.is_dir() or OTHER_DISK.stat().st_dev == ROOT.stat().st_dev, reason="needs a second file system"
)
def test_a_full_disk_leaves_the_old_site(tmp_path: Path) -> None:
    public = OTHER_DISK / f"schoolgate-{os.getpid()}"
    try:
        deploy(site(tmp_path / "a", "first"), public)
        newer = site(tmp_path / "b", "second")
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4, limits[1]))
        try:
            with pytest.raises(BuildFailed, match="the old one stays"):
                deploy(newer, public)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        assert shown(public) == "first"
        assert len(names(public)) == 3
    finally:
        subprocess.run(["rm", "-r", public], check=True)


FOREVER = """
import sys
from pathlib import Path
from plugins.mirror.deploy import deploy
public, *staged = map(Path, sys.argv[1:])
while True:
    for one in staged:
        deploy(one, public)
        print(flush=True)
"""


def test_a_publisher_killed_anywhere_leaves_one_whole_site(tmp_path: Path, public: Path) -> None:
    staged = [site(tmp_path / word, word, files=50) for word in ("first", "second", "third")]
    whole = {tree_hash(one) for one in staged}
    for round_ in range(6):
        command: list[str | Path] = [sys.executable, "-c", FOREVER, public, *staged]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as publisher:
            assert publisher.stdout is not None
            publisher.stdout.readline()
            time.sleep(0.007 * round_)  # somewhere in the middle of one of the next
            publisher.send_signal(signal.SIGKILL)
        assert tree_hash((public / "current").resolve()) in whole
    deploy(staged[0], public)
    assert shown(public) == "first"
    assert not [name for name in names(public) if name.startswith(".new-")]
