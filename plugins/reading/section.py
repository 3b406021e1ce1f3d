"""Which settings stand here, and are they what they should be? One table of the front matter, key by key."""

import difflib
import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from plugins.model.post import Field
from plugins.reading.body import forbidden
from plugins.reading.faults import Faults
from plugins.reading.frontmatter import Node, Rows, Table, Text

_Parsed = TypeVar("_Parsed")
_Kind = TypeVar("_Kind", Text, Rows, Table)
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,30}", re.ASCII)


class Section:
    """One table; gives its values as plain types, remembers every mistake and every place where words stand."""

    def __init__(self, table: Table, known: Sequence[str], faults: Faults, name: str = "") -> None:
        self._table = table
        self._faults = faults
        self._name = name
        self.fields: list[Field] = []
        for key in table.keys:
            if key.text not in known:
                self._unknown(key, known)

    def __contains__(self, key: str) -> bool:
        return self._node(key) is not None

    def wrong(self, key: str, note: str, remedy: str) -> None:
        """Tell a fault of one setting, at its value or, where it is missing, at the table."""
        node = self._node(key) or self._table
        self._faults.add(node.line, node.column, f"`{self._name}{key}` {note}", remedy)

    def text(self, key: str, most: int, *, needed: bool = False, lines: bool = False) -> str:
        """Words of at most `most` characters; empty where there are none."""
        node = self._node(key)
        if node is None and needed:
            self.wrong(key, "is missing", f"add a line `{key}: …`")
        words = self._expect(key, node, Text)
        if words is None:
            return ""
        self._judge(key, words, most, lines=lines)
        return words.text

    def choice(self, key: str, allowed: Sequence[str], default: str = "") -> str:
        """One of the allowed words; the first of them where the setting is wrong."""
        word = self.text(key, 100, needed=not default) or default
        if word in allowed:
            return word
        if key in self:
            self.wrong(key, "is not one of the words that are possible here", f"write one of: {', '.join(allowed)}")
        return allowed[0]

    def parsed(self, key: str, parse: Callable[[str], _Parsed], *, needed: bool = False) -> _Parsed | None:
        """What `parse` makes of the words; its ValueError is the fault."""
        text = self.text(key, 200, needed=needed)
        if not text:
            return None
        try:
            return parse(text)
        except ValueError as error:
            self.wrong(key, str(error), "correct this line")
            return None

    def words(self, key: str, most: int, longest: int) -> tuple[str, ...]:
        """A list of words, each said once."""
        texts = [text for item in self._rows(key, most) if (text := self._expect(key, item, Text))]
        for item in texts:
            self._judge(key, item, longest)
        words = tuple(item.text for item in texts)
        if len({word.casefold() for word in words}) < len(words):
            self.wrong(key, "says the same twice", "delete one of the two")
        return words

    def section(self, key: str, known: Sequence[str]) -> "Section | None":
        """A table within this one."""
        table = self._expect(key, self._node(key), Table)
        return self._inner(table, known, f"{key}.") if table else None

    def sections(self, key: str, most: int, known: Sequence[str]) -> "tuple[Section, ...]":
        """A list of tables."""
        rows = enumerate(self._expect(key, row, Table) for row in self._rows(key, most))
        return tuple(self._inner(table, known, f"{key}[{number}].") for number, table in rows if table)

    @property
    def line(self) -> int:
        """Where the table begins."""
        return self._table.line

    def _inner(self, table: Table, known: Sequence[str], name: str) -> "Section":
        inner = Section(table, known, self._faults, self._name + name)
        inner.fields = self.fields  # one list for the whole file, in the order of reading
        return inner

    def _node(self, key: str) -> Node | None:
        node = self._table.values.get(key)
        return None if isinstance(node, Text) and not node.text else node

    def _rows(self, key: str, most: int) -> tuple[Node, ...]:
        rows = self._expect(key, self._node(key), Rows)
        if rows is None:
            return ()
        if len(rows.items) > most:
            self.wrong(key, f"has more than {most} entries", f"keep the {most} that matter most")
        return rows.items[:most]

    def _expect(self, key: str, node: Node | None, kind: type[_Kind]) -> _Kind | None:
        if node is None or isinstance(node, kind):
            return node
        self._faults.add(
            node.line, node.column, f"`{self._name}{key}` {_WRONG[kind]}", "write it as the other posts do"
        )
        return None

    def _judge(self, key: str, words: Text, most: int, *, lines: bool = False) -> None:
        self.fields.append(Field(name=self._name + key, text=words.text, line=words.line, column=words.column))
        forbidden(words.text, words.line, words.column, self._faults)
        if len(words.text) > most:
            note, remedy = f"is longer than {most:,} letters", "say it in fewer words"
        elif not lines and re.search(r"[\n\t]", words.text):
            note, remedy = "has more than one line, or a tab", "write it in one line"
        else:
            return
        self._faults.add(words.line, words.column, f"`{self._name}{key}` {note}", remedy)

    def _unknown(self, key: Text, known: Sequence[str]) -> None:
        near = difflib.get_close_matches(key.text, known, 1)
        # A key that is no plain word is not repeated: anything may stand there, a name as well.
        told = f"`{self._name}{key.text}`" if _NAME.fullmatch(key.text) else "this"
        remedy = f"did you mean `{near[0]}`?" if near else f"take it out; possible are {', '.join(known)}"
        self._faults.add(key.line, key.column, f"{told} is not a setting of a post", remedy)


_WRONG = {Text: "must be words", Rows: "must be a list in [brackets]", Table: "must have settings of its own below it"}
