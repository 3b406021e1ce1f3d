"""How is a whole list of people read? Page by page, with an end: a list that leads in a circle is no list."""

from collections.abc import Iterator

from plugins.model.errors import AccountUnreachable
from plugins.model.people import Circle, Page, Relation

_MOST_PAGES = 1_000


def pages(circle: Circle, relation: Relation, *, size: int) -> Iterator[Page]:
    """The pages of a list, newest people first; AccountUnreachable where they come round again or do not end."""
    token, seen = "", set[str]()
    for _ in range(_MOST_PAGES):
        page = circle.page(relation, size=size, token=token)
        ids = {person.id for person in page.people}
        if (ids and ids <= seen) or (page.next and page.next == token):
            break
        yield page
        if not page.next:
            return
        seen |= ids
        token = page.next
    raise AccountUnreachable(f"X's list of {relation} leads in a circle", fix="try again later")
