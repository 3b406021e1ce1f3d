"""Who follows the account that nobody has looked at? Read newest first, stopped where everybody is known (R3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from plugins.account.duty import Duty, Light, light
from plugins.account.lists import pages
from plugins.account.reviewed import Review, Reviewed
from plugins.model.errors import Refused
from plugins.model.people import Circle, Person, Relation
from plugins.model.school import School
from plugins.model.words import count, day

_PAGE, _WHOLE_PAGE = 50, 1_000
_SURE = 20
"""So many known people in a row, at the end of a page, and the rest of the list is known, too."""

_CHEAP = 1_000
"""A first reading of more people than this costs over a dollar, so somebody has to say that it may."""

_LOOKED_UP = 100
_BLOCK_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reading found: `new` people, how many were `read` and so paid for, `whole` where to the list's end."""

    new: int
    read: int
    calls: int
    whole: bool


def read(circle: Circle, reviewed: Reviewed, now: datetime, *, everything: bool) -> Reading:
    """Let everybody who is new wait for a decision; each page is remembered as it comes.

    Refused where a first reading would cost much and nobody said `everything`; AccountUnreachable where the list
    leads in a circle or does not end.
    """
    whole = everything or not reviewed.review().whole
    if whole and not everything:
        _demand_cheap(circle.own())
    new = calls = 0
    here, ended = set[str](), False
    for page in pages(circle, Relation.FOLLOWERS, size=_WHOLE_PAGE if whole else _PAGE):
        ids = [person.id for person in page.people]
        known = reviewed.known(page.people)
        fresh = [person for person in page.people if person.id not in known]
        reviewed.meet(fresh, now)
        here.update(ids)
        calls, new, ended = calls + 1, new + len(fresh), not page.next
        if not whole and len(ids) >= _SURE and known.issuperset(ids[-_SURE:]):
            break
    if ended:
        reviewed.left(frozenset(here))
    reviewed.read(now, len(here), whole=ended)
    return Reading(new=new, read=len(here), calls=calls, whole=ended)


def verify(circle: Circle, reviewed: Reviewed, now: datetime) -> int:
    """Look whether what was to be blocked is: on the account's own list, or gone from X; how many people were read."""
    wanted = {block.id for block in reviewed.review().blocks}
    read, found = 0, set[str]()
    for page in pages(circle, Relation.BLOCKING, size=_PAGE) if wanted else ():
        read += len(page.people)
        found |= wanted & {person.id for person in page.people}
        if found == wanted:
            break
    left = sorted(wanted - found)
    for start in range(0, len(left), _LOOKED_UP):
        asked = left[start : start + _LOOKED_UP]
        there = {person.id for person in circle.lookup(asked)}
        found |= set(asked) - there
        read += len(there)
    reviewed.verify(found, now)
    return read


def duties(review: Review, school: School, today: date) -> Iterator[Duty]:
    """R3: whether the followers were looked at, and whether every block is made."""
    every = timedelta(days=school.account.review_days)
    due = school.day(review.read) + every if review.read else today
    late = due <= today
    lit = light(due, today, grace=every) if late else Light.GREEN
    waits = f"{count(review.waiting, 'follower')} to look at"
    yield Duty(
        clause="R3",
        name="followers",
        light=Light.AMBER if lit is Light.GREEN and review.waiting else lit,
        says=f"read {day(school.day(review.read))}; {waits}" if review.read else "never looked at",
        fix="publish.py account followers --page" if review.waiting or late else "",
        due=due,
    )
    if review.blocks:
        first = school.day(review.blocks[0].decided)
        unseen = today > first + timedelta(days=_BLOCK_DAYS)
        yield Duty(
            clause="R3",
            name="blocks",
            light=Light.RED if unseen else Light.AMBER,
            says=f"{count(len(review.blocks), 'block')} not seen on the account yet; decided since {day(first)}",
            fix="publish.py account followers --page lists the links; block there, then read again",
            due=first + timedelta(days=_BLOCK_DAYS),
        )


def _demand_cheap(own: Person) -> None:
    if own.followers > _CHEAP:
        raise Refused(
            f"{own.followers:,} followers were never read to the end; that costs about ${own.followers / 1000:.2f}",
            fix="if that is right: publish.py account followers --all",
        )
