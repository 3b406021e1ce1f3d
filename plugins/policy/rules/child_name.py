"""Is a child named? Nobody on the roll, and nobody else who may be a child, anywhere, in any disguise.

The school says:

> The school Twitter account will not use any children's names

Why: a name ties a picture, a class and a place to one child, for everyone and for good.

Names are looked for in everything a post carries: title, summary, tweet, body, descriptions of photos, file names,
tags, addresses, comments in the text, and through the usual disguises. There are two lists.

**The school's roll** never leaves the school. A full name that is on it is refused and nothing lifts that, with a
nickname (Lizzie for Elizabeth) too. A full name with one letter wrong is refused, and so is a first name; where that
is a word too (may, will, grace) and a capital is the only sign, it is asked about; so is one behind a title that
children play (Queen, Captain), and a surname that stands alone, as in a list of scorers. Leavers stay on the roll for
seven years. A list of staff beside it (`SCHOOLGATE_STAFF_FILE`) tells whose full names are adults'.

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

Asks, a surname alone::

    summary: Painted by Quillfeather with pebbles.

Asks, a child in a play::

    summary: King Jonty laid the last pebbles.

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
for an exemption; an approver decides, and `publish.py remember` allows the name for good. A full name that is on the
roll never passes, with or without an exemption.
"""

from collections.abc import Iterator
from dataclasses import replace

from plugins.model.case import Case
from plugins.model.finding import (
    FIRST_NAME,
    FULL_NAME,
    LIKELY_NAME,
    NEAR_NAME,
    POSSIBLE_NAME,
    SURNAME,
    WORD_NAME,
    Finding,
    Severity,
)
from plugins.model.school import School
from plugins.policy.rule import Rule

_CLASS = "Write the class or the year group instead"
_ADULT = "Is it an adult's, an author's or a place's? Say so (Mrs, our cook, the author), or ask"
_NOBODY = "or an approver says that no child is meant"
_SAID = {
    FULL_NAME: (Severity.BLOCK, "A child's full name: it is on the roll.", "nothing lifts this"),
    NEAR_NAME: (Severity.BLOCK, "A child's full name but for one letter: it is on the roll.", "Is it another's? Ask"),
    FIRST_NAME: (Severity.BLOCK, "A child's first name: it is on the roll.", _ADULT),
    LIKELY_NAME: (Severity.BLOCK, "This looks like a child's first name.", _ADULT),
    WORD_NAME: (Severity.ASK, "A word that is also the first name of a child on the roll.", _NOBODY),
    SURNAME: (Severity.ASK, "A surname that is on the roll, without a title or a first name.", _NOBODY),
    POSSIBLE_NAME: (Severity.ASK, "A word that may be a child's first name here.", _NOBODY),
}


def judge(case: Case, _school: School) -> Iterator[Finding]:
    """Every name that was measured: a full one is final, others may be asked for, a word is asked about."""
    for seen in case.detections:
        if seen.kind not in _SAID:
            continue
        severity, message, otherwise = _SAID[seen.kind]
        if severity is Severity.ASK:
            yield RULE.ask(seen.place, message, f"{_CLASS}, {otherwise}.", target=seen.target)
        elif seen.kind == FULL_NAME:
            yield RULE.block(seen.place, message, f"{_CLASS}; {otherwise}.", target=seen.target)
        else:
            how = f"exemptions: with rule {RULE.id}, target {seen.target}, a reason and the last day"
            finding = RULE.block(seen.place, message, f"{_CLASS}. {otherwise}: {how}.", target=seen.target)
            yield replace(finding, liftable=True)


RULE = Rule(
    id="child-name",
    clause="R8",
    title="No children's names",
    strongest=Severity.BLOCK,
    judge=judge,
    page=__doc__ or "",
)
