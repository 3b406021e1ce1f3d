"""What will a reader see? The words below the settings, rendered once, refused where they are more than words."""

import html as entities
import re
from collections.abc import Iterator
from dataclasses import dataclass

import markdown
import nh3
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension

from plugins.model.post import Field, Link
from plugins.reading import caps, characters, links
from plugins.reading.faults import Faults
from plugins.reading.frontmatter import Source
from plugins.reading.markup import ATTRIBUTES, TAGS, Markup

MOST_LINKS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The sanitised HTML, its plain words, its links, and every place where words hide."""

    html: str
    text: str
    links: tuple[Link, ...]
    fields: tuple[Field, ...]


def _markdown() -> markdown.Markdown:
    """One converter for all posts: making one costs as much as a third of a conversion.

    It knows no HTML at all: what looks like a tag is shown as words, and refused before by `_SOURCE`.
    """
    made = markdown.Markdown(extensions=[SaneListExtension(), TableExtension()], output_format="html")
    made.preprocessors.deregister("html_block")
    made.inlinePatterns.deregister("html")
    return made


_MARKDOWN = _markdown()
_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
    url_schemes=set(links.SCHEMES),
    link_rel=None,
)
_PLACEHOLDER = (
    re.compile(r"\{(?:static|attach|filename|author|category|tag|index)\}|\{[{%#]", re.IGNORECASE),
    "words in braces are commands of the site's generator",
    "link to https://… or to /…; photos are named in the settings",
)
_HTML = (
    re.compile(r"<(?!(?:https?|mailto|tel):|[^\s<>@]+@)[A-Za-z/!?]", re.IGNORECASE),
    "HTML stands here; posts are written in Markdown",
    "take it out, or leave a space after <",
)
_IMAGE = (re.compile(r"!\["), "a photo stands in the text", "name it under photos: in the settings")
_SOURCE = (_PLACEHOLDER, _HTML, _IMAGE)
_HEADING = "headings start with ## here, or with ### or #### below it"
_STRANGE = {
    "h1": (re.compile(r"^[\s>*+-]*#(?!#)|^=+\s*$"), _HEADING, "write ## before it"),
    "h5": (re.compile(r"#{5}"), _HEADING, "write #### before it"),
    "h6": (re.compile(r"#{6}"), _HEADING, "write #### before it"),
    "th": (re.compile(r"-:|:-"), "columns are not aligned here", "take the colons out of this line"),
    "td": (re.compile(r"-:|:-"), "columns are not aligned here", "take the colons out of this line"),
}
_ENTITY = re.compile(r"&#?\w+;")


def render(source: Source, faults: Faults) -> Body:
    """The body of a file whose hidden characters are already replaced; empty where it may not be rendered."""
    lines = source.body.split("\n")
    raw = [Field(name="body", text=line, line=source.body_line + number) for number, line in enumerate(lines)]
    for number, line in enumerate(lines, source.body_line):
        forbidden(line, number, 1, faults)
    if not caps.within(source.body, source.body_line, faults):
        return Body(html="", text="", links=(), fields=tuple(raw))
    rendered = _MARKDOWN.reset().convert(source.body)
    cleaned = _CLEANER.clean(rendered)
    before = Markup(rendered)
    after = before if cleaned == rendered else Markup(cleaned)
    if before.strange:
        _tell_strange(before.strange, source, faults)
    elif before.shape != after.shape:
        faults.add(source.body_line, 1, "this text cannot be shown safely", "write it more simply, in short paragraphs")
    _tell_hidden(after, source, faults)
    found = tuple(_links(before, source, faults))
    words = Field(name="body-text", text=after.text, line=source.body_line)
    return Body(
        html=cleaned,
        text=after.text,
        links=tuple(Link(target=field.text, line=field.line) for field, is_target in found if is_target),
        fields=(*raw, words, *(field for field, _ in found)),
    )


def forbidden(text: str, line: int, column: int, faults: Faults) -> None:
    """Tell whatever in these words is a command or HTML."""
    for pattern, note, remedy in _SOURCE:
        for match in pattern.finditer(text):
            faults.add(line, column + match.start(), note, remedy)


def _tell_strange(strange: list[tuple[str, str]], source: Source, faults: Faults) -> None:
    for tag in sorted({tag for tag, _ in strange}):
        otherwise = _IMAGE if tag == "img" else _HTML
        pattern, note, remedy = _STRANGE.get(tag, otherwise)
        line = _line_of(pattern, source)
        faults.add(line, 1, note, remedy)


def _tell_hidden(seen: Markup, source: Source, faults: Faults) -> None:
    """Entities such as `&zwnj;` become characters only here; their line is where such an entity stands."""
    for text in (seen.text, *(words for anchor in seen.anchors for words in (anchor.target, anchor.title))):
        for _, hidden in characters.places(text):
            at = [m for m in _ENTITY.finditer(source.body) if hidden in entities.unescape(m[0])]
            line = source.body.count("\n", 0, at[0].start()) if at else 0
            characters.tell(hidden, source.body_line + line, 1, faults)


def _links(seen: Markup, source: Source, faults: Faults) -> Iterator[tuple[Field, bool]]:
    if len(seen.anchors) > MOST_LINKS:
        faults.add(source.body_line, 1, f"there are more than {MOST_LINKS} links in this text", "use fewer of them")
    for anchor in seen.anchors[:MOST_LINKS]:
        line = _line_of(re.compile(re.escape(anchor.target or "]()")), source)
        if reason := links.refusal(anchor.target):
            faults.add(line, 1, *reason)
        yield Field(name="link", text=anchor.target, line=line), True
        if anchor.title:
            yield Field(name="link", text=anchor.title, line=line), False


def _line_of(pattern: re.Pattern[str], source: Source) -> int:
    """The first line of the file on which a pattern stands; the body's first where it cannot be found."""
    lines = enumerate(source.body.split("\n"), source.body_line)
    return next((number for number, line in lines if pattern.search(line)), source.body_line)
