"""What did a teacher fill in? The form's answers by its questions, from the words of the issue that GitHub made."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

TITLE = "What is it called?"
SUMMARY = "What does the tweet say?"
TEXT = "The whole story"
CATEGORY = "What kind of news is it?"
AUDIENCE = "Who is it for?"
PHOTOS = "Photos"
ALT = "What is to be seen in each photo?"
PEOPLE = "Who is to be seen in the photos?"
PLACE = "An event: where?"
START = "An event: when does it begin?"
END = "An event: when does it end?"
EVENT = "An event: why do families want to hear of it?"
URGENT = "Urgent: why can it not wait?"
EXPIRES = "Urgent: until when is it news?"
LOOKED = "Before you send it"

QUESTIONS = (
    TITLE, SUMMARY, TEXT, CATEGORY, AUDIENCE, PHOTOS, ALT, PEOPLE, PLACE, START, END, EVENT, URGENT, EXPIRES, LOOKED,
)  # fmt: skip
"""In the form's order; .github/ISSUE_TEMPLATE/post.yml asks the same ones."""

_NEEDED = (TITLE, SUMMARY, TEXT, CATEGORY)
_NOTHING = "_No response_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """What is wrong with an answer, and what to do, in a teacher's words."""

    question: str
    note: str
    remedy: str


def is_post(body: str) -> bool:
    """Whether an issue was made by the form."""
    return f"### {TITLE}\n" in _lines(body)


def answers(body: str) -> tuple[Mapping[str, str], tuple[Complaint, ...]]:
    """Each question's answer, empty where there is none; and what keeps them from being understood.

    The questions stand in GitHub's words as headings. Where one of them stands twice nobody knows whose it is.
    """
    found = dict.fromkeys(QUESTIONS, "")
    complaints = []
    for question, words in _sections(_lines(body)):
        if words is None:
            remedy = f"take the line '### {question}' out of the answer"
            complaints.append(Complaint(question=question, note="an answer repeats this question", remedy=remedy))
        elif words != _NOTHING:
            found[question] = words
    complaints += [
        Complaint(question=question, note="there is no answer", remedy="write one")
        for question in _NEEDED
        if not found[question]
    ]
    return MappingProxyType(found), tuple(complaints)


def _lines(body: str) -> str:
    return body.replace("\r\n", "\n") + "\n"


_HEADING = re.compile(rf"^### ({'|'.join(map(re.escape, QUESTIONS))})[ \t]*$", re.MULTILINE)


def _sections(body: str) -> Iterator[tuple[str, str | None]]:
    """Each question with the words below it; None for one that was asked before."""
    heads = list(_HEADING.finditer(body))
    asked: set[str] = set()
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        words = body[head.end() : following.start() if following else len(body)].strip()
        yield head[1], None if head[1] in asked else words
        asked.add(head[1])
