"""Which files are there? Every name below content/, and why some of them cannot be posts or photos."""

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from plugins.reading import characters, photos

MOST_FILES = 10_000
PAGES = "pages"
_NAME = re.compile(r"\w[\w.,'&()+ -]{0,99}")
# Windows opens a device, not a file, under these names.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def below(folder: Path, deepest: int = 8) -> Iterator[Path]:
    """Everything below a folder that is not itself a folder, no link followed.

    A folder that cannot be listed, is misnamed or stands too deep is given itself, to be refused.
    """
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        yield folder
        return
    for entry in entries:
        if deepest and entry.is_dir(follow_symlinks=False) and _named(entry.name):
            yield from below(Path(entry.path), deepest - 1)
        else:
            yield Path(entry.path)


def refusal(parts: tuple[str, ...]) -> tuple[str, str] | None:
    """Why a path below content/ is neither a post's nor a photo's; None where it is fine."""
    if not parts or not all(_named(part) for part in parts):
        return "this name is hidden, reserved or has strange characters", "give it a name of letters, figures and -"
    if parts[0] != parts[0].lower() and parts[0].lower() in {PAGES, photos.FOLDER}:
        return "the folders pages and photos are written in small letters", "rename this folder"
    if parts[0] == photos.FOLDER:
        if photos.named("/".join(parts[1:])):
            return None
        return "the folder photos holds photos alone", "photos end in .jpg, .png or .webp, in small letters"
    if not parts[-1].endswith(".md"):
        return "only files that end in .md are posts", "move it away, or write it as a post"
    return None


def shown(parts: Iterable[str]) -> str:
    """A path for people: relative to the repository, without characters that cannot be seen."""
    path = "/".join(("content", *parts)).encode(errors="surrogateescape").decode(errors="replace")
    hidden = {character for _, character in characters.places(path)} | {"\n", "\t"}
    return "".join("?" if character in hidden else character for character in path)


def alike(paths: Iterable[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """The paths that some file systems cannot tell from another one of them, folder names included."""
    first: dict[str, tuple[str, ...]] = {}
    twins = set()
    for path in paths:
        for depth in range(1, len(path) + 1):
            key = unicodedata.normalize("NFC", unicodedata.normalize("NFC", "/".join(path[:depth])).casefold())
            if first.setdefault(key, path[:depth]) != path[:depth]:
                twins |= {path[:depth], first[key]}
    return twins


def _named(name: str) -> bool:
    plain = name.isprintable() and _NAME.fullmatch(unicodedata.normalize("NFC", name)) and name[-1] not in ". "
    return bool(plain) and not any(characters.places(name)) and not _DEVICE.fullmatch(name)
