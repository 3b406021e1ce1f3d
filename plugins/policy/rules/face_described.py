"""Do the words under a photo say that a child's face is in it? Then the photo shows what may not be shown.

The school says:

> The school Twitter account will not post photos of children's faces. It may post photos of work and learning. For
> example we may share a photo of a child creating a piece of artwork that features the child's hands or back of the
> head.

Why: a face is known again by strangers and by machines, for good. The words are held against the picture: where a
description speaks of a smile or a look into the camera, either the picture is wrong or the words are.

Hands, backs of heads, hidden faces and silhouettes pass; so do faces that were painted, carved or knitted, animals,
and adults. Whether the picture itself shows a face is another rule's question.

Passes, from behind::

    photos:
      - file: clean.jpg
        alt: Two children seen from behind, crouching over a small robot
        people: backs-and-hands

Passes, faces that were carved::

    photos:
      - file: clean.jpg
        alt: Carved pumpkins with grinning faces on a step
        people: none

Asks, it may be a face::

    photos:
      - file: clean.jpg
        alt: A huge grin above a bowl of soup
        people: backs-and-hands

Refused, a child who looks into the camera::

    photos:
      - file: clean.jpg
        alt: A girl smiling at the camera with her certificate
        people: backs-and-hands

Refused, in the caption::

    photos:
      - file: clean.jpg
        alt: A soap bubble over the playground
        caption: The faces of our Year 2 scientists as it lifts off
        people: backs-and-hands

What to do: choose a photo of the work, the hands or the backs of heads; then describe what is in that one.
"""

from collections.abc import Iterator
from dataclasses import replace

from plugins.model.case import Case
from plugins.model.finding import FACE_DESCRIBED, Finding, Severity
from plugins.model.school import School
from plugins.policy.rule import Rule
from plugins.policy.thresholds import THRESHOLDS

_PHOTO = "Choose a photo of the work, of hands or of backs of heads, and describe what is in that one"


def judge(case: Case, _school: School) -> Iterator[Finding]:
    """Every description that speaks of a face."""
    for seen in case.detections:
        severity = THRESHOLDS[FACE_DESCRIBED].severity(seen.confidence) if seen.kind == FACE_DESCRIBED else None
        if severity is Severity.BLOCK:
            message = "These words say that a child's face can be seen in the photo."
            yield replace(RULE.block(seen.place, message, f"{_PHOTO}.", target=seen.target), liftable=True)
        elif severity:
            yield RULE.ask(
                seen.place,
                "These words may say that a child's face can be seen in the photo.",
                f"{_PHOTO}; or an approver has looked, and there is none.",
                target=seen.target,
            )


RULE = Rule(
    id="face-described",
    clause="R9",
    title="No faces in descriptions either",
    strongest=Severity.BLOCK,
    judge=judge,
    page=__doc__ or "",
)
