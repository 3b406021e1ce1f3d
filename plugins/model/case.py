"""What does a judge look at? Everything that is known about one public file, measured beforehand."""

from dataclasses import dataclass

from plugins.model.finding import Detection, Place
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
