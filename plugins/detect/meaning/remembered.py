"""What does a post mean, if it was measured before? Where it was, the model and its libraries are never loaded."""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from plugins.detect.memory import Detector, Memory
from plugins.model.finding import Detection
from plugins.model.post import Post


def _measured(post: Post, path: str) -> tuple[Detection, ...]:
    from plugins.detect.meaning.meanings import measured  # noqa: PLC0415 - see above
    from plugins.detect.meaning.model import shipped  # noqa: PLC0415 - see above

    return measured(post, path, shipped())


def meanings(
    post: Post, path: str, memory: Memory, measure: Callable[[Post, str], tuple[Detection, ...]] = _measured
) -> tuple[Detection, ...]:
    """Everything measured in a post, remembered by its content and the version of all that measures."""
    detector = Detector(name="meaning", version=version())
    key = f"{path}\n{post.content_hash}\n{sorted((field.name, field.line, field.text) for field in post.fields)}"
    return memory.recall(detector, key, tuple[Detection, ...], lambda: measure(post, path))


@cache
def version() -> str:
    """A digest of every file that has a say in an answer: all of this folder, and what looks for names beside it."""
    digest = hashlib.sha256()
    here = Path(__file__).parent
    for file in sorted((*here.iterdir(), *here.parent.iterdir())):
        if file.is_file():
            digest.update(file.read_bytes())
    return digest.hexdigest()
