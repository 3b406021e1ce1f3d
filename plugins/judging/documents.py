"""Was this page of a site judged before? The same bytes with the same post are judged the same by the same code.

Every page of every build is read from the disk and hashed; only what was found right, byte for byte, is not taken apart
once more. Kept is where such a page leads: whether that is still there is looked at each time.
"""

import hashlib

from plugins.detect.document import Document, judge
from plugins.detect.page import Address
from plugins.detect.seal import Seal
from plugins.judging.frozen import dumps, loads
from plugins.judging.version import makers
from plugins.model.post import Post
from plugins.model.school import School

NAME = "documents"


class Documents:
    """Judges pages of one school's site, and remembers those with which nothing is wrong until the next build."""

    def __init__(self, seal: Seal, school: School) -> None:
        self._seal = seal
        self._version = f"{makers()} {school!r}"
        self._kept: dict[str, frozenset[Address]] = {}
        self._asked: dict[str, frozenset[Address]] = {}
        sealed = seal.load()
        if sealed is not None:
            version, kept = loads(sealed) or ("", {})
            self._kept = kept if version == self._version else {}

    def judge(self, data: bytes, post: Post | None, school: School) -> Document:
        """The page, from memory where nothing was wrong with it; the port `plugins.detect.document.Judge`."""
        key = hashlib.sha256(data).hexdigest() + _told(post)
        if key in self._kept:
            self._asked[key] = self._kept[key]
            return Document(wrong=(), addresses=self._kept[key])
        found = judge(data, post, school)
        if not found.wrong:
            self._asked[key] = found.addresses
        return found

    def save(self) -> None:
        """Write down what this build asked for, and nothing else."""
        if self._asked.keys() != self._kept.keys():
            self._seal.save(dumps((self._version, self._asked)))


def _told(post: Post | None) -> str:
    """A digest of all that a page is held to."""
    if post is None:
        return ""
    told = (post.kind, post.id, post.title, post.summary, post.lang, post.html, post.text, post.content_hash)
    more = (post.category, post.tags, post.published.isoformat(), post.event)
    return hashlib.sha256(repr((told, more)).encode("utf-8", "surrogatepass")).hexdigest()
