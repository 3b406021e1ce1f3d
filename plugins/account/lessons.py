"""What does a class judge in its e-safety lesson? Posts that somebody wrote, on paper, with room for answers (R13)."""

from collections.abc import Iterator, Sequence
from datetime import date

from plugins.model.post import Post
from plugins.model.school import School
from plugins.paper.document import Block, Document, Heading, Paragraph, Rows

_ASKED = ("May it be published?", "Which words have to go?", "Whom does that protect?")
_ROOM = ("yes  /  no", "", "\n\n\n")
"""Three lines to write on."""


def worksheet(posts: Sequence[Post], school: School, today: date) -> Document:
    """The posts in their order, without any answer."""
    return Document(
        title="May our school say this?",
        sender=f"{school.name}, e-safety lesson",
        day=today,
        lang="en-GB",
        blocks=(
            Paragraph(
                text="Somebody wrote these posts for our school's website and Twitter account. Everybody can see what"
                " we publish, and for a long time. Read each post and decide together. Then ask the program that"
                " checks our news. Does it agree? Everybody in the posts is invented."
            ),
            *(block for number, post in enumerate(posts, start=1) for block in _exercise(number, post)),
        ),
    )


def _exercise(number: int, post: Post) -> Iterator[Block]:
    yield Heading(text=f"Post {number}: {post.title}")
    yield Paragraph(text=post.summary)
    yield Paragraph(text=post.text)
    yield Rows(head=_ASKED, rows=(_ROOM,))
