"""What do the detectors say of the news? That there is a disc, and no more: nobody need wait for them to look.

The bench is about building. What detectors would remember is written down as they would write it: no metadata, no face,
no writing, and words that mean what they say. What an edited post means is measured by the check after the edit.
"""

import hashlib
from pathlib import Path

from plugins.detect.meaning.remembered import meanings
from plugins.detect.memory import Memory
from plugins.detect.photo import METADATA
from plugins.detect.seal import Cache
from plugins.detect.seen import FACES, WRITING, Face
from plugins.detect.written import Writing
from plugins.model.finding import Detection
from plugins.model.settings import parse
from plugins.reading.reader import read_all

_KEY = b"of a bench that keeps its memory"


def remember(folder: Path, kept: Path) -> None:
    """Write it down for every photo and post of a clone; its cache begins as what was `kept` of an earlier bench."""
    cache = folder / ".schoolgate" / "cache"
    kept.mkdir(exist_ok=True)
    cache.parent.mkdir()
    kept.rename(cache)
    key_file = cache.with_name("key")
    key_file.write_bytes(_KEY)
    key_file.chmod(0o600)
    memory = Memory(Cache(folder=cache, key_file=key_file))
    for file in (folder / "content" / "photos").iterdir():
        key = f"{hashlib.sha256(file.read_bytes()).hexdigest()} {file.suffix}"
        memory.recall(METADATA, key, tuple[Detection, ...], tuple)
        memory.recall(FACES, key, tuple[Face, ...], tuple)
        memory.recall(WRITING, key, Writing, lambda: Writing(letters=False, words=()))
    school = parse((folder / "school.toml").read_text(encoding="utf-8"))
    for reading in read_all(folder / "content", school):
        if reading.post:
            meanings(reading.post, reading.path, memory, lambda _post, _path: ())
