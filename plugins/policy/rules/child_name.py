"""Is a child named? No name on the roll, anywhere, in any disguise.

The school says:

> The school Twitter account will not use any children's names

Why: a name ties a picture, a class and a place to one child, for everyone and for good.

The names are those of the school's roll, which never leaves the school. They are looked for in everything a post
carries: title, summary, tweet, body, descriptions of photos, file names, tags, addresses, comments in the text, and
through the usual disguises. Staff with a title (Mrs, Mr, Dr) and words used as words (may, will, summer, grace) are
no child's name.

The examples suppose a roll with Jonty Quillfeather and Grace Ombersley.

Passes, a class::

    summary: Year 4 painted pebbles with poppies.

Passes, staff with a title::

    summary: Thank you to Mr Jonty for the pebbles.

Passes, a word used as a word::

    summary: We said grace in the hall before our harvest lunch.

Asks, a word that may be a name here::

    summary: The pebbles were painted by Grace on Tuesday.

Refused, a first name::

    summary: Well done to Jonty for these pebbles.

Refused, a full name::

    summary: These pebbles are by Jonty Quillfeather.

Refused, a full name in disguise::

    summary: These pebbles are by quillfeather_jonty.

What to do: write the class or the year group instead. Where a first name is somebody else's (an author, a member of
staff, a saint), write a title before it, add it to the allowed words of school.toml with the reason, or ask for an
exemption; an approver decides. A full name that is on the roll never passes, with or without an exemption.
"""

from collections.abc import Iterator
from dataclasses import replace

from plugins.model.case import Case
from plugins.model.finding import FIRST_NAME, FULL_NAME, WORD_NAME, Detection, Finding, Severity
from plugins.model.school import School
from plugins.policy.rule import Rule

_CLASS = "Write the class or the year group instead"


def judge(case: Case, _school: School) -> Iterator[Finding]:
    """Every name that was measured: a full one is final, a first one may be asked for, a word is asked about."""
    for seen in case.detections:
        if seen.kind == FULL_NAME:
            yield RULE.block(
                seen.place,
                "A child's full name: it is on the roll.",
                f"{_CLASS}; nothing lifts this.",
                target=seen.target,
            )
        elif seen.kind == FIRST_NAME:
            finding = RULE.block(
                seen.place,
                "A child's first name: it is on the roll.",
                f"{_CLASS}. Is it somebody else's? Write a title before it, or ask: {_exemption(seen)}.",
                target=seen.target,
            )
            yield replace(finding, liftable=True)
        elif seen.kind == WORD_NAME:
            yield RULE.ask(
                seen.place,
                "A word that is also the first name of a child on the roll.",
                f"{_CLASS}, or an approver says that no child is meant.",
                target=seen.target,
            )


def _exemption(seen: Detection) -> str:
    return f"exemptions: with rule {RULE.id}, target {seen.target}, a reason and the last day"


RULE = Rule(
    id="child-name",
    clause="R8",
    title="No children's names",
    strongest=Severity.BLOCK,
    judge=judge,
    page=__doc__ or "",
)
