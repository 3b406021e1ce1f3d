"""What is in this HTML? One walk over rendered text: its words, its links, and everything that must not be there."""

from dataclasses import dataclass
from html.parser import HTMLParser

TAGS = frozenset(
    "p br h2 h3 h4 ul ol li strong em a blockquote code pre table thead tbody tr th td hr".split()  # noqa: SIM905 - a list of 22 strings is harder to read
)
ATTRIBUTES = {"a": frozenset({"href", "title"}), "ol": frozenset({"start"})}
_INLINE = frozenset({"strong", "em", "a", "code"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """One link as it was rendered, entities resolved."""

    target: str
    title: str


class Markup(HTMLParser):
    """`shape` is all that a browser would see, in order; `text` the words alone, a line for each block."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.shape: list[str | tuple[str, tuple[tuple[str, str], ...]]] = []
        self.anchors: list[Anchor] = []
        self.strange: list[tuple[str, str]] = []
        self._words: list[str] = []
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        """The words, without empty lines."""
        lines = (line.strip() for line in "".join(self._words).split("\n"))
        return "\n".join(line for line in lines if line)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One start tag; what is not allowed is remembered as (tag, attribute or nothing)."""
        plain = tuple((name, value or "") for name, value in attrs)
        self.shape.append((tag, plain))
        if tag not in TAGS:
            self.strange.append((tag, ""))
        allowed = ATTRIBUTES.get(tag, frozenset())
        self.strange += [(tag, name) for name, _ in plain if tag in TAGS and name not in allowed]
        if tag == "a":
            self.anchors.append(Anchor(target=dict(plain).get("href", ""), title=dict(plain).get("title", "")))
        self._separate(tag)

    def handle_endtag(self, tag: str) -> None:
        """One end tag."""
        self.shape.append(("/" + tag, ()))
        self._separate(tag)

    def handle_data(self, data: str) -> None:
        """Words between tags."""
        self._words.append(data)
        last = self.shape[-1] if self.shape else None
        if isinstance(last, str):  # one text may come in pieces
            self.shape[-1] = last + data
        else:
            self.shape.append(data)

    def handle_comment(self, data: str) -> None:
        """A comment, which Markdown never makes of its own accord."""
        self.shape.append(("!--", (("", data),)))
        self.strange.append(("!--", ""))

    def _separate(self, tag: str) -> None:
        if tag not in _INLINE:
            self._words.append("\n")
