"""Does it tell how to reach a private person? The office's own details are for everyone; a parent's are not.

The school's policy does not say this in so many words; the law on personal data does, and kindness.

Why: a number on a public page is found by people whom nobody meant, and a home address says where a child lives.

The school's own telephone number, mail and postal address pass, so do helplines and those of shops and organisations.
A mobile number, a private mailbox, a home address, and an account with a person's name on it are refused; a number of
which nobody can say whose it is waits for an approver.

Passes, the office::

    summary: Ring the office on 01632 960123 to book a place.

Passes, a helpline::

    summary: Childline is there for every child, on 0800 1111.

Asks, nobody can say whose number it is::

    summary: Spare jumpers are welcome, 01632 960987.

Refused, a parent's mobile::

    summary: Lost a scarf? Ring his mum on 07700 900123.

Refused, a private mailbox::

    summary: Send your recipes to bakes.and.cakes@dogmail.example by Friday.

Refused, somebody's home::

    summary: Leave egg boxes in her porch, 19 Pinfold Croft.

What to do: give the office's number or mail instead, and let the office pass it on.
"""

from collections.abc import Iterator
from dataclasses import replace

from plugins.model.case import Case
from plugins.model.finding import CONTACT_DETAIL, Finding, Severity
from plugins.model.school import School
from plugins.policy.rule import Rule
from plugins.policy.thresholds import THRESHOLDS


def judge(case: Case, school: School) -> Iterator[Finding]:
    """Every contact that is not the school's own."""
    office = f"Give the office's instead ({school.phone}, {school.email})"
    for seen in case.detections:
        severity = THRESHOLDS[CONTACT_DETAIL].severity(seen.confidence) if seen.kind == CONTACT_DETAIL else None
        if severity is Severity.BLOCK:
            message = "This tells how to reach a private person."
            yield replace(RULE.block(seen.place, message, f"{office}.", target=seen.target), liftable=True)
        elif severity:
            yield RULE.ask(
                seen.place,
                "A number or an address whose owner is not clear from the words.",
                f"{office}, or say whose it is; or an approver says that it is an organisation's.",
                target=seen.target,
            )


RULE = Rule(
    id="contact-detail",
    clause="+",
    title="No private contact details",
    strongest=Severity.BLOCK,
    judge=judge,
    page=__doc__ or "",
)
