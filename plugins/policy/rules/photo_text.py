"""Is something written in a photo? No child's name; any other words wait for somebody to read them.

The school says:

> The school Twitter account will not use any children's names

Why: names stand on artwork, pegs, trays, certificates, jumpers and whiteboards. Nobody sees them while taking the
picture, and everybody can read them on the website.

Every photo is read, whichever way up the writing is. What was read is compared with the school's roll and forgotten;
it is never stored and never shown in a message.

Passes, a picture without words::

    photos:
      - file: pebbles.jpg
        alt: Pebbles painted with red poppies in a ring on grass
        people: none

Asks, a display with a heading::

    photos:
      - file: display.jpg
        alt: Our display about the water cycle
        people: none

Refused, a painting with its painter's name on it::

    photos:
      - file: signed.jpg
        alt: A painting of a lighthouse
        people: none

What to do: crop the words out, cover them before you take the picture, or choose another. Handwriting is read worse
than print, so look for yourself as well. A full name that is on the roll never passes; a first name that is somebody
else's, the author on the cover of a book, can be asked for by an exemption for exactly that file.
"""

from collections.abc import Iterator
from dataclasses import replace

from plugins.model.case import Case
from plugins.model.finding import WRITTEN, WRITTEN_FULL_NAME, WRITTEN_NAME, Detection, Finding, Severity
from plugins.model.post import Photo
from plugins.model.school import School
from plugins.policy.rule import Rule

_GRAVEST = (WRITTEN_FULL_NAME, WRITTEN_NAME, WRITTEN)
_CROP = "Crop it out, cover it before you take the picture, or choose another"


def judge(case: Case, _school: School) -> Iterator[Finding]:
    """One finding for each photo in which something was read: the gravest."""
    for number, photo in enumerate(case.post.photos if case.post else ()):
        seen = [one for one in case.detections if one.target == f"photos[{number}]" and one.kind in _GRAVEST]
        if seen:
            yield _finding(photo, min(seen, key=lambda one: _GRAVEST.index(one.kind)))


def _finding(photo: Photo, seen: Detection) -> Finding:
    if seen.kind == WRITTEN_FULL_NAME:
        message = f"A child's full name is written {seen.note} of this photo: it is on the roll."
        return RULE.block(seen.place, message, f"{_CROP}; nothing lifts this.", target=photo.digest)
    if seen.kind == WRITTEN_NAME:
        message = f"A first name that children have is written {seen.note} of this photo."
        remedy = (
            f"{_CROP}. Is it somebody else's? Ask: exemptions: with rule {RULE.id}, target {photo.digest}, "
            "a reason and the last day."
        )
        return replace(RULE.block(seen.place, message, remedy, target=photo.digest), liftable=True)
    return RULE.ask(
        seen.place,
        f"Words can be read {seen.note} of this photo.",
        f"Is a child's name among them? {_CROP}. If not, an approver says so.",
        target=photo.digest,
    )


RULE = Rule(
    id="photo-text",
    clause="R8",
    title="No children's names in pictures",
    strongest=Severity.BLOCK,
    judge=judge,
    page=__doc__ or "",
)
