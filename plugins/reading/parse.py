"""What do the bytes of one file say? Front matter and Markdown become a post."""

from dataclasses import replace
from pathlib import Path

from plugins.model.post import ContentHash, Field, Kind, Post
from plugins.model.school import School
from plugins.reading import body, characters, frontmatter, walk
from plugins.reading.faults import Faults
from plugins.reading.hash import content_hash
from plugins.reading.schema import Surroundings, settings


def parse(data: bytes, source: str, content: Path, school: School, faults: Faults) -> Post | None:
    """Everything that can be read of the file `source` below `content`, so that all faults are told.

    The post means nothing where there was a fault.
    """
    kind = Kind.PAGE if source.startswith(f"{walk.PAGES}/") else Kind.POST
    text = characters.decode(data, faults)
    halves = frontmatter.split(characters.clean(text, faults), faults) if text is not None else None
    if halves is None:
        return None
    rendered = body.render(halves, faults)
    table = frontmatter.parse(halves.settings, faults)
    if table is None:
        return None
    values, words = settings(table, Surroundings(kind=kind, content=content, school=school), faults)
    if faults.told():
        return None
    post = Post(
        kind=kind,
        source=source,
        html=rendered.html,
        text=rendered.text,
        links=rendered.links,
        fields=(Field(name="file", text=source, line=1), *words, *frontmatter.comments(halves), *rendered.fields),
        content_hash=ContentHash(""),
        **values,
    )
    return replace(post, content_hash=content_hash(post))
