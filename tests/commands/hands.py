"""People with keys of their own, who write, submit and approve in a school's clone."""

import contextlib
import subprocess
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner, Result

from publish import main
from tests.commands.workspace import git

NONE = 'backend = "none" # allowed for the rehearsal account only'


@dataclass(frozen=True)
class Hand:
    """Somebody with a key; `role` as school.toml lists it."""

    role: str
    key: Path

    @property
    def public(self) -> str:
        return " ".join(self.key.with_name(f"{self.key.name}.pub").read_text(encoding="ascii").split()[:2])

    def sign(self, root: Path, part: str, post: str, *options: str, answer: str = "y\n") -> Result:
        """Run submit or approve in a clone as this person, answering its question."""
        with contextlib.chdir(root):
            words = [part, post, "--key", str(self.key), *options]
            return CliRunner().invoke(main, words, input=answer, env={"SCHOOLGATE_ROLL_FILE": None})


def hand(folder: Path, role: str) -> Hand:
    key = folder / f"key-of-{role}"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(key)], check=True)
    return Hand(role=role, key=key)


def listed(*approvers: Hand, authors: tuple[Hand, ...] = (), more: str = "") -> str:
    """[approval] of school.toml with these people; `more` are lines for the first approver."""
    lines = ['backend = "signature"']
    for kind, people in (("approvers", approvers), ("authors", authors)):
        for one in people:
            lines += [f"[[approval.{kind}]]", f'role = "{one.role}"', f'key = "{one.public}"']
            lines += [more] if more and one is approvers[0] else []
    return "\n".join(lines)


def clone(origin: Path, folder: Path) -> Path:
    git(folder.parent, "clone", "--quiet", str(origin), str(folder))
    return folder
