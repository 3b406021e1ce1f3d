"""How do a form's answers become a post? As the file that a person would have written, and where each answer went."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from plugins.intake import form
from plugins.model.hours import next_open
from plugins.model.post import People
from plugins.model.school import School
from plugins.model.words import count
from plugins.reading.new import slug

MOST_PHOTOS = 8
SEEN = {
    "nobody": People.NONE,
    "only backs or hands": People.BACKS_AND_HANDS,
    "adults who agreed": People.ADULTS_WITH_CONSENT,
}
"""What can be chosen in the form; GitHub keeps the word none for itself."""
_EVENT = {"reason": form.EVENT, "start": form.START, "end": form.END, "place": form.PLACE}
_URGENT = {"reason": form.URGENT, "expires": form.EXPIRES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A post's file below content/, its text, and the question behind each of its lines."""

    name: str
    text: str
    questions: tuple[str, ...]

    def question(self, line: int) -> str:
        """Whose answer stands on a line of the file, counted from 1."""
        return self.questions[min(line, len(self.questions)) - 1]


def gaps(answers: Mapping[str, str], photos: int) -> Iterator[form.Complaint]:
    """What is wrong with so many photos and the words about them, and where an event or urgent news is half told."""
    told = len(_seen(answers))
    if photos > MOST_PHOTOS:
        yield form.Complaint(question=form.PHOTOS, note=f"there are more than {MOST_PHOTOS}", remedy="choose some")
    if told != photos:
        note = f"there are {count(photos, 'photo')} and {count(told, 'line')} about them"
        remedy = "write one line for each photo, in the same order: what somebody would tell who cannot see it"
        yield form.Complaint(question=form.ALT, note=note, remedy=remedy)
    if photos and answers[form.PEOPLE] not in SEEN:
        yield form.Complaint(question=form.PEOPLE, note="there is no answer", remedy=f"choose: {', '.join(SEEN)}")
    for group in (_EVENT, _URGENT):
        if any(answers[question] for question in group.values()):
            remedy = "answer all questions of its kind, or none"
            lacking = (question for question in group.values() if not answers[question])
            yield from (form.Complaint(question=one, note="there is no answer", remedy=remedy) for one in lacking)


def draft(answers: Mapping[str, str], photos: Sequence[str], *, number: int, filed: datetime, school: School) -> Draft:
    """The post of issue `number`, filed at that moment; `photos` are the names of its clean files.

    The same answers are always the same file. It is dated at the next opening, urgent news and events at once.
    """
    at_once = answers[form.URGENT] or answers[form.EVENT]
    date = (filed if at_once else next_open(filed, school.hours)).astimezone(school.site.timezone)
    name = slug(answers[form.TITLE])
    head = [
        ("---", form.TITLE),
        (f"id: {name}-{number}", form.TITLE),
        (f"title: {_quoted(answers[form.TITLE])}", form.TITLE),
        (f"date: {date:%Y-%m-%d %H:%M}", form.TITLE),
        (f"category: {_quoted(answers[form.CATEGORY])}", form.CATEGORY),
        (f"summary: {_quoted(answers[form.SUMMARY])}", form.SUMMARY),
        (f"audience: {json.dumps(_listed(answers[form.AUDIENCE]), ensure_ascii=False)}", form.AUDIENCE),
        *_photos(answers, photos),
        *_group("event", answers, _EVENT),
        *_group("urgent", answers, _URGENT),
        ("---", form.TEXT),
        ("", form.TEXT),
    ]
    lines = [*head, *((line, form.TEXT) for line in answers[form.TEXT].split("\n"))]
    return Draft(
        name=f"news/{date:%Y-%m-%d}-{name}-{number}.md",
        text="".join(f"{line}\n" for line, _ in lines),
        questions=tuple(question for _, question in lines),
    )


def _photos(answers: Mapping[str, str], photos: Sequence[str]) -> Iterator[tuple[str, str]]:
    if photos:
        yield "photos:", form.PHOTOS
    for file, alt in zip(photos, _seen(answers), strict=True):
        yield f"  - file: {file}", form.PHOTOS
        yield f"    alt: {_quoted(alt)}", form.ALT
        yield f"    people: {SEEN[answers[form.PEOPLE]]}", form.PEOPLE


def _group(name: str, answers: Mapping[str, str], fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """A group of settings, where its questions are answered."""
    given = [(field, question) for field, question in fields.items() if answers[question]]
    if given:
        yield f"{name}:", given[0][1]
        yield from ((f"  {field}: {_quoted(answers[question])}", question) for field, question in given)


def _seen(answers: Mapping[str, str]) -> list[str]:
    return [line.strip() for line in answers[form.ALT].split("\n") if line.strip()]


def _listed(words: str) -> list[str]:
    return [word.strip() for word in words.split(",") if word.strip()]


def _quoted(words: str) -> str:
    """Words as YAML takes them to be words, whatever they hold."""
    return json.dumps(words, ensure_ascii=False)
