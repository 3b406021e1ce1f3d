from collections.abc import Sequence

import pytest

from plugins.account.lists import pages
from plugins.model.errors import AccountUnreachable
from plugins.model.people import Page, Person, Relation


class Endless:
    """A list that always has one more page."""

    def own(self) -> Person:
        return Person(id="1", handle="own", name="Own")

    def page(self, relation: Relation, *, size: int, token: str = "") -> Page:
        number = int(token or "0") + 1
        return Page(people=(Person(id=str(number), handle=relation, name=str(size)),), next=str(number))

    def lookup(self, ids: Sequence[str]) -> tuple[Person, ...]:
        return tuple(Person(id=one, handle="x", name="X") for one in ids)


def test_a_list_without_an_end_is_given_up() -> None:
    with pytest.raises(AccountUnreachable, match="leads in a circle"):
        list(pages(Endless(), Relation.FOLLOWERS, size=1))
