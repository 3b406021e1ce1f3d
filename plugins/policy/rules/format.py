"""Could the file be read exactly as it is meant? What cannot be read is not published.

The school does not say this; every other rule needs it: what cannot be read cannot be judged, and what is not
judged is not published.

Why: a misspelt key, a hidden character or a photo that does not exist must be put right by its author, never guessed.

Asked about, a text of more than about a thousand words, or a sentence of very many odd ones: names, numbers and
addresses are looked for in all of it, but its meaning is read only so far, and somebody must read on.

Passes, only the keys that are known::

    title: Reading miles

Refused, a key that is not known::

    templat: special

Refused, a date that is no date::

    date: next Tuesday

Refused, a link that is not encrypted::

    ---
    Read the [swimming timetable](http://www.fernbridge-leisure.example/swimming).

What to do: each message says what is wrong on which line, and what to write instead.
"""

from collections.abc import Iterator

from plugins.model.case import Case
from plugins.model.finding import FORMAT, UNREAD, Finding, Severity
from plugins.model.school import School
from plugins.policy.rule import Rule


def judge(case: Case, _school: School) -> Iterator[Finding]:
    """Every fault that the reader saw, and where reading for the meaning ended before the text did."""
    for seen in case.detections:
        if seen.kind == FORMAT:
            yield RULE.block(seen.place, seen.note, seen.remedy, target=seen.target)
        elif seen.kind == UNREAD:
            yield RULE.ask(
                seen.place,
                "From here on this is more than the program reads for its meaning.",
                "Make several posts of it, in shorter sentences; or an approver says that it was read to its end.",
                target=seen.target,
            )


RULE = Rule(
    id="format",
    clause="+",
    title="A file that can be read",
    strongest=Severity.BLOCK,
    judge=judge,
    page=__doc__ or "",
)
