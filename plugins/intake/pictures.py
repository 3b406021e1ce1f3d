"""How does an attached photo come in? From GitHub's own store alone, within limits, and cleaned before git sees it."""

import hashlib
import tempfile
import time
from collections.abc import Iterable
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

import requests

from plugins.model.errors import Refused, TryAgain
from plugins.photos import INTAKE_BYTES, clean, write

STORE = "https://private-user-images.githubusercontent.com"
"""Where GitHub keeps what was attached to the issues of a private repository; each address is signed for minutes."""
_LIMIT_S = 60.0
_PIECE = 64 * 1024
_ENDINGS = {b"\xff\xd8\xff": ".jpg", b"\x89PNG": ".png", b"RIFF": ".webp"}


def take_in(addresses: Iterable[str], into: Path, stem: str, store: str = STORE) -> tuple[str, ...]:
    """Fetch and clean each picture; the names of the new files in `into`, which begin with `stem` and tell the bytes.

    Refused where one is kept elsewhere, is too large or is no picture; TryAgain where the store does not answer.
    """
    names = []
    for number, address in enumerate(addresses, 1):
        with tempfile.TemporaryDirectory(prefix="schoolgate-") as folder:
            fresh = Path(folder) / "clean.jpg"
            clean(_kept(_fetched(address, store, number), Path(folder), number), fresh)
            data = fresh.read_bytes()
        names.append(f"{stem}-{hashlib.sha256(data).hexdigest()[:12]}.jpg")
        write(into / names[-1], data)
    return tuple(names)


def _fetched(address: str, store: str, number: int) -> bytes:
    until = time.monotonic() + _LIMIT_S
    if urlsplit(address)[:2] != urlsplit(store)[:2]:
        raise Refused(
            f"photo {number}: it is not attached to this form",
            fix="attach the photo itself, from your phone's pictures",
        )
    content = b""
    try:
        with requests.Session() as session:
            session.trust_env = store == STORE
            with session.get(address, timeout=20, allow_redirects=False, stream=True) as answer:
                for piece in answer.iter_content(_PIECE):
                    content += piece
                    if len(content) > INTAKE_BYTES or time.monotonic() > until:
                        raise Refused(
                            f"photo {number}: it is too large", fix="choose a smaller size when you attach it"
                        )
                good = answer.status_code == HTTPStatus.OK
    except requests.RequestException as error:
        raise TryAgain("GitHub's store of photos does not answer", fix="run it again later") from error
    if not good:
        raise TryAgain(f"GitHub's store answers {answer.status_code} to photo {number}", fix="run it again later")
    return content


def _kept(content: bytes, folder: Path, number: int) -> Path:
    """The bytes as a file with the ending that their content has; Refused for what is no photo."""
    ending = next((ending for start, ending in _ENDINGS.items() if content.startswith(start)), "")
    if not ending:
        raise Refused(f"photo {number}: it is no JPEG, PNG or WebP", fix="attach a photo, not a film or a document")
    file = folder / f"photo-{number}{ending}"
    file.write_bytes(content)
    return file
