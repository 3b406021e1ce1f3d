"""A school's content folder for tests: one post that reads well, and ways to spoil it."""

from collections.abc import Mapping
from pathlib import Path

from plugins.reading.faults import Faults
from plugins.reading.reader import Reading, read
from tests import make

SETTINGS: Mapping[str, str] = {
    "id": "reading-miles-7f3k",
    "title": "Reading miles",
    "date": "2026-11-23 10:00",
    "category": "achievement",
    "summary": "Together we have read enough pages to reach Edinburgh.",
}
BODY = "\nThat is 1.6 million pages since September.\n"


def source(*, body: str | None = BODY, **changes: str | None) -> str:
    """The text of a post; None takes a setting out."""
    lines = [f"{key}: {value}" for key, value in {**SETTINGS, **changes}.items() if value is not None]
    return "\n".join(["---", *lines, "---", body or ""])


def put(content: Path, name: str, text: str | bytes = "") -> Path:
    """A file below content/."""
    file = content / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def reading(content: Path, text: str | bytes, name: str = "news/reading-miles.md") -> Reading:
    """What is read from a file of that text."""
    return read(put(content, name, text), content, make.school())


def notes(found: Reading | Faults) -> list[tuple[int, str]]:
    """The line and the note of each fault."""
    faults = found.told() if isinstance(found, Faults) else found.faults
    return [(fault.place.line, fault.note) for fault in faults]
