"""May each of these files become public? Detect, then judge: the one way to a verdict, wherever one is needed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from plugins.detect.known import Known
from plugins.model.case import Case, Judged
from plugins.model.finding import FORMAT, Detection, Place
from plugins.model.post import Kind, Post
from plugins.model.school import School
from plugins.policy.judge import judge
from plugins.policy.rule import spoken
from plugins.reading.reader import Reading
from plugins.tweet.compose import compose, links_elsewhere


def examine(found: Sequence[Reading], content: Path, known: Known, *, now: datetime) -> tuple[Judged, ...]:
    """Detect and judge everything that was read from the folder `content`."""
    return tuple(verdict(reading.digest, case_of(reading, content, known), known.school, now=now) for reading in found)


def verdict(digest: str, case: Case, school: School, *, now: datetime) -> Judged:
    """Judge one file that was measured; `digest` is that of its bytes."""
    today = now.astimezone(school.site.timezone).date()
    return Judged(case=case, digest=digest, findings=judge(case, school, today=today))


def case_of(reading: Reading, content: Path, known: Known) -> Case:
    """Measure one file that was read."""
    from plugins.judging.measure import measure  # noqa: PLC0415 - the detectors' patterns take a while to load

    post, school = reading.post, known.school
    tweet = compose(post, school.site.url) if post and post.kind is Kind.POST else None
    case = Case(path=reading.path, post=post, tweet=tweet, detections=reading.faults)
    if post:
        seen = (*measure(post, reading.path, content, known), *_linked(case, school), *_banned(post, case.path, known))
        case = replace(case, detections=seen)
    return case


def _linked(case: Case, school: School) -> Iterator[Detection]:
    if case.post and case.tweet and links_elsewhere(case.tweet, school.site.url):
        field = spoken(case.post)
        yield Detection(
            kind=FORMAT,
            place=case.place(field),
            note=f"Twitter would make a link to another site of words in the {field}",
            remedy="put a space after every full stop; addresses belong into the text of the post",
            target=field,
        )


def _banned(post: Post, path: str, known: Known) -> Iterator[Detection]:
    for number, photo in enumerate(post.photos):
        if photo.digest in known.banned:
            yield Detection(
                kind=FORMAT,
                place=Place(path=path, line=photo.line),
                note="this picture was withdrawn, and is shown nowhere any more",
                remedy="take it out of photos, and have the post approved as it is then",
                target=f"photos[{number}]",
            )
