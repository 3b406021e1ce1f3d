"""Does the site's search find the judged posts and nothing else? Its program is known, and every result is read."""

import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Sequence
from urllib.parse import urlsplit

from plugins.detect.page import fold, tokens, words_of
from plugins.model.manifest import Item

PROGRAMS = {
    "pagefind/pagefind.js": "252d272bd34d483d19a752060f6a065114d15ab12c42d8f905ca565e2768a009",
    "pagefind/pagefind-worker.js": "4ca50d25bcab9e1c3afbc00ab5f7761114e83c8fc1b83d38655af1558b650c2a",
    "theme/search.js": "ab14c956f68a619c269bf9aafdd69b59d3d7c9a0471631dcd0265e1af3a9b47e",
}
"""Every script that may stand in the site, with the SHA-256 of the version that somebody read: pagefind 1.5.2's two."""
_DATA = re.compile(
    r"pagefind/(?:wasm\.[a-z-]+\.pagefind|pagefind\.[a-z-]+_[0-9a-f]+\.pf_meta|index/[a-z-]+_[0-9a-f]+\.pf_index)"
)
_ENTRY = re.compile(rb'\{"version":"[0-9.]+","languages":\{[^<>]*\},"include_characters":\[[^<>]*\]\}')
_START = b"pagefind_dcd"
_MOST_BYTES = 10 * 1024 * 1024
_META = frozenset({"title", "date", "summary", "image", "image_alt"})


def wrong(path: str, data: bytes, items: Sequence[Item]) -> str:
    """What is wrong with a file of the search; empty when nothing is. `items` are the posts of the build's list."""
    if path in PROGRAMS:
        return "" if hashlib.sha256(data).hexdigest() == PROGRAMS[path] else "a script that nobody has read"
    if path == "pagefind/pagefind-entry.json":
        return "" if _ENTRY.fullmatch(data) else "no entry of a search"
    if path.startswith("pagefind/fragment/"):
        return _result(data, items)
    return "" if _DATA.fullmatch(path) and data.startswith(b"\x1f\x8b") else "a file that no search of ours has"


def _result(data: bytes, items: Sequence[Item]) -> str:
    try:
        text = gzip.decompress(data)
        found = json.loads(text.removeprefix(_START)) if text.startswith(_START) else {}
        (item,) = (item for item in items if urlsplit(item.permalink).path == found["url"])
        told = fold(found["content"]), {name: str(value) for name, value in found["meta"].items()}
    except (OSError, EOFError, zlib.error, ValueError, LookupError, TypeError, AttributeError):
        return "a result of the search that is no post's"
    pictures = [value for photo in item.media[:1] for value in (f"/{photo.file}", photo.alt)]
    facts = {item.title, item.summary, item.published.date().isoformat(), *pictures}
    body = fold(f"{item.title} {item.summary} {words_of(tokens(item.html))}")
    same = re.sub(r"\s", "", told[0]) == re.sub(r"\s", "", body)
    known = told[1].keys() <= _META and all(value in facts or _ends(value, pictures) for value in told[1].values())
    plain = not found.get("filters") and not found.get("anchors")
    return "" if same and known and plain else "a result of the search that tells other words than its post"


def _ends(value: str, pictures: Sequence[str]) -> bool:
    """Whether a picture's address is one of the post's, below the path of the site."""
    return bool(pictures) and value.endswith(pictures[0]) and not re.search(r"[^\w./-]|//", value)
