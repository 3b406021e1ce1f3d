"""How does Pelican get the posts? From our own parser alone: what was read is what is judged and what is rendered.

Readings are made once, when Pelican starts, and handed out by path; every other reader is taken away.
"""

from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import Any, Protocol

from pelican import signals
from pelican.readers import BaseReader
from pelican.urlwrappers import Category, Tag

from plugins.model.order import Order
from plugins.model.post import Kind, Post
from plugins.reading.reader import Reading, read_all

READINGS = "SCHOOLGATE_READINGS"


class _Pelican(Protocol):
    settings: MutableMapping[str, Any]


class _Readers(Protocol):
    reader_classes: dict[str, type]


class PostReader(BaseReader):  # type: ignore[misc]  # pelican has no type information
    """Hands Pelican the post that was read from a file."""

    file_extensions = ("md",)
    enabled = True

    def read(self, filename: str) -> tuple[str, dict[str, Any]]:
        """The sanitised body and the metadata; KeyError or ValueError for a file that has no post.

        Pelican skips such a file and goes on; the gate counts, and stops the build.
        """
        reading = self.settings[READINGS][filename]
        if reading.post is None:
            raise ValueError(f"{reading.path} could not be read")
        return reading.post.html, metadata(reading.post, self.settings)


def metadata(post: Post, settings: Mapping[str, Any]) -> dict[str, Any]:
    """What Pelican and the templates may know of a post: these keys and no others."""
    shared = {
        "title": post.title,
        "summary": post.summary,
        "date": post.published,
        "slug": post.id,
        "lang": post.lang,
        "status": "published",
        "template": "article" if post.kind is Kind.POST else "page",
        "post": post,
    }
    if post.kind is Kind.PAGE:
        return shared
    return {
        **shared,
        "category": Category(post.category, settings),
        "tags": [Tag(tag, settings) for tag in post.tags],
    }


def readings(settings: Mapping[str, Any]) -> tuple[Reading, ...]:
    """Everything that was read of content/, in the order of paths."""
    return tuple(settings[READINGS].values())


def read_content(pelican: _Pelican) -> None:
    """Every file once, before Pelican does anything: as it was judged, or else read here."""
    root = Path(pelican.settings["PATH"]).absolute()  # as Pelican names files; a link and its target stay two files
    order: Order | None = pelican.settings.get("SCHOOLGATE_ORDER")
    if order and order.judged is not None:
        found = tuple(Reading(path=one.case.path, digest=one.digest, post=one.post, faults=()) for one in order.judged)
    else:
        found = read_all(root, pelican.settings["SCHOOL"])
    pelican.settings[READINGS] = {str(root / one.path.removeprefix("content/")): one for one in found}


def only_our_reader(readers: _Readers) -> None:
    """Take every other reader away; `static` is how Pelican copies files, and is given none."""
    for name in list(readers.reader_classes):
        if name != "static":
            del readers.reader_classes[name]
    readers.reader_classes["md"] = PostReader


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(read_content)
    signals.readers_init.connect(only_our_reader)
