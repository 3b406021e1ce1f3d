"""Did two people sign for it? Statements and their signatures in approvals/, proven offline with ssh-keygen."""

import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from plugins.approval.ssh import verified
from plugins.approval.statement import MOST_BYTES, Part, Statement, decode, differs
from plugins.approval.subject import Answer, Subject, of_wording
from plugins.model.errors import CouldNotRun
from plugins.model.trust import Principal, Trust

FOLDER = "approvals"
MOST_FILES = 64
"""Statements about one version of one post."""
_NAME = re.compile(r"([a-z0-9-]+)\.([0-9a-f]{64})\.json")


def place(root: Path, subject: Subject, principal: str) -> Path:
    """Where a principal's statement stands; its signature stands beside it, ending in .sig."""
    return root / FOLDER / subject.id / f"{principal}.{subject.content}.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatures:
    """The backend `signature`: an author's and an approver's, over the same hash, of two people of the list."""

    root: Path
    site: str
    trust: Trust

    def __call__(self, subject: Subject, at: datetime) -> Answer:
        """Whose yes there is, for the keys' times at the moment `at`; the statements' own clocks count for nothing."""
        good, wrong = self._said(subject, at)
        answer = _answer(good, wrong, subject)
        return answer if answer.approver or not subject.wording else self._closure(subject, at) or answer

    def _closure(self, subject: Subject, at: datetime) -> Answer | None:
        """One approver is enough for the fixed words, whose open questions another one answered beforehand."""
        issuers = self._said(replace(subject, asks=()), at)[0][Part.APPROVE]
        others = self._said(of_wording(subject.wording), at)[0][Part.APPROVE]
        pairs = ((issuer, other) for issuer in issuers for other in others if other != issuer)
        return next(
            (Answer(approver=one, evidence=f"closure by {one}, its words by {two}") for one, two in pairs), None
        )

    def _said(self, subject: Subject, at: datetime) -> tuple[dict[Part, list[str]], list[str]]:
        """Whose good statements there are, by part; and what is wrong with the others."""
        good: dict[Part, list[str]] = {Part.SUBMIT: [], Part.APPROVE: []}
        wrong: list[str] = []
        for file, role in self._statements(subject):
            person = next((one for one in self.trust.everybody if one.role == role), None)
            said = self._signed(file, person, at)
            why = self._why_not(said, person, subject, at)
            if said and not why:
                good[said.part].append(role)
            else:
                wrong.append(f"{person.role}: {why}" if person else why)
        return good, wrong

    def _statements(self, subject: Subject) -> Iterator[tuple[Path, str]]:
        """The statements about this very hash, each with the role that claims to have made it."""
        folder = self.root / FOLDER / subject.id
        if any(path.is_symlink() for path in (folder, folder.parent)):
            raise CouldNotRun(f"{FOLDER}/{subject.id} is a link", fix="put a real folder in its place")
        named = [(file, _NAME.fullmatch(file.name)) for file in sorted(folder.glob("*.json"))]
        found = [(file, match[1]) for file, match in named if match and match[2] == subject.content]
        if len(found) > MOST_FILES:
            raise CouldNotRun(f"{FOLDER}/{subject.id} holds more than {MOST_FILES} files", fix="take out old ones")
        yield from found

    def _signed(self, file: Path, person: Principal | None, at: datetime) -> Statement | None:
        """The statement in a file; None where its signature is not this person's."""
        if person is None:
            return None
        revoked = [one.key for one in self.trust.everybody if one.revoked(at)]
        try:
            content, signature = _bytes(file), _bytes(file.with_suffix(".sig"))
            said = decode(content)
        except (OSError, ValueError, RecursionError):
            return None
        return said if verified(content, signature, person, at=at, revoked=revoked) else None

    def _why_not(self, said: Statement | None, person: Principal | None, subject: Subject, at: datetime) -> str:
        if person is None:
            return "somebody signed who is not on the list"
        if not person.counts(at):
            return "is not on the list at this time"
        if said is None:
            return "the signature does not fit the statement, or the key on the list"
        if said.part is Part.APPROVE and person not in self.trust.approvers:
            return "is no approver"
        return differs(said, subject, person.role, self.site)


def _answer(good: dict[Part, list[str]], wrong: list[str], subject: Subject) -> Answer:
    """A yes where an approver's statement and somebody else's submission are both good."""
    for approver in good[Part.APPROVE]:
        author = next((role for role in good[Part.SUBMIT] if role != approver), "")
        if author:
            return Answer(approver=approver, evidence=f"signatures: submit {author}, approve {approver}")
    missing = "no approver has signed" if good[Part.SUBMIT] else "nobody has submitted it"
    if good[Part.APPROVE]:
        missing = "nobody else has submitted it"
    return Answer(why="; ".join([f"{missing} ({subject.content[:8]})", *wrong]))


def _bytes(file: Path) -> bytes:
    """A small regular file; OSError for anything else."""
    facts = file.lstat()
    if not stat.S_ISREG(facts.st_mode) or facts.st_size > MOST_BYTES:
        raise OSError("no small regular file")
    return file.read_bytes()
