"""Is it about one child? A class or a year group may be praised; one pupil's news is that pupil's own.

The school says:

> Content specific to an individual child will not be posted e.g. "John has been much better behaved today, well
> done". Tweets may mention a year group or class e.g. "Year 4 produced some fantastic art work today"

Why: among two hundred families everyone knows who "a Year 6 boy with a new medal" is, and so does a stranger who
asks. It need not be bad news, and the child need not be named: good news about one pupil is that pupil's to tell.

Health, family, behaviour, prizes, where a child came from or goes to: refused where the words are sure, asked about
where they may be meant otherwise. Classes, teams, year groups, adults, animals, people in books and in history
pass, and so does a quotation that reveals nothing. Measured by a small language model, which can be wrong: an
approver decides what is doubtful, and the author may ask that a refusal be looked at.

Passes, a class::

    summary: Year 4 produced some fantastic art work today.

Passes, a team::

    summary: Our netball team came third in the tournament, and everyone had a turn in goal.

Passes, a member of staff::

    summary: Mrs Adeyinka has run the marathon and raised £900 for our library.

Refused, bad news about one::

    summary: One of our Year 5 boys was sent home after he was rude to a visitor.

Refused, good news about one::

    summary: A Year 6 girl has been picked for the county swimming squad. She trains every morning!

Refused, somebody's health::

    summary: Our pupil with diabetes in Year 2 now has a pump, and his mum came in to show us.

What to do: say the year group ("Year 4"), not one pupil; say what all of them did. Tell the child's own news to the
child's own family.
"""

from collections.abc import Iterator
from dataclasses import replace

from plugins.model.case import Case
from plugins.model.finding import INDIVIDUAL_CHILD, Finding, Severity
from plugins.model.school import School
from plugins.policy.rule import Rule
from plugins.policy.thresholds import THRESHOLDS

_GROUP = "Say the year group or the class (Year 4, not one pupil in it) and what all of them did"


def judge(case: Case, _school: School) -> Iterator[Finding]:
    """Every sentence that is about one child."""
    for seen in case.detections:
        severity = THRESHOLDS[INDIVIDUAL_CHILD].severity(seen.confidence) if seen.kind == INDIVIDUAL_CHILD else None
        remedy = seen.remedy or _GROUP
        if severity is Severity.BLOCK:
            message = "This sentence is about one child."
            yield replace(RULE.block(seen.place, message, f"{remedy}.", target=seen.target), liftable=True)
        elif severity:
            yield RULE.ask(
                seen.place,
                "This sentence may be about one child.",
                f"{remedy}; or an approver says that no one pupil is meant.",
                target=seen.target,
            )


RULE = Rule(
    id="individual-child",
    clause="R10",
    title="Nothing about one child",
    strongest=Severity.BLOCK,
    judge=judge,
    page=__doc__ or "",
)
