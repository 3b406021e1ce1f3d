"""Does the date lie in the hours when the account speaks? Or is it an event, or urgent.

The school says:

> The school Twitter account will only tweet between the hours of 8am and 6pm between Monday and Friday. The only
> time tweets are sent outside of this time are for school events (e.g. sports fixtures, residential trips) or to
> share urgent school news (e.g. school will be closed tomorrow).

Why: staff are not on call, and a post that arrives at night invites an answer at night.

Eight o'clock and six o'clock sharp are inside; a bank holiday is a weekday like any other. Dates are local time. A
page has no hours. Whether an `event` or `urgent` is a genuine one is not this rule's question. Sending keeps the
hours once more by its own clock, so that a post approved at night waits for the morning.

Passes, eight o'clock sharp::

    date: 2026-11-23T08:00

Passes, six o'clock sharp::

    date: 2026-11-23T18:00

Passes, a fixture on a Saturday::

    date: 2026-11-28T12:30
    summary: Third place for our netball team at this morning's tournament!
    event:
      reason: sports fixture
      start: 2026-11-28T10:00
      end: 2026-11-28T12:00
      place: at our school

Passes, urgent news in the evening::

    date: 2026-11-23T20:15
    title: School closed tomorrow
    summary: The boiler has failed, so school will be closed to all pupils tomorrow.
    urgent:
      reason: the boiler has failed and school is closed
      expires: 2026-11-24T18:00

Refused, a minute past six::

    date: 2026-11-23T18:01

Refused, a Sunday::

    date: 2026-11-29T12:00

What to do: give the date that the message names; the post then goes out by itself. For a fixture, a residential or
urgent news, say which with `event` or `urgent` and the reason.
"""

from collections.abc import Iterator

from plugins.model.case import Case
from plugins.model.finding import Finding, Severity
from plugins.model.hours import is_open, next_open
from plugins.model.post import Kind
from plugins.model.school import Hours, School
from plugins.model.words import day_and_clock
from plugins.policy.rule import Rule

_WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def judge(case: Case, school: School) -> Iterator[Finding]:
    """The date of a post, against the window of school.toml."""
    post = case.post
    if post is None or post.kind is Kind.PAGE or post.event or post.urgent:
        return
    if is_open(post.published, school.hours):
        return
    opening = next_open(post.published, school.hours)
    yield RULE.block(
        case.place("date"),
        f"The date, {day_and_clock(post.published.astimezone(school.hours.timezone))}, lies outside the hours in which "
        f"the account speaks ({_window(school.hours)}).",
        f"Give it the next open time, {day_and_clock(opening)}: date: {opening:%Y-%m-%dT%H:%M}. "
        "Only a fixture, a residential or urgent school news may go at another time: "
        "say which with event: or urgent:, and the reason.",
        target="date",
    )


def _window(hours: Hours) -> str:
    days = ", ".join(_WEEK[day] for day in hours.days)
    return f"{hours.opens:%H:%M} to {hours.closes:%H:%M} on {days}"


RULE = Rule(
    id="hours",
    clause="R4",
    title="Only in the school's hours",
    strongest=Severity.BLOCK,
    judge=judge,
    page=__doc__ or "",
)
