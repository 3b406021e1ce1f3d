"""How does a program of the school's write to its repository? By GitHub's interface, which signs the commit for it.

Whoever it writes for stands in the commit as a co-author, by number: that is how a proof of approval knows them.
"""

import base64
from collections.abc import Iterable, Mapping

from plugins.approval.api import GitHub
from plugins.model.errors import CouldNotRun


def default_branch(github: GitHub) -> str:
    """The name of the branch that is published."""
    return str(github.get("")["default_branch"])


def commit(github: GitHub, branch: str, files: Mapping[str, bytes], message: str) -> str:
    """A new commit on top of a branch, on no branch yet; CouldNotRun where there is no such branch."""
    head = github.get(f"git/ref/heads/{branch}")
    if not head:
        raise CouldNotRun("the branch that is published is not there", fix="look at the repository's default branch")
    parent = str(head["object"]["sha"])
    base = str(github.get(f"git/commits/{parent}")["tree"]["sha"])
    entries = [
        {"path": path, "mode": "100644", "type": "blob", "sha": _blob(github, content)}
        for path, content in files.items()
    ]
    tree = github.write("POST", "git/trees", {"base_tree": base, "tree": entries})
    made = github.write("POST", "git/commits", {"message": message, "tree": tree["sha"], "parents": [parent]})
    return str(made["sha"])


def move(github: GitHub, branch: str, to: str) -> None:
    """Put a branch of the program's own where this commit is, whatever stood there."""
    if github.get(f"git/ref/heads/{branch}") is None:
        github.write("POST", "git/refs", {"ref": f"refs/heads/{branch}", "sha": to})
    else:
        github.write("PATCH", f"git/refs/heads/{branch}", {"sha": to, "force": True})


def advance(github: GitHub, branch: str, to: str) -> None:
    """Put a branch that others write, too, one commit further; CouldNotRun where somebody was quicker."""
    github.write("PATCH", f"git/refs/heads/{branch}", {"sha": to, "force": False})


def message(title: str, about: str, people: Iterable[tuple[str, str]]) -> str:
    """A commit's words; its last lines name each of the `people` (number and login, or role) as a co-author."""
    authors = (f"Co-authored-by: {name} <{number}+{name}@users.noreply.github.com>" for number, name in people)
    return "\n".join([title, "", about, "", *authors])


def _blob(github: GitHub, content: bytes) -> str:
    made = github.write("POST", "git/blobs", {"content": base64.b64encode(content).decode(), "encoding": "base64"})
    return str(made["sha"])
