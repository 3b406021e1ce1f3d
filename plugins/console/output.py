"""How is it told? As lines for a person, or as one JSON document for a program; the same facts either way."""

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any, cast

from rich.console import Console
from rich.text import Text

from plugins.console.exits import DONE
from plugins.model.errors import SchoolgateError
from plugins.model.finding import Finding, Severity
from plugins.model.school import School
from plugins.model.words import day_and_clock

_COLOURS = {Severity.BLOCK: "bold red", Severity.ASK: "bold yellow", Severity.NOTE: "bold cyan"}
_AS_IT_IS: dict[str, Any] = {"markup": False, "emoji": False, "highlight": False, "soft_wrap": True}


@contextmanager
def _to_whoever_reads(stream: IO[str]) -> Iterator[None]:
    """Where the reader has gone, or the disk is full, the rest is said to nobody.

    What was begun is finished all the same, and the exit code still tells how: `| head` must not end a deployment.
    """
    try:
        yield
    except OSError:
        with Path(os.devnull).open("w", encoding="utf-8") as nobody:
            os.dup2(nobody.fileno(), stream.fileno())


class _Console(Console):
    def print(self, *objects: Any, **options: Any) -> None:  # noqa: ANN401 - rich's own
        """Print; Rich alone would end the program where nobody reads on."""
        with _to_whoever_reads(self.file):
            super().print(*objects, **options)

    def on_broken_pipe(self) -> None:
        """Tell `print`."""
        raise BrokenPipeError


class Output:
    """Where a command tells what it does: results on standard output, progress and errors on standard error."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._facts: dict[str, Any] = {}
        self._hidden: dict[str, str] = {}
        self._document: dict[str, Any] | None = None
        cast("TextIOWrapper", sys.stdout).reconfigure(errors="backslashreplace")  # some terminals know no emoji
        self._out = _Console(**_AS_IT_IS)
        self._err = _Console(stderr=True, **_AS_IT_IS)

    def hide(self, words: str, otherwise: str) -> None:
        """From now on, tell `otherwise` in place of these words: logs are public."""
        self._hidden[words] = otherwise

    def only_document(self, document: dict[str, Any] | None = None) -> None:
        """Tell no lines, but one JSON document at the end: this one, or the facts where something goes wrong first."""
        self._as_json = True
        self._document = document

    def say(self, line: str = "") -> None:
        """Tell a person one line of the result."""
        if not self._as_json:
            self._out.print(self._shown(line))

    def step(self, line: str) -> None:
        """Tell a person what is being done now; long work is never silent."""
        if not self._as_json:
            self._err.print(Text.assemble(("· ", "dim"), self._shown(line)))

    def fact(self, **facts: Any) -> None:  # noqa: ANN401 - whatever JSON holds
        """Add to the JSON document."""
        self._facts |= facts

    def findings(self, found: Sequence[Finding]) -> None:
        """Tell every finding, each with what to do about it."""
        for finding in found:
            self._finding(finding)
        self.fact(findings=[_plain(finding) for finding in found])

    def _finding(self, finding: Finding) -> None:
        if self._as_json:
            return
        line = Text(self._shown(str(finding)))
        line.highlight_words([finding.severity.name], _COLOURS[finding.severity])
        self._out.print(line)
        self._out.print(f"    fix: {finding.remedy}")

    def error(self, error: SchoolgateError) -> None:
        """Tell what went wrong and what to do."""
        self.fact(error={"kind": type(error).__name__, "what": error.what, "fix": error.fix})
        if not self._as_json:
            self._err.print(Text.assemble(("error:", "bold red"), f" {self._shown(error.what)}"))
            self._err.print(f"    fix: {self._shown(error.fix)}")

    def end(self, code: int) -> None:
        """Finish the JSON document."""
        if self._as_json:
            facts = self._document or {**self._facts, "exit_code": code, "ok": code == DONE}
            with _to_whoever_reads(sys.stdout):
                sys.stdout.write(self._shown(json.dumps(facts, indent=2, default=str), _in_json) + "\n")
                sys.stdout.flush()

    def _shown(self, text: str, form: Callable[[str], str] = str) -> str:
        for words, otherwise in self._hidden.items():
            text = text.replace(form(words), form(otherwise))
        return text


def _in_json(words: str) -> str:
    return json.dumps(words)[1:-1]


def waits(why: str, at: datetime | None, now: datetime, school: School) -> str:
    """Until when a post waits, and why; many a reason says until when by itself."""
    if at is not None and at > now and "until" not in why:
        return f"waits until {day_and_clock(at.astimezone(school.hours.timezone))}: {why}"
    return why if why.startswith("waits") else f"waits: {why}"


def _plain(finding: Finding) -> dict[str, Any]:
    return {
        "path": finding.place.path,
        "line": finding.place.line,
        "column": finding.place.column,
        "severity": finding.severity.name,
        "rule": finding.rule,
        "clause": finding.clause,
        "message": finding.message,
        "fix": finding.remedy,
    }
