"""Could these words keep Markdown busy for ever? Python-Markdown has no limits of its own, so the text has them."""

import re
from collections.abc import Iterator

from plugins.reading.faults import Faults

# Without the caps 64 KiB take minutes: unclosed brackets 9 s in one paragraph (119 s for 20,000 of them), rules and
# headings line by line 18 and 30 s, a wide table of short rows 188 s, nested quotations end in RecursionError.
# Within them the worst of two thousand generated texts of that size takes 0.2 s of processor time.
MOST_BYTES = 64 * 1024
# Of prose, about five thousand words: what is looked for in every one of them takes less than a second.
_LETTERS = 30_000
_LINES = 1_000
_PARAGRAPH = 3_000
_LONGEST_WORD = 100
_MARKS_IN_A_PARAGRAPH = 300
_MARKS = 4_000
_PAIRS = 200
_LOOSE_BRACKETS = 20
_BARS_IN_A_LINE = 20
_INDENT = 24
_WORD = re.compile(rf"\w{{{_LONGEST_WORD + 1}}}")
_MARK = re.compile(r"[][*_`<\\&]")
_NESTED = re.compile(r"\s*(?:(?:>|[*+-](?=\s)|\d+\.(?=\s))\s*){6,}")
# A pair that Markdown, too, sees as one: nothing inside could swallow the closing bracket.
_PAIR = re.compile(r"\[[^][`\\<]*\]")


def within(body: str, first_line: int, faults: Faults) -> bool:
    """Whether a body may be rendered at all; a fault for every limit that it breaks."""
    if len(body) > _LETTERS:
        faults.add(first_line, 1, f"the text is longer than {_LETTERS:,} letters", "make several posts of it")
        return False
    lines = body.split("\n")
    if len(lines) > _LINES:
        faults.add(first_line + _LINES, 1, f"the text has more than {_LINES:,} lines", "make several posts of it")
        return False
    broken = [*_shapes(lines), *_counts(lines)]
    for number, note, remedy in broken:
        faults.add(first_line + number, 1, note, remedy)
    return not broken


def _shapes(lines: list[str]) -> Iterator[tuple[int, str, str]]:
    letters = marks = 0
    for number, line in enumerate(lines):
        letters, marks = (letters + len(line) + 1, marks + len(_MARK.findall(line))) if line.strip() else (0, 0)
        if letters > _PARAGRAPH or marks > _MARKS_IN_A_PARAGRAPH:
            letters = marks = 0
            yield number, "this paragraph is too long or has too many marks", "put an empty line into it"
        if len(line) - len(line.lstrip()) > _INDENT or _NESTED.match(line):
            yield number, "this line is nested too deeply", "take out some of the marks at its start"
        if _WORD.search(line):
            yield number, f"a word of more than {_LONGEST_WORD} letters stands here", "write it as several words"
        if line.count("|") > _BARS_IN_A_LINE:
            yield number, f"there are more than {_BARS_IN_A_LINE} bars (|) in this line", "make the table narrower"


def _counts(lines: list[str]) -> Iterator[tuple[int, str, str]]:
    marks = pairs = loose = 0
    for number, line in enumerate(lines):
        marks += len(_MARK.findall(line))
        alone, found = _PAIR.subn("", line)
        pairs += found
        loose += alone.count("[") + alone.count("]")
        if marks > _MARKS or pairs > _PAIRS:
            yield number, "this text has too many links or marks", "make several posts of it"
            return
        if loose > _LOOSE_BRACKETS:
            yield number, "too many brackets in this text are open or inside one another", "close or delete them"
            return
