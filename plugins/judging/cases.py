"""Was this file measured before? The same bytes, read and measured by the same code, are the same case.

A case is kept with everything that it was made of: the file's path and bytes, its photos' bytes, the school's settings,
the roll, and all code and libraries that read or measure. Anything else makes it another file. What the policy forbids
is not kept at all, and what one run does not ask for is gone after it: so nothing that was deleted stays.
"""

import hashlib
from collections.abc import Container

from plugins.detect.known import Known
from plugins.detect.seal import Seal
from plugins.judging.frozen import dumps, loads
from plugins.judging.version import makers
from plugins.model.case import Case, Judged
from plugins.model.post import Post, PostId
from plugins.reading.reader import Reading

NAME = "cases"


class Cases:
    """Cases by the path and the digest of the bytes that were read; opened at the start of a run, saved at its end."""

    def __init__(self, seal: Seal, known: Known, gone: Container[PostId] = frozenset()) -> None:
        """What is `gone`, because it was withdrawn, is neither recalled nor kept."""
        self._seal = seal
        self._gone = gone
        self._version = _version(known)
        self._kept: dict[str, bytes] = {}
        self._asked: dict[str, bytes] = {}
        self._recalled: dict[str, Case] = {}
        sealed = seal.load()
        if sealed is not None:
            version, kept = loads(sealed) or ("", {})
            self._kept = kept if version == self._version else {}

    def post(self, path: str, digest: str) -> Post | None:
        """The post that was read from these bytes, its photos not looked at."""
        case: Case | None = loads(self._kept.get(_key(path, digest), b""))
        if case is None or (case.post and case.post.id in self._gone):
            return None
        self._recalled[_key(path, digest)] = case
        return case.post

    def case(self, reading: Reading) -> Case | None:
        """The case of a file whose post was remembered, its photos the same; None where it must be measured."""
        key = _key(reading.path, reading.digest)
        case = self._recalled.get(key)
        if case is None or reading.post is not case.post:
            return None
        self._asked[key] = self._kept[key]
        return case

    def keep(self, judged: Judged) -> None:
        """Remember the case of a post that nothing forbids."""
        if judged.post and not judged.blocked and judged.post.id not in self._gone:
            kept = dumps(judged.case)
            self._asked[_key(judged.case.path, judged.digest)] = kept

    def save(self) -> None:
        """Write down what this run asked for or added, and nothing else."""
        if self._asked.keys() != self._kept.keys():
            self._seal.save(dumps((self._version, self._asked)))


def _key(path: str, digest: str) -> str:
    return f"{path}\n{digest}"


def _version(known: Known) -> str:
    roll = known.roll
    names = (roll.children, roll.staff, repr(roll.hashed)) if roll else None
    return hashlib.sha256(dumps((makers(), repr(known.school), names, sorted(known.banned)))).hexdigest()
