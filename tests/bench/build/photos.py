"""What do the detectors say of the photos? That there is a disc: nobody need wait for them to look at each one.

The bench is about building. What detectors would remember of these pictures is written down as they would write it: no
metadata, no face, no writing.
"""

import hashlib
from pathlib import Path

from plugins.detect.memory import FOLDER, Memory
from plugins.detect.photo import METADATA
from plugins.detect.seen import FACES, WRITING, Face
from plugins.detect.written import Writing
from plugins.model.finding import Detection


def remember(folder: Path) -> None:
    """Write it down for every photo of a clone."""
    memory = Memory(folder / ".schoolgate" / "cache" / FOLDER)
    for file in (folder / "content" / "photos").iterdir():
        key = f"{hashlib.sha256(file.read_bytes()).hexdigest()} {file.suffix}"
        memory.recall(METADATA, key, tuple[Detection, ...], tuple)
        memory.recall(FACES, key, tuple[Face, ...], tuple)
        memory.recall(WRITING, key, Writing, lambda: Writing(letters=False, words=()))
