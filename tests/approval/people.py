"""People with real keys, what they say about a post, and the folder in which they say it."""

import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

from plugins.approval import ssh
from plugins.approval.signature import Signatures, place
from plugins.approval.statement import Accepted, Part, Statement, encode, statement
from plugins.approval.subject import Ask, Subject
from plugins.model.post import ContentHash
from plugins.model.trust import Principal, Trust
from tests import make

SITE = "https://www.thistledown-primary.example"
NOW = make.at("2026-11-23 10:00")
WALK = Subject(
    id="walk-3c4d",
    content=ContentHash("a" * 64),
    files=(("content/news/walk-3c4d.md", "b" * 64), ("content/photos/leaves.jpg", "c" * 64)),
    tweet="We walked to the river.",
)


def key(folder: Path, role: str) -> Path:
    """A private key of its own for each role, made once."""
    file = folder / role
    if not file.exists():
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(file)], check=True)
    return file


def person(folder: Path, role: str, **changes: Any) -> Principal:
    return Principal(role=role, key=ssh.public_half(key(folder, role)), **changes)


def say(root: Path, signer: Path, part: Part, role: str, about: Subject = WALK, **changes: Any) -> Statement:
    """Put a statement into approvals/, signed by `signer`; `changes` make it another than the subject deserves."""
    accepted = tuple(Accepted(ask=ask, reason="it is painted") for ask in about.asks) if part is Part.APPROVE else ()
    said = replace(statement(about, part, role, SITE, accepted), **changes)
    file = place(root, about, role)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(encode(said))
    file.with_suffix(".sig").write_bytes(ssh.sign(encode(said), signer))
    return said


def signatures(root: Path, *approvers: Principal, authors: tuple[Principal, ...] = ()) -> Signatures:
    return Signatures(root=root, site=SITE, trust=Trust(backend="signature", approvers=approvers, authors=authors))


ASKED = replace(WALK, asks=(Ask(rule="photo-face", target="c" * 64),))
