"""Which sentences does a post have, and where does each of them stand? Markdown's signs taken off, lines kept."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plugins.model.post import Field, Post

_LONGEST = 60
"""Words; the model reads 128 pieces of words and would not see the rest."""
_STEP = 45
_FIELDS = re.compile(r"title|summary|tweet|event\.(?:reason|place)|urgent\.reason|photos\[\d+\]\.(?:alt|caption)")
_NO_END = r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bRev)(?<!\be\.g)(?<!\bi\.e)(?<!\bNo)(?<!\b[A-Z])"
_END = re.compile(
    rf"(?:{_NO_END}(?:\.|…)|[!?]+)[\"'”’)\]]*\s+(?=[\"'“‘(\[]?(?:[A-Z0-9@#]|[^\w\s\"'“‘(,;:.!?–-]))"  # noqa: RUF001
    r"|(?<=[\U0001F000-\U0001FAFF☀-➿️])\s+(?=[\"'“‘(]?[A-Z0-9@])"  # noqa: RUF001 - typographic marks
)
_LINK = re.compile(r"\[([^\]\[]*)\]\([^()\s]*(?:\s[^()]*)?\)")
_EMPHASIS = re.compile(r"\*+|~~|`|(?<![^\W_])_+|_+(?![^\W_])")
_ITEM = re.compile(r"^[ \t]*(?:#{1,6}\s+|[-*+]\s+|\d{1,3}[.)]\s+|>\s?|\|)")
_RULER = re.compile(r"[ \t|:=-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One sentence as plain words; `target` is its field, `line` where it starts."""

    text: str
    target: str
    line: int
    column: int = 1

    @property
    def pictured(self) -> bool:
        """Whether it says what is to be seen in a photo."""
        return self.target.endswith((".alt", ".caption"))


def passages(post: Post) -> tuple[Passage, ...]:
    """Every sentence that a reader of the post meets, in the order of its fields."""
    fields = [field for field in post.fields if _FIELDS.fullmatch(field.name)]
    body = [field for field in post.fields if field.name == "body"]
    blocks = [*((field,) for field in fields), *_paragraphs(body)]
    return tuple(passage for block in blocks for passage in _sentences(block))


def split(text: str) -> tuple[str, ...]:
    """The sentences of a text without fields."""
    return tuple(passage.text for passage in _sentences([Field(name="body", text=text, line=1)]))


def _paragraphs(lines: Sequence[Field]) -> Iterator[Sequence[Field]]:
    """Lines that are read as one; an item of a list, a heading and a row of a table each stand alone."""
    block: list[Field] = []
    for line in lines:
        if block and (not line.text.strip() or _ITEM.match(line.text) or _ITEM.match(block[-1].text, 0, 8)):
            if line.text.strip() and not _ITEM.match(line.text) and not block[0].text.lstrip().startswith(("#", "|")):
                block.append(line)
                continue
            yield block
            block = []
        if line.text.strip():
            block.append(line)
    if block:
        yield block


def _sentences(block: Sequence[Field]) -> Iterator[Passage]:
    starts: list[tuple[int, Field]] = []
    text = ""
    for field in block:
        plain = _plain(field.text)
        if plain:
            starts.append((len(text), field))
            text += plain + " "
    begin = 0
    for end in [*(found.end() for found in _END.finditer(text)), len(text)]:
        sentence = text[begin:end].strip()
        if re.search(r"\w", sentence):
            field = next(field for start, field in reversed(starts) if start <= begin)
            column = field.column if begin == 0 else 1
            for piece in _pieces(sentence):
                yield Passage(text=piece, target=field.name, line=field.line, column=column)
        begin = end


def _plain(line: str) -> str:
    if _RULER.fullmatch(line):
        return ""
    bare = _EMPHASIS.sub("", _LINK.sub(r"\1", _ITEM.sub("", line, count=1)))
    return " ".join(bare.replace("|", " , ").split()).strip(" ,")


def _pieces(sentence: str) -> Iterator[str]:
    """What is too long for the model, in pieces that overlap."""
    words = sentence.split()
    if len(words) <= _LONGEST:
        yield sentence
        return
    for start in range(0, len(words) - (_LONGEST - _STEP), _STEP):
        yield " ".join(words[start : start + _LONGEST])
