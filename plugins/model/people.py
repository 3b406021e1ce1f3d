"""Who is around the account? The port behind which its followers, those it follows and those it blocks are read."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Relation(StrEnum):
    """One of the account's own lists, newest first."""

    FOLLOWERS = "followers"
    FOLLOWING = "following"
    BLOCKING = "blocking"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What an account shows of itself to everybody; `links` are the addresses that its short links lead to.

    `followers` and `following` are counts. Nothing here is looked for elsewhere: who a person is stays unknown.
    """

    id: str
    handle: str
    name: str
    bio: str = ""
    links: tuple[str, ...] = ()
    has_picture: bool = True
    protected: bool = False
    followers: int = 0
    following: int = 0


def address(number: str) -> str:
    """Where the account with this number is on X, whatever its handle is today."""
    return f"https://x.com/i/user/{number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of a list; `next` is the token of the next one, empty at the end."""

    people: tuple[Person, ...]
    next: str = ""


class Circle(Protocol):
    """The account's lists. Every method may be repeated, costs money by the person read, and only reads.

    All raise `AccountWrong` (401, 402, 403) and `AccountUnreachable` (anything that may be tried again later).
    """

    def own(self) -> Person:
        """What the account shows of itself."""

    def page(self, relation: Relation, *, size: int, token: str = "") -> Page:
        """At most `size` (1 to 1,000) people of a list, from where `token` points, else from the newest."""

    def lookup(self, ids: Sequence[str]) -> tuple[Person, ...]:
        """Those of at most 100 accounts that there are: one that is suspended, or gone, is left out."""
