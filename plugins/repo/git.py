"""How is git asked? Plumbing commands with a clean environment, a time limit, and nobody's hooks or settings."""

import os
import re
import subprocess
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from plugins.model.errors import CouldNotRun, ProgramMissing
from plugins.repo.errors import GitFailed
from plugins.repo.locks import take_away
from plugins.repo.process import finish
from plugins.repo.scratch import put, scratch_folder
from plugins.repo.tree import Rows, changed, folder, rows, tree

MOST_BYTES = 64 * 1024 * 1024
"""The largest file that is read from a repository."""

_PASSED_ON = frozenset({
    "PATH", "HOME", "USER", "TMPDIR", "XDG_CONFIG_HOME", "SSH_AUTH_SOCK", "GIT_SSH_COMMAND", "GIT_ASKPASS",
    "HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy", "SSL_CERT_FILE", "SSL_CERT_DIR", "GIT_SSL_CAINFO",
})  # fmt: skip
"""All that git needs of our environment; no GIT_DIR of a hook, no token of the account."""

_OWN = {
    "LC_ALL": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    **{
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "Schoolgate"), ("EMAIL", "schoolgate@localhost"))
    },
}

_SETTINGS = (
    "core.hooksPath=/dev/null",
    "core.fsync=all,-index",  # a claim is on the disk before the tweet leaves; our index is a scratch file
    "core.filesRefLockTimeout=2000",
    "gc.auto=0",
    "maintenance.auto=false",
)
_ARGUMENTS = tuple(word for setting in _SETTINGS for word in ("-c", setting))
_CREDENTIALS = re.compile(r"(?<=://)[^/@\s]+@")


GONE = "000000"
"""The mode of a file that a commit removed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blob:
    """One file of a tree: `mode` as git writes it (100644 is a plain file)."""

    mode: str
    id: str
    path: str


class Git:
    """The repository at `root`; no command takes longer than `timeout` seconds.

    Every method raises `GitFailed`, and `ProgramMissing` where there is no git.
    """

    def __init__(self, root: Path, *, timeout: float = 60) -> None:
        self._root = root
        self._timeout = timeout
        self._made = dict[str, Rows]()

    def run(self, *arguments: str, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> bytes:
        """What git wrote to its standard output; `env` is added to the clean environment."""
        command = ("git", "-C", str(self._root), *_ARGUMENTS, *arguments)
        passed = {name: value for name, value in os.environ.items() if name in _PASSED_ON}
        try:
            process = subprocess.Popen(  # noqa: S603 - no shell; the arguments are ours
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=passed | _OWN | dict(env or {}),
                start_new_session=True,
            )
        except OSError as error:
            raise ProgramMissing("git cannot be run", fix="install git and try again") from error
        verb = arguments[0]
        with process:
            try:
                out, err = finish(process, stdin, self._timeout)
            except subprocess.TimeoutExpired as error:
                raise GitFailed(
                    f"git {verb} did not finish within {self._timeout:g} seconds",
                    fix="look at the network and the disk, then try again",
                ) from error
        if process.returncode:
            raise _failed(verb, err)
        return out

    def _line(self, *arguments: str, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> str:
        return self.run(*arguments, stdin=stdin, env=env).decode().strip()

    def _records(self, *arguments: str) -> list[str]:
        return self.run(*arguments).decode("utf-8", "replace").split("\0")[:-1]

    def demand_repository(self) -> None:
        """CouldNotRun where this folder is in no git repository: a copy of the files alone has no memory."""
        try:
            self.run("rev-parse", "--git-dir")
        except GitFailed as error:
            raise CouldNotRun(
                "this folder is not a git repository, so nothing could remember what was said",
                fix="clone the school's repository and work there; to begin a new one: git init",
            ) from error

    def hash_object(self, content: bytes) -> str:
        """Store these bytes; their blob id."""
        return self._line("hash-object", "-w", "--stdin", stdin=content)

    def last_change(self, path: str) -> str:
        """The newest commit of this branch that changed a file; empty where none did."""
        return self._line("log", "-1", "--format=%H", "HEAD", "--", f":(literal){path}")

    def blob(self, commit: str, path: str) -> str:
        """The blob of a file in a commit; empty where it has none."""
        return self._line("ls-tree", "--format=%(objectname)", "--full-tree", commit, "--", f":(literal){path}")

    def is_shallow(self) -> bool:
        """Whether this clone lacks a part of its history."""
        return self._line("rev-parse", "--is-shallow-repository") == "true"

    def files(self, commit: str) -> tuple[Blob, ...]:
        """All files of a commit, in git's order."""
        records = self._records("ls-tree", "-r", "-z", "--full-tree", commit)
        fields = [(*about.split(), path) for about, _, path in (record.partition("\t") for record in records)]
        return tuple(Blob(mode=mode, id=blob, path=path) for mode, _, blob, path in fields)

    def changed(self, before: str, after: str) -> tuple[Blob, ...]:
        """The files of the commit `after` that `before` has not or has otherwise; of a removed one the mode is GONE."""
        records = self._records("diff-tree", "-r", "-z", "--no-renames", before, after)
        fields = zip((about.split() for about in records[::2]), records[1::2], strict=True)
        return tuple(Blob(mode=mode, id=blob, path=path) for (_, mode, _, blob, _), path in fields)

    def contents(self, blobs: Sequence[str], *, most: int = MOST_BYTES) -> tuple[bytes, ...]:
        """The bytes of many blobs, none of them more than `most`; their sizes are asked before one is read."""
        if not blobs:
            return ()
        asked = "".join(f"{blob}\n" for blob in blobs).encode()
        sizes = [_size(line, most) for line in self.run("cat-file", "--batch-check", stdin=asked).splitlines()]
        out = self.run("cat-file", "--batch", "--buffer", stdin=asked)
        found, at = [], 0
        for size in sizes:
            start = out.index(b"\n", at) + 1
            at = start + size + 1
            found.append(out[start : at - 1])
        return tuple(found)

    def commit(self, parent: str | None, files: Mapping[str, bytes | None], message: str) -> str:
        """A new commit, on no branch yet: that of `parent` with these files replaced, or removed where None."""
        with scratch_folder() as scratch:
            there = {path: put(scratch / str(n), content) for n, (path, content) in enumerate(files.items())}
            made = dict[str, Rows]()
            tree = self._grown(parent or "", self._stored(there), scratch / "tree", made)
        commit = self._committed(tree, parent, message)
        self._made = {commit: made.pop(tree), **made}
        return commit

    def _grown(self, name: str, blobs: Mapping[str, str], scratch: Path, made: dict[str, Rows]) -> str:
        """The id of a tree with these blobs put in by their paths, or taken out where empty; without a name a new one.

        No index is written: what a commit costs does not grow with what others it has. `made` is told every new tree.
        """
        width = len(name) // 2
        old = self._rows(name, width)
        own = {path: blob for path, blob in blobs.items() if "/" not in path}
        below = defaultdict[str, dict[str, str]](dict)
        for path, blob in blobs.items() - own.items():
            first, _, rest = path.partition("/")
            below[first][rest] = blob
        folders = {
            first: self._grown(folder(old, first, width), inner, scratch, made) for first, inner in below.items()
        }
        new = changed(old, own, folders)
        put(scratch, tree(new))
        plain = ("-c", "core.looseCompression=0")  # ids are as good as random: little to gain, and time to lose
        grown = self._line(*plain, "hash-object", "-w", "-t", "tree", "--no-filters", str(scratch.absolute()))
        made[grown] = new
        return grown

    def _rows(self, name: str, width: int) -> Rows:
        """What is in a tree, or in a commit's; what this hand wrote last is not read back."""
        return self._made.get(name) or rows(self.run("cat-file", "tree", name) if name else b"", width)

    def commit_folder(self, site: Path, also: Mapping[str, bytes], message: str) -> str:
        """A new commit without a parent, on no branch yet: all files of a folder, and those of `also` beside them.

        Its date is fixed, so that the same files and message are the same commit.
        """
        with scratch_folder() as scratch:
            there = {path: put(scratch / str(n), content) for n, (path, content) in enumerate(also.items())}
            there |= {file.relative_to(site).as_posix(): file for file in sorted(site.rglob("*")) if file.is_file()}
            lines = (f"100644 {blob}\t{path}\0" for path, blob in self._stored(there).items())
            index = {"GIT_INDEX_FILE": str(scratch / "index")}
            self.run("update-index", "-z", "--index-info", stdin="".join(lines).encode(), env=index)
            tree = self._line("write-tree", env=index)
        return self._committed(tree, None, message, date="2000-01-01T00:00:00Z")

    def _stored(self, files: Mapping[str, Path | None]) -> dict[str, str]:
        """The ids of these files' bytes, by the same names; empty for none."""
        contents = "".join(f"{file.absolute()}\n" for file in files.values() if file)
        ids = iter(self._line("hash-object", "-w", "--no-filters", "--stdin-paths", stdin=contents.encode()).split())
        return {path: next(ids) if file else "" for path, file in files.items()}

    def _committed(self, tree: str, parent: str | None, message: str, *, date: str = "") -> str:
        ancestry = ("-p", parent) if parent else ()
        dates = {f"GIT_{who}_DATE": date for who in ("AUTHOR", "COMMITTER") if date}
        return self._line("commit-tree", "--no-gpg-sign", *ancestry, "-F", "-", tree, stdin=message.encode(), env=dates)

    def subject(self, commit: str) -> str:
        """The first line of a commit's message."""
        return self._line("log", "--max-count=1", "--format=%s", commit)

    def descends(self, commit: str, ancestor: str) -> bool:
        """Whether `ancestor` is `commit` or stands in its history."""
        missing = self._line("rev-list", "--max-count=1", ancestor, f"^{commit}")
        return not missing

    def edited(self, since: str, folder: str) -> frozenset[str]:
        """Files below a folder that differ from where this work left `since`, committed or not yet."""
        names = ("-z", "--name-only", "--no-renames")
        tracked = self.run("diff", *names, "--merge-base", "--end-of-options", since, "--", folder)
        fresh = self.run("ls-files", "-z", "--others", "--exclude-standard", "--", folder)
        return frozenset(path for path in (tracked + fresh).decode("utf-8", "replace").split("\0") if path)

    def ref(self, name: str) -> str | None:
        """The commit a ref of this clone points to; None where there is no such ref."""
        return _exact(self._line("for-each-ref", "--format=%(objectname)\t%(refname)", name), name)

    def update_ref(self, name: str, new: str, old: str | None) -> None:
        """Move a ref from `old` to `new` if it still points to `old`; None: if it does not exist yet."""
        self._unlocked(name, "update-ref", name, new, old or "0" * len(new))

    def _unlocked(self, ref: str, *arguments: str) -> None:
        """Run git, once more where a lock of this ref stood in its way that a dead git had left behind."""
        try:
            self.run(*arguments)
        except GitFailed:
            if not take_away(self._root / self._line("rev-parse", "--git-path", f"{ref}.lock")):
                raise
            self.run(*arguments)

    def ls_remote(self, remote: str, ref: str) -> str | None:
        """The commit a ref of the remote points to; None where the remote answered and has no such ref."""
        return _exact(self._line("ls-remote", "--", remote, ref), ref)

    def fetch(self, remote: str, ref: str, into: str) -> None:
        """Bring a ref of the remote, with its history, into the ref `into` of this clone."""
        options = ("--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--no-filter")
        self._unlocked(into, "fetch", *options, "--refmap=", "--", remote, f"+{ref}:{into}")

    def push(self, remote: str, ref: str, new: str, old: str | None) -> None:
        """Move a ref of the remote from `old` to `new` if it still points to `old`; None: if it does not exist yet."""
        options = ("--quiet", "--no-verify", "--no-signed", "--no-follow-tags", "--recurse-submodules=no")
        self.run("push", *options, f"--force-with-lease={ref}:{old or ''}", "--", remote, f"{new}:{ref}")


def _size(line: bytes, most: int) -> int:
    """The size of a blob, as `cat-file --batch-check` tells it."""
    blob, *fields = line.decode().split()
    if fields[:1] != ["blob"]:
        raise GitFailed(f"git has lost the file {blob}", fix="run git fsck, or clone the repository again")
    if int(fields[1]) > most:
        raise GitFailed(f"the file {blob} has more than {most} bytes", fix="look who put it into the repository")
    return int(fields[1])


def _exact(lines: str, name: str) -> str | None:
    """Git also lists refs that merely end in, or stand below, the name."""
    pairs = (line.split("\t") for line in lines.splitlines())
    return next((commit for commit, ref in pairs if ref == name), None)


def _failed(verb: str, stderr: bytes) -> GitFailed:
    lines = [line.strip() for line in stderr.decode("utf-8", "replace").splitlines()] or ["no reason given"]
    telling = (line for line in lines if line.startswith(("!", "fatal:", "error:")))
    why = _CREDENTIALS.sub("***@", next(telling, lines[-1]))[:300]
    return GitFailed(f"git {verb} failed: {why}", fix="look at the network, the disk and git's message, then try again")
