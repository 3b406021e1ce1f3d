"""Is it said kindly? The account shares what is good about the school; complaints have other ways.

The school says:

> The school Twitter account will use Twitter to share positive messages about the school, and promote its identity

Why: a scolding in public shames those who did nothing, cheers those who did, and is quoted for years.

Scolding, sarcasm, shaming, complaints about families, neighbours or the council are asked about, never refused:
tone is a matter of judgement. Plain facts pass, also sad or unwelcome ones: a closure, a condolence, a polite
request, a defeat that is told with pride, and the horrible Tudors.

Passes, a polite request::

    summary: Please switch off your engine while you wait. Thank you for keeping our air clean!

Passes, unwelcome but plain::

    summary: There is a tummy bug about. Please wait 48 hours before your child comes back.

Passes, a defeat told with pride::

    summary: We lost by one basket in the last seconds, and our team shook every hand. Superb!

Asks, scolding::

    summary: We are disgusted by the selfish parking at our gates again this morning.

Asks, shaming::

    summary: Only nine of thirty bothered to do their homework. That is simply not good enough.

What to do: say what you hope for instead of what you blame; speak to those whom it concerns, not to everybody.
"""

from collections.abc import Iterator

from plugins.model.case import Case
from plugins.model.finding import NEGATIVE_TONE, Finding, Severity
from plugins.model.post import Kind
from plugins.model.school import School
from plugins.policy.rule import Rule
from plugins.policy.thresholds import THRESHOLDS


def judge(case: Case, _school: School) -> Iterator[Finding]:
    """Every sentence that scolds; a page is not said on the account."""
    if case.post is None or case.post.kind is Kind.PAGE:
        return
    for seen in case.detections:
        if seen.kind == NEGATIVE_TONE and THRESHOLDS[NEGATIVE_TONE].severity(seen.confidence):
            yield RULE.ask(
                seen.place,
                "This sentence sounds like scolding or complaint.",
                "Say what you hope for, not what you blame; or an approver says that it reads well.",
                target=seen.target,
            )


RULE = Rule(
    id="negative-tone",
    clause="R6",
    title="Positive messages",
    strongest=Severity.ASK,
    judge=judge,
    page=__doc__ or "",
)
