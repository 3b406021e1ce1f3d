"""How does a built site become the public one? Copied beside the old one, then switched at a stroke."""

import fcntl
import hashlib
import os
import re
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from plugins.model.errors import BuildFailed, Refused, TryAgain

CURRENT = "current"
_MARKER = ".schoolgate"
_FOLDER_MODE, _FILE_MODE = 0o755, 0o644
_OURS = re.compile(r"[0-9a-f]{32}(-[0-9a-f]{8})?|\.new-[0-9a-f]{8}")


def deploy(staged: Path, directory: Path, *, keep_before: bool = True) -> str:
    """Put the site in `staged` up as `directory`/current, a link to a folder named by its hash; that folder's name.

    Killed anywhere, current is the old site or the new one, whole. The site before stays for going back, unless
    something was withdrawn from it (`keep_before`); older ones go. Files are hard links of the staged ones where the
    disk allows, so whoever builds replaces files and never writes into them. A web server may read it, whatever the
    publisher's umask says. Refused for a folder that is not ours;
    BuildFailed where the site cannot be copied, TryAgain while another publisher is at it; the old site stays each
    time.
    """
    try:
        with _ours(directory):
            _sweep(directory, _sites(directory))
            name = _put(staged, directory)
            _open_to_readers(directory / name)
            before = _switch(directory, name)
            again = _sites(directory) if before == name else {name, before}
            _sweep(directory, again if keep_before else {name})
    except OSError as error:
        raise BuildFailed(
            f"the site cannot be put into {directory} ({error.strerror or 'copying failed'}); the old one stays",
            fix="make room on the disk, or give the publisher the right to write there",
        ) from error
    return name


def tree_hash(site: Path) -> str:
    """32 hexadecimal digits of SHA-256 over the paths and bytes of all files; BuildFailed for anything but files."""
    digest = hashlib.sha256()
    for path in sorted(site.rglob("*")):
        if path.is_symlink() or not (path.is_dir() or path.is_file()):
            raise BuildFailed(
                f"{path.relative_to(site)} is neither a file nor a folder", fix="take it out and build the site again"
            )
        if path.is_file():
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            digest.update(f"{path.relative_to(site).as_posix()}\0{content}\n".encode())
    return digest.hexdigest()[:32]


@contextmanager
def _ours(directory: Path) -> Iterator[None]:
    marker = directory / _MARKER
    current = directory / CURRENT
    if not directory.exists():
        directory.mkdir(parents=True)
        directory.chmod(_FOLDER_MODE)  # one that was there already is as its owner wants it
    strange = not marker.exists() and any(directory.iterdir())
    if strange or (current.exists() and not current.is_symlink()):
        raise Refused(
            f"{directory} holds files that Schoolgate did not put there", fix="give [deploy] directory an empty folder"
        )
    with marker.open("a", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise TryAgain(f"another publisher is writing to {directory}", fix="run the same command again") from error
        yield


def _put(staged: Path, directory: Path) -> str:
    fresh = directory / f".new-{secrets.token_hex(4)}"
    try:
        shutil.copytree(staged, fresh, symlinks=True, copy_function=link_or_copy)
        name = tree_hash(fresh)
        if not (fresh / "index.html").is_file():
            raise BuildFailed(f"{staged} holds no site: index.html is missing", fix="build the site again")
        if (directory / name).exists():
            if tree_hash(directory / name) == name:
                return name
            name = f"{name}-{secrets.token_hex(4)}"  # somebody changed that folder, perhaps the public one: let it be
        os.sync()  # once, as a thousand single calls take a thousand times as long
        fresh.rename(directory / name)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return name


def _open_to_readers(site: Path) -> None:
    """Folders 755, files 644: a site that is public may be read by every user of this machine."""
    for folder, _, names in os.walk(site):
        for path, mode in ((folder, _FOLDER_MODE), *((f"{folder}/{name}", _FILE_MODE) for name in names)):
            if stat.S_IMODE(os.stat(path).st_mode) != mode:  # noqa: PTH116 - of thousands, each day
                os.chmod(path, mode)  # noqa: PTH101 - the same


def link_or_copy(source: str, target: str) -> None:
    """A second name for the same bytes, where the disk allows; whoever changes the file must replace it."""
    try:
        os.link(source, target)
    except OSError:  # another disk
        shutil.copyfile(source, target)


def _switch(directory: Path, name: str) -> str:
    """Which site was the public one before."""
    current = directory / CURRENT
    before = str(current.readlink()) if current.is_symlink() else name
    fresh = directory / f".new-{secrets.token_hex(4)}"
    fresh.symlink_to(name)
    fresh.replace(current)
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    return before


def _sites(directory: Path) -> set[str]:
    return {path.name for path in directory.iterdir() if not path.name.startswith(".")}


def _sweep(directory: Path, keep: set[str]) -> None:
    for path in directory.iterdir():
        if _OURS.fullmatch(path.name) and path.name not in keep:
            if path.is_symlink():
                path.unlink(missing_ok=True)
            else:
                shutil.rmtree(path, ignore_errors=True)
