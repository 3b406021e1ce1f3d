"""Does a photo carry more than its picture? Not where and when it was taken, nor by whom.

The school says:

> The school Twitter account will not post photos of children's faces.

> However no information will be published which could pose a protection threat e.g. where children will be at a
> specific time

Why: a photo straight from a phone or a camera carries where and when it was taken, sometimes a small second picture
from before it was cropped, and often names. The website never shows these, but the file in the school's records
keeps them, and a file travels.

Passes, a clean copy::

    photos:
      - file: clean.jpg
        alt: Pebbles painted with red poppies in a ring on grass
        people: none

Refused, a photo with the place where it was taken::

    photos:
      - file: from-a-phone.jpg
        alt: Pebbles painted with red poppies in a ring on grass
        people: none

What to do: `python publish.py photo FILE` makes a clean copy that shows the same; name that copy in the post and
take the original out. No exemption lifts this rule.
"""

from collections.abc import Iterator

from plugins.model.case import Case
from plugins.model.finding import PHOTO_METADATA, Finding, Severity
from plugins.model.school import School
from plugins.policy.rule import Rule


def judge(case: Case, _school: School) -> Iterator[Finding]:
    """Every photo in which something beside the picture was measured."""
    for seen in case.detections:
        if seen.kind == PHOTO_METADATA:
            yield RULE.block(
                seen.place,
                f"This photo says more than it shows: {seen.note}.",
                "Run python publish.py photo FILE: it makes a clean copy; use that, and take the original out.",
                target=seen.target,
            )


RULE = Rule(
    id="photo-metadata",
    clause="R9, R12",
    title="Photos carry their picture and nothing else",
    strongest=Severity.BLOCK,
    judge=judge,
    page=__doc__ or "",
)
