"""What can be seen in a post? All that the detectors find in its words and photos; they measure and never judge."""

from collections.abc import Iterator
from pathlib import Path

from plugins.detect.contact import contacts
from plugins.detect.known import Known
from plugins.detect.meaning.remembered import meanings
from plugins.detect.names import names
from plugins.detect.photo import photos
from plugins.model.finding import Detection
from plugins.model.post import Post


def measure(post: Post, path: str, content: Path, known: Known) -> Iterator[Detection]:
    """What was found in a post that was read from the file `path` of the folder `content`."""
    yield from names(post, path, known.roll, known.school.no_names)
    yield from photos(post, path, content, known)
    yield from contacts(post, path, known.school)
    yield from meanings(post, path, known.memory)
