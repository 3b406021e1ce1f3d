"""Is it really an event, is it really urgent? The two exceptions are for what they name, not for a late evening.

The school says:

> The only time tweets are sent outside of this time are for school events (e.g. sports fixtures, residential trips)
> or to share urgent school news (e.g. school will be closed tomorrow).

Why: an exception that is used for anything is no rule; parents who are woken for a lost lunchbox stop reading.

A fixture, a residential, a trip, a concert, a fair, a meeting for families: events. That the school closes, opens
late, loses its power or its water, that a club is off today, that there is danger: urgent. A reminder, a thank you,
an order form, lost property, classwork, a quotation and a look back are neither, whatever they call themselves.
`event` is looked at where the date lies outside the hours; `urgent` always, since it goes before everything else.

Passes, a fixture on a Saturday::

    date: 2026-11-28T12:30
    summary: Third place for our netball team at this morning's tournament!
    event:
      reason: netball tournament
      start: 2026-11-28T10:00
      end: 2026-11-28T12:00
      place: sports centre

Passes, a closure::

    date: 2026-11-23T20:15
    title: School closed tomorrow
    summary: The boiler has failed, so school will be closed to all pupils tomorrow.
    urgent:
      reason: families must know before they set out
      expires: 2026-11-24T18:00

Refused, a reminder in urgent clothes::

    date: 2026-11-22T19:00
    title: Library books
    summary: Please return library books by the end of the week.
    urgent:
      reason: so that everyone reads it
      expires: 2026-11-24T18:00
    ---
    A book bag by the door is a good reminder.

Refused, classwork on a Sunday::

    date: 2026-11-22T10:20
    title: Weekend gallery
    summary: Paper boats and paper birds by Year 4. Enjoy the colours!
    event:
      reason: gallery
      start: 2026-11-22T10:00
      end: 2026-11-22T12:00
      place: online
    ---
    They took scissors, glue and a steady hand.

What to do: take `event` or `urgent` out and give the post the next open time; it goes out by itself.
"""

from collections.abc import Iterator
from dataclasses import replace

from plugins.model.case import Case
from plugins.model.finding import EXEMPTION_MISUSE, Finding, Severity
from plugins.model.hours import is_open, next_open
from plugins.model.post import Post
from plugins.model.school import School
from plugins.model.words import day_and_clock
from plugins.policy.rule import Rule
from plugins.policy.thresholds import THRESHOLDS


def judge(case: Case, school: School) -> Iterator[Finding]:
    """Every claim that the words do not bear out."""
    for seen in case.detections:
        severity = THRESHOLDS[EXEMPTION_MISUSE].severity(seen.confidence) if seen.kind == EXEMPTION_MISUSE else None
        if severity is None or case.post is None or not _matters(seen.target, case.post, school):
            continue
        what = "urgent school news" if seen.target == "urgent" else "a school event"
        opening = next_open(case.post.published, school.hours)
        remedy = f"Take {seen.target}: out and give the next open time: date: {opening:%Y-%m-%dT%H:%M}"
        if severity is Severity.BLOCK:
            message = f"The words are not those of {what}, which alone may go outside the hours or before other news."
            yield replace(
                RULE.block(seen.place, message, f"{remedy} ({day_and_clock(opening)}).", seen.target), liftable=True
            )
        else:
            message = f"The words may not be those of {what}."
            yield RULE.ask(seen.place, message, f"{remedy}; or an approver says that it is one.", seen.target)


def _matters(claim: str, post: Post, school: School) -> bool:
    """Inside the hours an event asks for nothing; urgency always goes first."""
    return claim == "urgent" or (post.urgent is None and not is_open(post.published, school.hours))


RULE = Rule(
    id="exemption-misuse",
    clause="R5",
    title="Events and urgent news are really such",
    strongest=Severity.BLOCK,
    judge=judge,
    page=__doc__ or "",
)
