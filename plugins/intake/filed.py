"""Who sent what? The issue as it stands, everybody who wrote or edited it, and where its pictures can be fetched."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from html.parser import HTMLParser
from typing import Any

from plugins.approval.api import GitHub
from plugins.model.errors import ApprovalUnreachable, Refused

_EDITS = """
query($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) {
    issue(number: $number) {
      userContentEdits(first: 100) {
        totalCount
        nodes { editor { __typename login ... on User { databaseId } } }
      }
    }
  }
}
"""
_AGAIN = "file it anew; only somebody whom GitHub knows can be kept from approving their own words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody on GitHub: the number stays, the login may change."""

    id: str
    login: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """An issue: its words, the moment it was filed, everybody who had a hand in it, and its pictures' addresses."""

    number: int
    body: str
    at: datetime
    people: tuple[Person, ...]
    pictures: tuple[str, ...]
    open: bool


def filed(github: GitHub, number: int) -> Filed:
    """Issue `number`. Refused where somebody had a hand in it whom GitHub does not know, or a program.

    Its words are read first and its editors afterwards: whoever edited what was read is among them.
    """
    issue = github.get(f"issues/{number}", accept="application/vnd.github.full+json")
    if not issue or issue.get("pull_request"):
        raise Refused("there is no issue of that number", fix="name the number of an issue that the form made")
    try:
        people = [_person(issue["user"], "type", "id"), *_editors(github, number)]
        return Filed(
            number=number,
            body=issue["body"] or "",
            at=datetime.fromisoformat(issue["created_at"]),
            people=tuple(dict.fromkeys(people)),
            pictures=tuple(_Pictures.of(issue["body_html"] or "")),
            open=issue["state"] == "open",
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ApprovalUnreachable(
            "GitHub answers in a form that this version does not know", fix="update Schoolgate, or try again later"
        ) from error


def _editors(github: GitHub, number: int) -> Iterator[Person]:
    owner, _, name = github.repository.partition("/")
    found = github.query(_EDITS, owner=owner, name=name, number=number)
    edits = found["repository"]["issue"]["userContentEdits"]
    if len(edits["nodes"]) != edits["totalCount"]:
        raise Refused("it was edited more often than GitHub tells at once", fix=_AGAIN)
    yield from (_person(one["editor"], "__typename", "databaseId") for one in edits["nodes"])


def _person(user: Mapping[str, Any] | None, kind: str, number: str) -> Person:
    if not user or user[kind] != "User":
        raise Refused("somebody wrote or edited it whom GitHub does not know, or a program did", fix=_AGAIN)
    if not re.fullmatch(r"[A-Za-z0-9-]{1,40}", user["login"]):
        raise ValueError("no login of a person")
    return Person(id=str(int(user[number])), login=user["login"])


class _Pictures(HTMLParser):
    """The addresses of all pictures in the words as GitHub shows them: signed there, for some minutes."""

    def __init__(self) -> None:
        super().__init__()
        self._found: list[str] = []

    @classmethod
    def of(cls, html: str) -> list[str]:
        parser = cls()
        parser.feed(html)
        parser.close()
        return parser._found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._found += [value for name, value in attrs if (tag, name) == ("img", "src") and value]
