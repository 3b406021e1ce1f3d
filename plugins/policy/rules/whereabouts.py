"""Does it say where children are, or will be? Never away from school, while somebody could still go there.

The school says:

> The account may be used to share news and updates during a school trip. However no information will be published
> which could pose a protection threat e.g. where children will be at a specific time

Why: parents have the letter; the public page is read by people whom nobody knows. A place with a day, a time or a
"we are here now" is an appointment with somebody else's children.

What lies ahead or goes on, away from school: a trip, a fixture at another ground, a walking route, a bus stop, a
hostel. What is over passes, so does everything on the school's own site, an outing of adults alone, and a trip
without its place or its time. A date and a place to come are refused even as information for parents.

Passes, it is over::

    summary: Year 3 had a wonderful day at the space centre yesterday and asked a hundred questions.

Passes, at school::

    summary: Our summer fair is on the school field from noon on Saturday 21 June.

Passes, an update without its place::

    summary: Day two of the residential. Everyone is well, muddy and full of pudding.

Refused, a trip to come::

    summary: Year 5 will be at the railway museum on Thursday from 10am until 2pm.

Refused, where they are now::

    summary: Here we are at Fernbridge station, waiting for the 9.40 to Penbrook!

Refused, a place for every week::

    summary: Year 4 swim at the leisure pool in Kirkgate every Tuesday, and walk there at quarter to two.

What to do: post this when everyone is home, in the past tense; put places and times into the letter or the message to
parents, who are the ones to need them.
"""

from collections.abc import Iterator
from dataclasses import replace

from plugins.model.case import Case
from plugins.model.finding import WHEREABOUTS, Finding, Severity
from plugins.model.school import School
from plugins.policy.rule import Rule
from plugins.policy.thresholds import THRESHOLDS

_LATER = "Post this when everyone is home; put places and times into the letter to parents"


def judge(case: Case, _school: School) -> Iterator[Finding]:
    """Every sentence that says where children are or will be."""
    for seen in case.detections:
        severity = THRESHOLDS[WHEREABOUTS].severity(seen.confidence) if seen.kind == WHEREABOUTS else None
        if severity is Severity.BLOCK:
            message = "This sentence says where children are, or where they will be."
            yield replace(RULE.block(seen.place, message, f"{_LATER}.", target=seen.target), liftable=True)
        elif severity:
            yield RULE.ask(
                seen.place,
                "This sentence may say where children are, or where they will be.",
                f"{_LATER}; or an approver says that it is over, or at school.",
                target=seen.target,
            )


RULE = Rule(
    id="whereabouts",
    clause="R12",
    title="Not where children are",
    strongest=Severity.BLOCK,
    judge=judge,
    page=__doc__ or "",
)
