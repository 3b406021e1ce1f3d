"""The labelled posts as files that the tool itself reads: each row becomes Markdown and is read like any other post.

Rows of another hand may lack parts, or hold what the reader refuses before any rule has its say: both are made good, so
that every row is judged.

`policy-dev.jsonl` is what the rules were built on; `posts-blind.jsonl` and `posts-later.jsonl` were written by others
without sight of them, as was `unseen.jsonl`, from which nothing is learned; `posts-varied.jsonl` has near misses
beside each hit, for the model to learn from.
"""

import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from PIL import Image

from plugins.model.post import Field, Photo, Post
from plugins.model.school import School
from plugins.reading.characters import places
from plugins.reading.reader import Reading, read
from plugins.reading.schema import CATEGORIES, LONGEST_TITLE

Row = Mapping[str, Any]

_NEUTRAL = "announced by the school"
_OPEN = "2026-11-23T10:00"
"""A moment inside the hours, for a row without a date."""
_LONGEST_LINE = 300


def rows(file: Path) -> tuple[Row, ...]:
    """One labelled post a line: title, summary, body, category, date, event, urgent, image, labels.

    ValueError names the line that is none.
    """
    lines = enumerate(file.read_text(encoding="utf-8-sig").split("\n"), start=1)
    return tuple(_row(file, number, line) for number, line in lines if line.strip())


def _row(file: Path, number: int, line: str) -> Row:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"{file}:{number}:{error.colno}: this line is no JSON ({error.msg})") from error
    if not isinstance(row, dict):
        raise ValueError(f"{file}:{number}: this line is no post; a post is written as {{...}}, with an id and labels")  # noqa: TRY004 - the file is wrong
    return row


def completed(row: Row, number: int = 0) -> Row:
    """The row with every part, in words that the reader takes; what is too long for its field goes on in the body."""
    title, more = _cut(_line(row.get("title")) or "Untitled", LONGEST_TITLE)
    summary, rest = _cut(_line(row.get("summary")), _LONGEST_LINE)
    image = row.get("image")
    return {
        "id": str(row.get("id", f"row {number + 1}")),
        "title": title,
        "summary": summary or title,
        "tweet": _cut(_line(row.get("tweet")), _LONGEST_LINE)[0],
        "body": "\n\n".join(filter(None, (more, rest, _seen(row.get("body"))))),
        "category": row.get("category") if row.get("category") in CATEGORIES else CATEGORIES[0],
        "date": _moment(row.get("date")),
        "event": bool(row.get("event")),
        "urgent": bool(row.get("urgent")),
        "image": _image(image) if isinstance(image, Mapping) else None,
        "labels": tuple(row.get("labels") or ()),
        "spans": row.get("spans") or {},
    }


def _image(image: Row) -> Row:
    caption, _ = _cut(_line(image.get("caption")), _LONGEST_LINE)
    return {"file": _line(image.get("file")) or "picture.jpg", "alt": _line(image.get("alt")), "caption": caption}


def _seen(value: object) -> str:
    """A text without the characters that nobody can see, which the reader refuses by themselves."""
    text = str(value or "")
    hidden = {index for index, _ in places(text)}
    return "".join(sign for index, sign in enumerate(text) if index not in hidden)


def _line(value: object) -> str:
    return " ".join(_seen(value).split())


def _cut(text: str, most: int) -> tuple[str, str]:
    end = len(text) if len(text) <= most else text.rfind(" ", 0, most) + 1 or most
    return text[:end].strip(), text[end:]


def _moment(value: object) -> str:
    """Local time without an offset."""
    try:
        return f"{datetime.fromisoformat(str(value)):%Y-%m-%dT%H:%M}"
    except ValueError:
        return _OPEN


def readings(labelled: Sequence[Row], content: Path, school: School) -> Iterator[tuple[str, Reading]]:
    """Id and reading of each row, in order; the files are written below `content`, the pictures are plain."""
    (content / "news").mkdir(parents=True, exist_ok=True)
    (content / "photos").mkdir(exist_ok=True)
    for number, given in enumerate(labelled):
        row = completed(given, number)
        photo = _photo(row, content)
        file = content / "news" / f"case-{number}.md"
        file.write_text(_markdown(row, number, photo), encoding="utf-8")
        reading = read(file, content, school)
        if reading.post is None:
            plain = {**row, "body": re.sub(r"[<>\[\]|`\\*_#]+", " ", row["body"])}
            file.write_text(_markdown(plain, number, photo), encoding="utf-8")
            reading = read(file, content, school)
        yield str(row["id"]), replace(reading, post=_as_named(reading.post, row)) if reading.post else reading


def folder() -> tempfile.TemporaryDirectory[str]:
    """A place for content/ that goes away by itself."""
    return tempfile.TemporaryDirectory(prefix="schoolgate-cases-")


def _markdown(row: Row, number: int, photo: str) -> str:
    date = datetime.fromisoformat(row["date"])
    settings = {
        "id": f"case-{number}",
        "title": row["title"],
        "date": f"{date:%Y-%m-%dT%H:%M}",
        "category": row["category"],
        "summary": row["summary"],
    }
    settings |= {"tweet": row["tweet"]} if row["tweet"] else {}
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in settings.items()]
    if row["event"]:
        start, end = date - timedelta(hours=1), date + timedelta(hours=1)
        lines += [f"event:\n  reason: {_NEUTRAL}\n  start: {start:%Y-%m-%dT%H:%M}\n  end: {end:%Y-%m-%dT%H:%M}"]
        lines += ["  place: as announced"]
    if row["urgent"]:
        lines += [f"urgent:\n  reason: {_NEUTRAL}\n  expires: {date + timedelta(days=1):%Y-%m-%dT%H:%M}"]
    if photo:
        image = {name: json.dumps(row["image"][name], ensure_ascii=False) for name in ("alt", "caption")}
        lines += [f"photos:\n  - file: {photo}\n    alt: {image['alt']}\n    caption: {image['caption']}"]
        lines += ["    people: none"]
    return "---\n" + "\n".join(lines) + f"\n---\n{row['body']}\n"


def _photo(row: Row, content: Path) -> str:
    """The picture's name as the tool takes it; an empty string where there is none."""
    if not row["image"]:
        return ""
    stem = row["image"]["file"].rpartition(".")[0] or row["image"]["file"]
    name = re.sub(r"[^a-z0-9._-]+", "-", stem.casefold()).strip("-._") or "picture"
    Image.new("RGB", (64, 48), "grey").save(content / "photos" / f"{name}.jpg")
    return f"{name}.jpg"


def _as_named(post: Post, row: Row) -> Post:
    """The post with the picture's own name, which is judged as well."""
    if not post.photos:
        return post
    name = row["image"]["file"]
    (photo,) = post.photos
    fields = tuple(
        Field(name=field.name, text=name, line=field.line, column=field.column)
        if field.name == "photos[0].file"
        else field
        for field in post.fields
    )
    named: Photo = replace(photo, file=photo.file)
    return replace(post, fields=fields, photos=(named,))
