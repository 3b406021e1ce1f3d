"""What does a rule's page promise? Its examples, read so that tests can keep them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import dedent

from plugins.model.finding import Severity

_HEAD = re.compile(r"^(Passes|Asks|Refused), (.+)::\n\n((?:    .*\n|\n)+)", re.MULTILINE)
_SEVERITY = {"Passes": None, "Asks": Severity.ASK, "Refused": Severity.BLOCK}
_BODY = re.compile(r"^---\n", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One example: lines of front matter that replace a harmless post's, and perhaps a body, after ---.

    `severity` is the least that the rule must answer, None where it must find nothing.
    """

    verdict: str
    about: str
    front: str
    body: str
    severity: Severity | None


def examples(page: str) -> Iterator[Example]:
    """The examples of a rule's page, in order."""
    for verdict, about, block in _HEAD.findall(page):
        front, *body = _BODY.split(dedent(block).strip("\n") + "\n", maxsplit=1)
        yield Example(verdict=verdict, about=about, front=front, body="".join(body), severity=_SEVERITY[verdict])


def as_markdown(page: str) -> str:
    """The page with its examples as headed code blocks."""
    return _HEAD.sub(lambda found: _fenced(*found.groups()), page)


def _fenced(verdict: str, about: str, block: str) -> str:
    lines = dedent(block).strip()
    kind = "markdown" if lines.startswith("---") else "yaml"
    return f"**{verdict}**, {about}:\n\n```{kind}\n{lines}\n```\n\n"
