"""The labelled posts as files that the tool itself reads: each row becomes Markdown and is read like any other post."""

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
from plugins.reading.reader import Reading, read

Row = Mapping[str, Any]

_NEUTRAL = "announced by the school"


def rows(file: Path) -> tuple[Row, ...]:
    """One labelled post a line: title, summary, body, category, date, event, urgent, image, labels."""
    return tuple(json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip())


def readings(labelled: Sequence[Row], content: Path, school: School) -> Iterator[tuple[str, Reading]]:
    """Id and reading of each row, in order; the files are written below `content`, the pictures are plain."""
    (content / "news").mkdir(parents=True, exist_ok=True)
    (content / "photos").mkdir(exist_ok=True)
    for number, row in enumerate(labelled):
        photo = _photo(row, content)
        file = content / "news" / f"case-{number}.md"
        file.write_text(_markdown(row, number, photo), encoding="utf-8")
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
        "summary": row["summary"] or row["title"],
    }
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in settings.items()]
    if row["event"]:
        start, end = date - timedelta(hours=1), date + timedelta(hours=1)
        lines += [f"event:\n  reason: {_NEUTRAL}\n  start: {start:%Y-%m-%dT%H:%M}\n  end: {end:%Y-%m-%dT%H:%M}"]
        lines += ["  place: as announced"]
    if row["urgent"]:
        lines += [f"urgent:\n  reason: {_NEUTRAL}\n  expires: {date + timedelta(days=1):%Y-%m-%dT%H:%M}"]
    if photo:
        image = {name: json.dumps(row["image"].get(name) or "", ensure_ascii=False) for name in ("alt", "caption")}
        lines += [f"photos:\n  - file: {photo}\n    alt: {image['alt']}\n    caption: {image['caption']}"]
        lines += ["    people: none"]
    return "---\n" + "\n".join(lines) + f"\n---\n{row['body']}\n"


def _photo(row: Row, content: Path) -> str:
    """The picture's name as the tool takes it; an empty string where there is none."""
    if not row.get("image"):
        return ""
    stem, _, _ = row["image"]["file"].rpartition(".")
    name = re.sub(r"[^a-z0-9._-]+", "-", stem.casefold()).strip("-._") or "picture"
    Image.new("RGB", (64, 48), "grey").save(content / "photos" / f"{name}.jpg")
    return f"{name}.jpg"


def _as_named(post: Post, row: Row) -> Post:
    """The post with the picture's own name, which is judged as well."""
    if not post.photos:
        return post
    name = str(row["image"]["file"])
    (photo,) = post.photos
    fields = tuple(
        Field(name=field.name, text=name, line=field.line, column=field.column)
        if field.name == "photos[0].file"
        else field
        for field in post.fields
    )
    named: Photo = replace(photo, file=photo.file)
    return replace(post, fields=fields, photos=(named,))
