"""What is a rule? One clause of the policy, a pure judgement, and the page that explains it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from plugins.model.case import Case
from plugins.model.finding import Finding, Place, Severity
from plugins.model.post import Post
from plugins.model.school import School


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: `judge` yields its findings, `strongest` is the worst of them, `page` the text of its own file.

    `clause` is R1 to R14 of the school's policy, or + for what law and kindness add to it.
    """

    id: str
    clause: str
    title: str
    strongest: Severity
    judge: Callable[[Case, School], Iterator[Finding]]
    page: str

    def block(self, place: Place, message: str, remedy: str, target: str = "") -> Finding:
        """Never published as it stands."""
        return self._finding(Severity.BLOCK, place, (message, remedy), target)

    def ask(self, place: Place, message: str, remedy: str, target: str = "") -> Finding:
        """Waits for an approver's yes."""
        return self._finding(Severity.ASK, place, (message, remedy), target)

    def note(self, place: Place, message: str, remedy: str, target: str = "") -> Finding:
        """Is told, and stops nothing."""
        return self._finding(Severity.NOTE, place, (message, remedy), target)

    def _finding(self, severity: Severity, place: Place, words: tuple[str, str], target: str) -> Finding:
        message, remedy = words
        return Finding(
            rule=self.id,
            clause=self.clause,
            severity=severity,
            place=place,
            message=message,
            remedy=remedy,
            target=target,
        )


def spoken(post: Post) -> str:
    """The field whose words are said on the account."""
    return "tweet" if post.tweet else "summary"
