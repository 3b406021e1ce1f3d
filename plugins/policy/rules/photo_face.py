"""Can a face be seen in a photo? No child's, whatever was declared; an adult's or a drawn one waits for a yes.

The school says:

> The school Twitter account will not post photos of children's faces.

Why: a face ties a child to a school, for everyone and for good, and pictures of children are misused. Since 2026 the
agencies that protect children in the UK ask schools to show no pupil from the front.

Every photo is looked at in two sizes and turned to each side. Where a face is sure, the photo is refused, also when
the post declares that nobody can be seen in it; where it is doubtful, an approver is asked. The program cannot tell a
child from an adult, nor a good painting from a photo. A photo that is declared `people: adults-with-consent` is
therefore asked about and never goes by itself; and where a painted face is taken for a real one, an exemption for
exactly that file turns the refusal into a question. Crop or change the file, and it must be asked for again.

Passes, hands and backs of heads::

    photos:
      - file: from-behind.jpg
        alt: Reception plant beans in pots, seen from behind
        people: backs-and-hands

Asks, an adult who has agreed::

    photos:
      - file: author-visit.jpg
        alt: An author reads from her book in our library
        people: adults-with-consent

Refused, a face in a picture of work::

    photos:
      - file: with-a-face.jpg
        alt: Pebbles painted with red poppies in a ring on grass
        people: none

What to do: crop the face out, take the picture again from behind or of the hands and the work, or choose another. A
smiley or a blur over the face is not enough. Who is it, if it is an adult? Declare it and an approver decides.
"""

from collections.abc import Iterator
from dataclasses import replace

from plugins.model.case import Case
from plugins.model.finding import FACE, TURNED_FACE, Detection, Finding, Severity
from plugins.model.post import People, Photo
from plugins.model.school import School
from plugins.policy.rule import Rule

SURE = {FACE: 0.45, TURNED_FACE: 0.6}
"""From here on it is a face: measured so that none of 124 real ones is missed. No setting lowers it."""
DOUBTFUL = {FACE: 0.3, TURNED_FACE: 0.5}

_DECLARED = {
    People.NONE: "that nobody is in it",
    People.BACKS_AND_HANDS: "that only backs and hands are in it",
    People.ADULTS_WITH_CONSENT: "that the people in it are adults who agreed",
}
_CROP = "Crop it out, or choose a picture of the work, of hands or of backs of heads"


def judge(case: Case, _school: School) -> Iterator[Finding]:
    """One finding for each photo in which a face was measured."""
    for number, photo in enumerate(case.post.photos if case.post else ()):
        seen = [one for one in case.detections if one.target == f"photos[{number}]" and one.kind in SURE]
        sure = [one for one in seen if one.confidence >= SURE[one.kind]]
        doubtful = [one for one in seen if one.confidence >= DOUBTFUL[one.kind]]
        if sure:
            yield _sure(photo, sure)
        elif doubtful:
            yield RULE.ask(
                doubtful[0].place,
                f"There may be a face {_where(doubtful)}. You declare {_DECLARED[photo.people]}.",
                f"Look there. Is it one? {_CROP}. Is it none? An approver says so.",
                target=photo.digest,
            )


def _sure(photo: Photo, seen: list[Detection]) -> Finding:
    message = f"A face can be seen {_where(seen)}. You declare {_DECLARED[photo.people]}."
    if photo.people is People.ADULTS_WITH_CONSENT:
        remedy = f"An approver who knows these adults says yes. Is it a child? {_CROP}."
        return RULE.ask(seen[0].place, message, remedy, target=photo.digest)
    remedy = (
        f"{_CROP}. Is it an adult who agreed? Declare people: adults-with-consent. Is it painted? Ask: "
        f"exemptions: with rule {RULE.id}, target {photo.digest}, a reason and the last day."
    )
    return replace(RULE.block(seen[0].place, message, remedy, target=photo.digest), liftable=True)


def _where(seen: list[Detection]) -> str:
    """The surest place, and how many more there are."""
    more = len(seen) - 1
    return f"{seen[0].note} of this photo" + (f", and {more} more elsewhere" if more else "")


RULE = Rule(
    id="photo-face",
    clause="R9",
    title="No photos of children's faces",
    strongest=Severity.BLOCK,
    judge=judge,
    page=__doc__ or "",
)
