"""How does the deployed site get from this machine to where readers find it? By rsync, as a branch, or by a command.

By rsync and as a branch, readers see the old site or the new one, whole, wherever it is killed. What was withdrawn is
deleted there as well.
"""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from plugins.mirror.deploy import CURRENT
from plugins.model.errors import DeployFailed, ProgramMissing
from plugins.model.school import Branch, Command, Rsync, School
from plugins.repo.errors import GitFailed
from plugins.repo.git import Git
from plugins.repo.process import finish

PATIENCE_S = 900
_RSYNC = (
    "rsync", "--recursive", "--links", "--perms", "--chmod=D755,F644", "--mkpath", "--timeout=120",
    "--checksum",  # sizes and times can be the same by chance
)  # fmt: skip
_DELETE_OLD_SITES = ("--delete-after", f"--filter=R /{'[0-9a-f]' * 32}*", "--filter=P /*", "--exclude=/.new-*")
"""Nothing is deleted that has not the name of a site of ours."""
_RSYNC_NEEDS = frozenset({"PATH", "HOME", "USER", "TMPDIR", "SSH_AUTH_SOCK", "RSYNC_RSH"})
_SECRETS = "SCHOOLGATE_"
_OURS = "Site "
_SEEN = "refs/schoolgate/site"


def ship(directory: Path, school: School, root: Path, *, patience: float = PATIENCE_S) -> str:
    """Bring what `deploy` put up in `directory` to the school's target; where that is, in words, empty for nowhere.

    `root` is the clone; no program may take longer than `patience` seconds. DeployFailed and ProgramMissing: it did
    not get there, and the same again mends it.
    """
    match school.deploy.target:
        case Rsync(to=to):
            _rsync(directory, to, patience)
            return f"{to}/{CURRENT}"
        case Branch() as branch:
            _push(directory / CURRENT, branch, _for_pages(school.site.url), root, patience)
            return f"the branch {branch.name} of {branch.remote}"
        case Command(words=words):
            environment = {name: value for name, value in os.environ.items() if not name.startswith(_SECRETS)}
            site = (directory / CURRENT).resolve()
            _run((*words, str(site)), environment, root, patience, output=_OUR_STANDARD_ERROR)
            return words[0]
    return ""


def _rsync(directory: Path, to: str, patience: float) -> None:
    """The target becomes a copy of `directory`: the new site's files first, then the link `current`, and old sites go.

    A link is replaced at a stroke by rsync itself, so that nothing but rsync has to run there.
    """
    name = (directory / CURRENT).readlink().name
    others = sorted(path.name for path in directory.iterdir() if path.is_dir() and path.name not in {name, CURRENT})
    known = (f"--link-dest=../{other}" for other in others)
    environment = {"RSYNC_RSH": "ssh -o BatchMode=yes"}
    environment |= {key: value for key, value in os.environ.items() if key in _RSYNC_NEEDS}
    for words in (
        ("--delete-after", *known, f"{directory}/{name}/", f"{to}/{name}/"),
        (f"{directory}/{CURRENT}", f"{to}/"),  # without deleting: a folder of that name would have to make way
        (*_DELETE_OLD_SITES, f"{directory}/", f"{to}/"),
    ):
        _run((*_RSYNC, *words), environment, directory, patience)


def _for_pages(url: str) -> Mapping[str, bytes]:
    """What GitHub Pages wants beside the site: no Jekyll, and the name of a domain of the school's own."""
    host = urlsplit(url).hostname or ""
    own = not host.endswith((".github.io", ".0.0.1"))
    return {".nojekyll": b"", **({"CNAME": f"{host}\n".encode()} if own else {})}


def _push(site: Path, branch: Branch, also: Mapping[str, bytes], root: Path, patience: float) -> None:
    """The branch becomes one commit without a history, so that what was withdrawn is in none."""
    git, ref = Git(root, timeout=patience), f"refs/heads/{branch.name}"
    try:
        new = git.commit_folder(site.resolve(), also, f"{_OURS}{site.readlink().name}\n")
        old = git.ls_remote(branch.remote, ref)
        if old and old not in {new, git.ref(_SEEN)}:
            git.fetch(branch.remote, ref, _SEEN)
            if not git.subject(_SEEN).startswith(_OURS):
                raise DeployFailed(
                    f"the branch {branch.name} of {branch.remote} holds what Schoolgate did not put there",
                    fix="name a branch for the site alone in [deploy] of school.toml, or delete that one first",
                )
        if old != new:
            git.push(branch.remote, ref, new, old)
            git.update_ref(_SEEN, new, git.ref(_SEEN))
    except GitFailed as error:
        raise DeployFailed(f"the site could not be pushed: {error.what}", fix=error.fix) from error


_OUR_STANDARD_ERROR = 2
"""Where a program of the school's own speaks: to the person, and never into a JSON document."""


def _run(
    words: Sequence[str], environment: Mapping[str, str], folder: Path, patience: float, output: int = subprocess.PIPE
) -> None:
    try:
        process = subprocess.Popen(  # noqa: S603 - no shell; the words are ours or of school.toml
            words, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        raise ProgramMissing(
            f"{words[0]} cannot be run: {error.strerror}", fix="install it, or correct [deploy] in school.toml"
        ) from error
    with process:
        try:
            _, said = finish(process, b"", patience)
        except subprocess.TimeoutExpired as error:
            raise _failed(f"{words[0]} did not finish within {patience:g} seconds") from error
    if process.returncode:
        last = (said or b"").decode("utf-8", "replace").strip().partition("\n")[0][:300]
        raise _failed(f"{words[0]} ended with {process.returncode}{last and f': {last}'}")


def _failed(what: str) -> DeployFailed:
    return DeployFailed(
        f"the site did not get to its place: {what}",
        fix="look at the network and at [deploy] in school.toml, then run the same command again",
    )
