"""What do the settings above a post say? YAML as plain words, each with its line and column, and nothing clever."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from plugins.model.post import Field
from plugins.reading import characters
from plugins.reading.faults import Faults

MOST_BYTES = 8 * 1024
_DEEPEST = 3
# The parser takes 11 s over 8 KiB of open brackets; over anything else of that size, less than 0.2 s.
_BRACKETS = 200
_FENCE = "---"
_COMMENT = re.compile(r"(?:^|\s)#\s*(.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Words as they were written: `no`, `12:30` and `~` stay what they are."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A list."""

    items: "tuple[Node, ...]"
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Settings by their names; `keys` are the names as they stand in the file."""

    keys: tuple[Text, ...]
    values: "Mapping[str, Node]"
    line: int
    column: int


Node = Text | Rows | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file in two halves: `settings` starts on line 2, `body` on line `body_line`."""

    settings: str
    body: str
    body_line: int


def split(text: str, faults: Faults) -> Source | None:
    """The two halves of a file; None where the lines of three hyphens are missing."""
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        faults.add(1, 1, "the file does not start with its settings", "start it with a line of three hyphens, ---")
        return None
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), 0)
    if not end:
        faults.add(1, 1, "the settings have no end", "end them with a second line of three hyphens, ---")
        return None
    return Source(settings="\n".join(lines[1:end]), body="\n".join(lines[end + 1 :]), body_line=end + 2)


def comments(source: Source) -> tuple[Field, ...]:
    """The words after # in the settings: nobody reads them on the site, yet they are in the file."""
    found = ((number, _COMMENT.search(line)) for number, line in enumerate(source.settings.split("\n"), 2))
    return tuple(
        Field(name="comment", text=comment[1], line=line, column=comment.start(1) + 1)
        for line, comment in found
        if comment
    )


def parse(settings: str, faults: Faults) -> Table | None:
    """The settings of one file, line 2 onwards; None where they are no settings at all."""
    if len(settings.encode()) > MOST_BYTES:
        faults.add(2, 1, "the settings are longer than 8 KiB", "move the words below the second line of hyphens")
        return None
    if settings.count("[") + settings.count("{") > _BRACKETS:
        faults.add(2, 1, f"the settings have more than {_BRACKETS} brackets", "use fewer of them")
        return None
    try:
        # The pure Python parser: the same on every machine, whether or not libyaml is there.
        events = list(yaml.parse(settings, Loader=yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 2, mark.column + 1) if mark else (2, 1)
        faults.add(line, column, *_syntax(error.problem or ""))
        return None
    except (ValueError, OverflowError):  # an escape or a number beyond all bounds, which PyYAML lets through
        faults.add(2, 1, *_syntax(""))
        return None
    return _Composer(events, faults).document()


def _syntax(problem: str) -> tuple[str, str]:
    """A note and a remedy in plain words; the parser's own words may quote a value."""
    if problem.startswith("mapping values are not allowed"):
        return "a second colon stands in this line", 'put the words after the first colon into "quotes"'
    if "'\\t'" in problem:
        return "a tab stands in front of these words", "use spaces"
    return "the settings cannot be understood from here", 'look for a missing colon or "quote" here or just above'


class _Composer:
    """Builds nodes from the parser's events and goes on after every mistake."""

    def __init__(self, events: list[Any], faults: Faults) -> None:
        self._events = iter(events)
        self._faults = faults

    def document(self) -> Table | None:
        started = [event for event in self._peel() if isinstance(event, yaml.DocumentStartEvent)]
        if not started:
            self._faults.add(2, 1, "there are no settings", "write at least id, title, date, category and summary")
            return None
        if started[0].explicit:
            self._tell(started[0], "the settings may have no directives", "delete the lines that start with %")
        root = self._node(next(self._events), 1)
        next(self._events)
        more = next(self._events)
        if not isinstance(more, yaml.StreamEndEvent):
            self._tell(more, "the settings end here and begin again", "delete this line of dots or hyphens")
        if isinstance(root, Table):
            return root
        self._faults.add(root.line, root.column, "these are no settings", "write one `name: words` on each line")
        return None

    def _peel(self) -> list[Any]:
        return [next(self._events), next(self._events)]

    def _tell(self, event: Any, note: str, remedy: str) -> None:  # noqa: ANN401 - PyYAML's events have no types
        self._faults.add(event.start_mark.line + 2, event.start_mark.column + 1, note, remedy)

    def _node(self, event: Any, depth: int) -> Node:  # noqa: ANN401 - the same
        line, column = event.start_mark.line + 2, event.start_mark.column + 1
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            self._tell(event, "& and * have a meaning of their own here", 'put the words into "quotes"')
        elif event.tag is not None:
            self._tell(event, "! has a meaning of its own here", 'put the words into "quotes"')
        if isinstance(event, yaml.CollectionStartEvent) and depth > _DEEPEST:
            self._tell(event, "the settings are nested too deeply", "write them as the other posts do")
            self._skip()
        elif isinstance(event, yaml.MappingStartEvent):
            return self._table(line, column, depth)
        elif isinstance(event, yaml.SequenceStartEvent):
            return self._rows(line, column, depth)
        elif isinstance(event, yaml.ScalarEvent):
            return self._text(event, line, column)
        return Text(text="", line=line, column=column)

    def _skip(self) -> None:
        depth = 1
        while depth:
            event = next(self._events)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)

    def _text(self, event: Any, line: int, column: int) -> Text:  # noqa: ANN401 - the same
        for _, hidden in characters.places(event.value):  # "\u202e" in quotes only now became what it is
            characters.tell(hidden, line, column, self._faults)
        return Text(text=event.value.strip(), line=line, column=column)

    def _rows(self, line: int, column: int, depth: int) -> Rows:
        items = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return Rows(items=tuple(items), line=line, column=column)

    def _table(self, line: int, column: int, depth: int) -> Table:
        keys: list[Text] = []
        values: dict[str, Node] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Text):
                self._faults.add(key.line, key.column, "a setting must have a plain name", "delete the brackets")
            elif key.text in values:
                self._faults.add(key.line, key.column, "this setting stands here twice", "delete one of the two")
            else:
                keys.append(key)
                values[key.text] = value
        return Table(keys=tuple(keys), values=values, line=line, column=column)
