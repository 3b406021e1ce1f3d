"""One bad input: how it is put into a school's content, which file is refused for it, and what the author is told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from plugins.detect.known import Known
from plugins.detect.roll import Child, Roll
from plugins.judging.examine import examine
from plugins.model.case import Judged
from plugins.model.finding import Severity
from plugins.reading.reader import read_all
from tests import make
from tests.commands.workspace import text

CHILD = ("Jonty", "Quillfeather")
ROLL = Roll(children=(Child(firsts=CHILD[:1], lasts=CHILD[1:]),))
NOW = make.at("2026-11-23 10:00")


@dataclass(frozen=True, kw_only=True)
class Case:
    """`put` gets the folder content/ and a name that no other case has; `file`, below content/, is refused."""

    name: str
    put: Callable[[Path, str], None]
    told: str
    file: str

    def plant(self, content: Path) -> None:
        """Put it where a teacher, or somebody who means harm, would."""
        self.put(content, self.name)

    def refused(self, judged: Sequence[Judged]) -> list[str]:
        """What is told of its file, where that stops it."""
        path = f"content/{self.file}"
        return [
            f"{finding.place}: {finding.message} {finding.remedy}"
            for one in judged
            for finding in one.findings
            if one.case.path == path and finding.severity is Severity.BLOCK
        ]


def write(file: Path, data: str | bytes) -> None:
    """A file with the folders above it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data.encode() if isinstance(data, str) else data)


def posted(name: str, told: str, *, body: str = "Everybody counted along.", **settings: str) -> Case:
    """A post that keeps the policy but for these settings or this body."""

    def put(content: Path, name: str) -> None:
        write(content / f"news/{name}.md", text(f"{name}-1a2b", body=body, **settings))

    return Case(name=name, put=put, told=told, file=f"news/{name}.md")


def raw(name: str, told: str, data: str | bytes, file: str = "") -> Case:
    """A file of exactly these bytes."""
    where = file or f"news/{name}.md"
    shown = where.replace("\n", "?").replace("\u202e", "?")
    return Case(name=name, put=lambda content, _: write(content / where, data), told=told, file=shown)


def made(name: str, told: str, file: str, put: Callable[[Path, str], None]) -> Case:
    """Something that is no plain file."""
    return Case(name=name, put=put, told=told, file=file)


def judge(content: Path, memory: Path) -> tuple[Judged, ...]:
    """Read and judge a whole folder, as every command that publishes does."""
    known = Known(school=make.school(), roll=ROLL, memory=make.memory(memory))
    return examine(read_all(content, known.school), content, known, now=NOW)
