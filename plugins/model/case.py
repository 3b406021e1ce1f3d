"""What does a judge look at, and what came of it? One public file, measured, then judged."""

from dataclasses import dataclass

from plugins.model.finding import Detection, Finding, Place, Severity
from plugins.model.post import Post
from plugins.model.tweet import Tweet


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One file, measured.

    `path` is relative to the repository; `post` is None where the file could not be read (`detections` say why);
    `tweet` is None for a page.
    """

    path: str
    post: Post | None
    tweet: Tweet | None
    detections: tuple[Detection, ...] = ()

    def place(self, field: str) -> Place:
        """Where a field of the post stands, for a finding."""
        return Place(path=self.path, line=self.post.line_of(field) if self.post else 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One file, judged: `digest` is SHA-256 of the bytes that were read."""

    case: Case
    digest: str
    findings: tuple[Finding, ...]

    @property
    def post(self) -> Post | None:
        """The post, unless the file could not be read."""
        return self.case.post

    @property
    def blocked(self) -> bool:
        """Whether the policy forbids it."""
        return any(finding.severity is Severity.BLOCK for finding in self.findings)

    @property
    def asks(self) -> tuple[Finding, ...]:
        """What an approver must accept before it goes."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ASK)
