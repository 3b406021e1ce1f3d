"""What stands between an attack and the site? Each layer by the name under which it can be taken out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import markdown

from plugins.model.case import Judged


class _Careless:
    """A sanitiser that lets everything pass."""

    def clean(self, html: str) -> str:
        return html


def _nothing(*_: object, **__: object) -> None:
    return None


def _none(*_: object) -> tuple[()]:
    return ()


def _bytes(file: Path, _most: int) -> bytes:
    return file.read_bytes()


def _lenient(data: bytes, _faults: object) -> str:
    return data.decode("utf-8", "replace").replace("\ufffd", "?")


def _goes(one: Judged) -> bool:
    return one.post is not None and not one.blocked


def _shows(words: str) -> Callable[[Judged], bool]:
    """Whether the post goes, and its page would hold these words as they are."""
    return lambda one: _goes(one) and one.post is not None and words in one.post.html


@dataclass(frozen=True, kw_only=True)
class Guard:
    """`layers` are what to put in place of each; without all of them `through` holds, with any one left it does not."""

    layers: Mapping[str, Any]
    through: Callable[[Judged], bool] = _goes


_SOURCE = {"plugins.reading.body._SOURCE": ()}
_PARSER = {"plugins.reading.body._MARKDOWN": markdown.Markdown(output_format="html")}
_CLEANER = {"plugins.reading.body._CLEANER": _Careless()}
_TELLER = {"plugins.reading.body._tell_strange": _nothing}
_TARGETS = {"plugins.reading.links.refusal": _nothing}
_RULE = {"plugins.policy.rules.links._why": lambda *_: ("", "")}
_KEYS = {"plugins.reading.section.Section._unknown": _nothing}
_SEEN = {"plugins.reading.characters.places": _none}
_FILES = {"plugins.reading.files.load": _bytes}
_NAMES = {"plugins.judging.measure.names": _none}

GUARDS: Mapping[str, Guard] = {
    "attach": Guard(layers={**_SOURCE, **_TARGETS, **_RULE}, through=_shows("{attach}")),
    "climbing-percent": Guard(layers=_TARGETS),
    "file-link": Guard(layers={**_TARGETS, **_RULE, **_CLEANER}, through=_shows("file:")),
    "symlink-file": Guard(layers=_FILES),
    "twins": Guard(layers={"plugins.reading.walk.alike": lambda _: set()}),
    "hidden": Guard(layers={"plugins.reading.walk.refusal": _nothing}),
    "reserved": Guard(layers={"plugins.reading.walk.refusal": _nothing}),
    "key-content": Guard(layers=_KEYS),
    "key-save-as": Guard(layers=_KEYS),
    "key-approved": Guard(layers=_KEYS),
    "own-tag": Guard(layers={"plugins.reading.frontmatter._Composer._tell": _nothing}),
    "alias": Guard(layers={"plugins.reading.frontmatter._Composer._tell": _nothing}),
    "id-again": Guard(layers={"plugins.reading.reader._with_doubled_ids": list}),
    "category-path": Guard(layers={"plugins.reading.schema.CATEGORIES": ("news", "../x")}),
    "script": Guard(layers={**_SOURCE, **_PARSER, **_CLEANER, **_TELLER}, through=_shows("<script>")),
    "onerror": Guard(layers={**_SOURCE, **_PARSER, **_CLEANER, **_TELLER}, through=_shows("<img")),
    "iframe": Guard(layers={**_SOURCE, **_PARSER, **_CLEANER, **_TELLER}, through=_shows("<iframe")),
    "comment": Guard(layers={**_SOURCE, **_PARSER, **_CLEANER, **_TELLER, **_NAMES}, through=_shows("<!--")),
    "markdown-image": Guard(layers={**_SOURCE, **_CLEANER, **_TELLER}, through=_shows("<img")),
    "jinja-words": Guard(layers=_SOURCE),
    "javascript": Guard(layers={**_TARGETS, **_RULE, **_CLEANER}, through=_shows("javascript:")),
    "data": Guard(layers={**_TARGETS, **_RULE, **_CLEANER}, through=_shows("data:")),
    "protocol-relative": Guard(layers={**_TARGETS, **_RULE}, through=_shows('"//evil')),
    "number-address": Guard(layers=_RULE),
    "brackets-in-lines": Guard(layers={"plugins.reading.caps.within": lambda *_: True}),
    "links": Guard(layers={"plugins.reading.caps.within": lambda *_: True, "plugins.reading.body.MOST_LINKS": 1_000}),
    "invalid-utf8": Guard(layers={"plugins.reading.characters.decode": _lenient}),
    "character-202e": Guard(layers=_SEEN, through=_shows("\u202e")),
    "character-200b": Guard(layers=_SEEN, through=_shows("\u200b")),
    "entity-bidi": Guard(layers=_SEEN, through=_shows("\u202e")),
    "bidi-escape": Guard(layers=_SEEN),
    "letters-plain": Guard(layers=_NAMES, through=_shows("Jonty Quillfeather")),
    "letters-cyrillic": Guard(layers=_NAMES),
    "place-file": Guard(layers=_NAMES),
    "unseen-zero-width": Guard(layers={**_SEEN, **_NAMES}),
    "photo-gps": Guard(layers={"plugins.detect.photo.inspect": _none}),
    "photo-polyglot-zip": Guard(layers={"plugins.detect.photo.inspect": _none}),
    "photo-bomb": Guard(layers={"plugins.detect.photo.inspect": _none}),
    "alt-missing": Guard(layers={"plugins.policy.rules.alt_text._why": lambda *_: ""}),
    "too-heavy": Guard(layers={"plugins.policy.rules.tweet_length._LIMIT": 1_000}),
    "answer": Guard(
        layers={
            "plugins.policy.rules.reply_debate._FORBIDDEN": (),
            "plugins.policy.rules.reply_debate._mentions": lambda _: (),
        }
    ),
    "hidden-address": Guard(layers={"plugins.judging.examine.links_elsewhere": lambda *_: False}),
}
"""By the case that it keeps out."""
