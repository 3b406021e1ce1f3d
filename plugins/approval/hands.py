"""Who had a hand in a pull request? Everybody who wrote, committed or pushed; whoever cannot be known is told.

A program on the list of authors, such as the one behind the form, speaks for the people whom each of its commits names
as co-authors; any other program leaves open for whom it wrote.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plugins.approval.api import GitHub

WEB_FLOW = "19864447"
"""GitHub itself, as the committer of what a person changed on its website; that person is the author."""
MOST_COMMITS = 250
"""GitHub lists no more."""

_CO_AUTHOR = re.compile(r"^co-authored-by:[^<\n]*<([^>\n]*)>", re.MULTILINE | re.IGNORECASE)
_NO_REPLY = re.compile(r"(\d{1,19})\+[^@]*@users\.noreply\.github\.com", re.IGNORECASE)


class _Unknown(Exception):
    """Somebody had a hand in it whom GitHub does not know."""


def hands(
    github: GitHub, number: int, pull: Mapping[str, Any], programs: frozenset[str] = frozenset()
) -> tuple[frozenset[str], str]:
    """The numbers of all who had a hand in it, `programs` on the list included; and, if that cannot be known, why."""
    commits = github.all(f"pulls/{number}/commits")
    shas = [str(one["sha"]) for one in commits]
    if len(shas) != pull["commits"] or len(shas) > MOST_COMMITS or pull["head"]["sha"] not in shas:
        return frozenset(), "GitHub does not list all of its commits"
    try:
        writers = {_hand(pull["user"], programs), *(who for one in commits for who in _writers(one, programs))}
        return frozenset({*writers, *_pushers(github, pull, shas, programs)}), ""
    except _Unknown as unknown:
        return frozenset(), str(unknown)


def _hand(user: Any, programs: frozenset[str]) -> str:  # noqa: ANN401 - whatever JSON holds
    if not user:
        raise _Unknown("somebody had a hand in it whom GitHub does not know")
    if user["type"] != "User" and str(user["id"]) not in programs:
        raise _Unknown("a program had a hand in it, and nobody knows for whom")
    return str(user["id"])


def _writers(commit: Mapping[str, Any], programs: frozenset[str]) -> Iterator[str]:
    """Author, committer and co-authors; an address of a co-author must hold the number."""
    yield _hand(commit["author"], programs)
    if str((commit["committer"] or {}).get("id")) != WEB_FLOW:
        yield _hand(commit["committer"], programs)
    people = list(_co_authors(commit))
    if commit["author"]["type"] != "User" and not people:
        raise _Unknown("a program wrote it and does not tell for whom")
    yield from people


def _co_authors(commit: Mapping[str, Any]) -> Iterator[str]:
    for address in _CO_AUTHOR.findall(commit["commit"]["message"]):
        known = _NO_REPLY.fullmatch(address.strip())
        if known is None:
            raise _Unknown("a co-author is named by an address that tells no number")
        yield known[1]


def spoken_for(commit: Mapping[str, Any], programs: frozenset[str]) -> str:
    """For whom one of the `programs` wrote a commit that GitHub signed for it; empty where that is not one person.

    A signature is the committer's, and who is named as author is free text: so both must be the program, or the
    committer GitHub itself, in whose name nobody else can sign.
    """
    author, committer = (str((commit[who] or {}).get("id")) for who in ("author", "committer"))
    ours = author in programs and commit["author"]["type"] != "User" and committer in {author, WEB_FLOW}
    if not ours or commit["commit"]["verification"]["verified"] is not True:
        return ""
    try:
        people = set(_co_authors(commit))
    except _Unknown:
        return ""
    return people.pop() if len(people) == 1 else ""


def _pushers(github: GitHub, pull: Mapping[str, Any], shas: Sequence[str], programs: frozenset[str]) -> Iterator[str]:
    """Whoever moved the branch to one of its commits: a commit's author is what its pusher wrote there."""
    repository = pull["head"]["repo"]
    if not repository or repository["id"] != pull["base"]["repo"]["id"]:
        raise _Unknown("it came from another repository, where nobody knows who pushed it")
    moves = github.all("activity", ref=f"refs/heads/{pull['head']['ref']}")
    if pull["head"]["sha"] not in {one["after"] for one in moves}:
        raise _Unknown("GitHub does not tell who pushed it")
    yield from (_hand(one["actor"], programs) for one in moves if one["after"] in shas)
