"""Is a child named? Nobody on the roll, and nobody else who may be a child, anywhere, in any disguise.

The school says:

> The school Twitter account will not use any children's names

Why: a name ties a picture, a class and a place to one child, for everyone and for good.

Names are looked for in everything a post carries: title, summary, tweet, body, descriptions of photos, file names,
tags, addresses, comments in the text, and through the usual disguises. There are two lists.

**The school's roll** never leaves the school. A full name that is on it is refused and nothing lifts that. A first name
on it is refused; where it is a word too (may, will, grace) and a capital is the only sign, it is asked about.

**A lexicon** of first names used in Britain, of many heritages, knows no pupil. It finds children who are on no roll (a
baby, a leaver, a guest from another school), and it is all there is where no roll is given. What stands around a name
decides: *well done Amara*, *Amara in Year 4* and *Amara's poem* are a child; *our cook Amara*, *Amara Nwosu, a vet* and
*Mrs Amara* are not, nor are authors, people of history and stories, saints, places, brands and animals, of which the
school has a list that it may add to. A name that mostly adults have (Maureen, Keith) is asked about only after praise,
a word with a capital that no list has only after praise or in a row of names.

The examples suppose a roll with Jonty Quillfeather and Grace Ombersley.

Passes, a class::

    summary: Year 4 painted pebbles with poppies.

Passes, staff with a title or a role::

    summary: Thank you to Mr Jonty and to our cook Maureen for the pebbles.

Passes, an author and her story::

    summary: Julia Donaldson read to us, and Julia likes our pebbles.

Passes, a word used as a word::

    summary: We said grace in the hall before our harvest lunch.

Asks, a word that may be a name here::

    summary: The pebbles lay on Tuesday beside Grace as we sang.

Asks, a word that no list has where a name would stand::

    summary: Well done Thrandil for these pebbles.

Refused, a first name on the roll::

    summary: Well done to Jonty for these pebbles.

Refused, a first name that is on no roll::

    summary: Well done to Amara for these pebbles.

Refused, a full name::

    summary: These pebbles are by Jonty Quillfeather.

Refused, a full name in disguise::

    summary: These pebbles are by quillfeather_jonty.

What to do: write the class or the year group instead. Where a name is somebody else's (an author, a member of staff, a
saint), say who it is (our cook, the author, Mrs), add it to the allowed words of school.toml with the reason, or ask
for an exemption; an approver decides. A full name that is on the roll never passes, with or without an exemption.
"""

from collections.abc import Iterator
from dataclasses import replace

from plugins.model.case import Case
from plugins.model.finding import (
    FIRST_NAME,
    FULL_NAME,
    LIKELY_NAME,
    POSSIBLE_NAME,
    WORD_NAME,
    Detection,
    Finding,
    Severity,
)
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
        elif seen.kind == LIKELY_NAME:
            finding = RULE.block(
                seen.place,
                "This looks like a child's first name.",
                f"{_CLASS}. Is it an adult's, an author's or a place's? Say so (our cook, the author), or ask: "
                f"{_exemption(seen)}.",
                target=seen.target,
            )
            yield replace(finding, liftable=True)
        elif seen.kind == POSSIBLE_NAME:
            yield RULE.ask(
                seen.place,
                "A word that may be a child's first name here.",
                f"{_CLASS}, or an approver says that no child is meant.",
                target=seen.target,
            )
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
