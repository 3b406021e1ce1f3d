"""Did somebody of the list approve the pull requests that brought it, and exactly this? GitHub's reviews tell."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from plugins.approval.api import GitHub
from plugins.approval.hands import hands, spoken_for
from plugins.approval.subject import Answer, Subject, of_wording
from plugins.model.errors import ApprovalUnreachable, CouldNotRun
from plugins.model.trust import Principal, Trust
from plugins.repo.git import Git

_ACCEPT = re.compile(r"^[ \t>*-]*accept[ \t]+([a-z-]+)[ \t]*:[ \t]*\S", re.MULTILINE | re.IGNORECASE)
_DECIDED = frozenset({"APPROVED", "CHANGES_REQUESTED", "DISMISSED"})


class _No(Exception):
    """There is no yes; the words tell why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Yes:
    """An approved pull request: by which roles, where that can be found, and the rules that its reviews accept."""

    roles: tuple[str, ...]
    evidence: str
    accepted: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviews:
    """The backend `github`.

    Each file of a post must have come by a merged pull request whose head, as it was reviewed, holds exactly the blob
    that would be published; how it was merged does not matter. People are numbers, never logins. What GitHub leaves
    open (an unknown author, a bot) is no yes.
    """

    github: GitHub
    git: Git
    root: Path
    trust: Trust

    def __call__(self, subject: Subject, at: datetime) -> Answer:
        """Whose review it is. ApprovalUnreachable where GitHub does not answer, or answers in another form."""
        if self.git.is_shallow():
            raise CouldNotRun(
                "this clone lacks its history, which tells what each pull request brought",
                fix="git fetch --unshallow; in a workflow, fetch-depth: 0",
            )
        try:
            return self._closure(subject, at) if subject.wording else self._reviewed(subject, at)
        except _No as no:
            return Answer(why=str(no))
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            raise ApprovalUnreachable(
                "GitHub answers in a form that this version does not know", fix="update Schoolgate, or try again later"
            ) from error

    def _reviewed(self, subject: Subject, at: datetime) -> Answer:
        """Whose reviews brought every file of it."""
        parts = [self._approved(commit, blobs, at) for commit, blobs in self._parts(subject).items()]
        left = {ask.rule for ask in subject.asks}.difference(*(part.accepted for part in parts))
        if left:
            return Answer(why=f"no approver wrote 'accept {min(left)}: and the reason' into the review")
        return Answer(approver=parts[0].roles[0], evidence="; ".join(dict.fromkeys(part.evidence for part in parts)))

    def _closure(self, subject: Subject, at: datetime) -> Answer:
        """One approver is enough for the fixed words, which another one approved with all that is open in them.

        A listed program put it there for that approver; a pull request may bring it as well, like any other post.
        """
        (commit,) = self._parts(subject)
        told = self.github.get(f"commits/{commit}")
        number = spoken_for(told, self._programs(at)) if told else ""
        issuer = next((one for one in self.trust.approvers if one.id == number and one.counts(at)), None)
        if issuer is None:
            return self._reviewed(subject, at)
        ((brought, blobs),) = self._parts(of_wording(subject.wording)).items()
        words = self._approved(brought, blobs, at)
        other = next((role for role in words.roles if role != issuer.role), "")
        if not other:
            raise _No("nobody else approved the words of closures")
        return Answer(approver=issuer.role, evidence=f"closure by {issuer.role}, its words by {other}")

    def _programs(self, at: datetime) -> frozenset[str]:
        """Authors on the list by their numbers; whether one of them is a program, GitHub tells."""
        return frozenset(one.id for one in self.trust.authors if one.counts(at))

    def _parts(self, subject: Subject) -> Mapping[str, Mapping[str, str]]:
        """Each file's blob, below the commit that brought it as it stands; the source's commit first."""
        found: dict[str, dict[str, str]] = {}
        for path, digest in subject.files:
            content = (self.root / path).read_bytes()
            commit = self.git.last_change(path)
            blob = self.git.hash_object(content)
            if hashlib.sha256(content).hexdigest() != digest or not commit or self.git.blob(commit, path) != blob:
                raise _No("it is not committed as it stands")
            found.setdefault(commit, {})[path] = blob
        return found

    def _approved(self, commit: str, blobs: Mapping[str, str], at: datetime) -> _Yes:
        """The yes to what one commit brought."""
        whys = []
        for number in (int(one["number"]) for one in self.github.all(f"commits/{commit}/pulls")):
            try:
                return self._pull(number, blobs, at)
            except _No as no:
                whys.append(f"pull request {number}: {no}")
        raise _No("; ".join(whys) or "no pull request brought it")

    def _pull(self, number: int, blobs: Mapping[str, str], at: datetime) -> _Yes:
        pull = self.github.get(f"pulls/{number}")
        head = str(pull["head"]["sha"])
        if not pull["merged_at"] or pull["base"]["ref"] != pull["base"]["repo"]["default_branch"]:
            raise _No("it was not merged into the default branch")
        if any(self._blob(path, head) != blob for path, blob in blobs.items()):
            raise _No("what was reviewed is not what stands here")
        writers, unknown = hands(self.github, number, pull, self._programs(at))
        if unknown:
            raise _No(unknown)
        people = {one.id: one for one in self.trust.approvers}
        decided = [
            (people[who], one) for who, one in _latest(self.github.all(f"pulls/{number}/reviews")) if who in people
        ]
        if any(review["state"] == "CHANGES_REQUESTED" for _, review in decided):
            raise _No("an approver asks for changes")
        whys = [(person, review, _why_not(person, review, head, writers, at)) for person, review in decided]
        good = [(person, review) for person, review, why in whys if not why]
        if not good:
            raise _No("; ".join(f"{person.role} {why}" for person, _, why in whys) or "nobody on the list approved it")
        _, review = good[0]
        return _Yes(
            roles=tuple(person.role for person, _ in good),
            evidence=f"pull request {number}, review {int(review['id'])} at {head[:12]}",
            accepted=frozenset(rule.lower() for _, one in good for rule in _ACCEPT.findall(one["body"] or "")),
        )

    def _blob(self, path: str, head: str) -> str:
        found = self.github.get(f"contents/{quote(path)}", ref=head)
        return str(found["sha"]) if isinstance(found, dict) and found["type"] == "file" else ""


def _latest(reviews: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    """Each reviewer's last decision, by number; comments decide nothing, and a dismissed yes is none."""
    decided = [one for one in reviews if one["state"] in _DECIDED and one["user"]]
    ordered = sorted(decided, key=lambda one: (one["submitted_at"], one["id"]))
    yield from {str(one["user"]["id"]): one for one in ordered}.items()


def _why_not(person: Principal, review: Mapping[str, Any], head: str, writers: frozenset[str], at: datetime) -> str:
    """Why an approver's last decision is no yes; empty where it is one."""
    if not person.counts(at):
        return "is not on the list at this time"
    if review["user"]["type"] != "User":
        return "is no person"
    if review["state"] != "APPROVED":
        return "took the approval back"
    if review["commit_id"] != head:
        return "approved an earlier version"
    return "had a hand in it" if person.id in writers else ""
