"""How may a list of pupils lie where others can read it? As keyed hashes: without the key nobody can even try names.

A plain hash of a name is no secret: all names of a country are tried in a moment. So every spelling that is looked up
is kept as HMAC-SHA-256 under a key that never lies beside the file: 64 bits of it, so that of 30,000 spellings one is
hit by chance once in 600 million million words.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Container, Iterable, Mapping

from plugins.model.errors import CouldNotRun, SettingsWrong

BEGINNING = '{"schoolgate roll": 1,'
LEAST_KEY = 32
"""Characters: `publish.py roll hash` makes longer ones."""
SETS = ("firsts", "called", "lasts", "pairs", "initials", "glued", "spelled", "beginnings")
"""What the index of a roll asks."""
_BYTES = 8
_CHECK = "check"


class Spellings:
    """A set of spellings of which only their keyed hashes are known; shows none of them, nor its key."""

    __slots__ = ("_digests", "_key", "_name")

    def __init__(self, name: str, key: bytes, digests: frozenset[bytes]) -> None:
        self._name, self._key, self._digests = name, key, digests

    def __contains__(self, spelling: object) -> bool:
        return _digest(self._key, self._name, spelling) in self._digests


class Hashed:
    """A roll in its keyed form: `sets` by the names that the index gives them; told and compared by its digest."""

    __slots__ = ("_digest", "sets")

    def __init__(self, text: str, sets: Mapping[str, Container[object]]) -> None:
        self._digest, self.sets = hashlib.sha256(text.encode()).hexdigest(), sets

    def __repr__(self) -> str:
        return f"Hashed({self._digest})"


def write(sets: Mapping[str, Iterable[object]], key: str) -> str:
    """The text of the file: each set's hashes, sorted, so that their order tells nothing."""
    secret = _checked(key)
    kept = {name: sorted({_digest(secret, name, one) for one in spellings}) for name, spellings in sets.items()}
    told = {name: base64.b64encode(b"".join(digests)).decode() for name, digests in kept.items()}
    told[_CHECK] = base64.b64encode(_digest(secret, _CHECK, "")).decode()
    return f'{BEGINNING} "sets": {json.dumps(told, indent=1)}}}\n'


def read(text: str, key: str) -> Hashed:
    """The keyed form again; SettingsWrong where the file is none, CouldNotRun where the key is missing or another."""
    secret = _checked(key)
    try:
        told = json.loads(text)["sets"]
        kept = {name: base64.b64decode(told[name], validate=True) for name in (*SETS, _CHECK)}
    except (ValueError, KeyError, TypeError) as error:
        raise SettingsWrong(
            "the hashed list of pupils is damaged", fix="make it again: publish.py roll hash FILE"
        ) from error
    if not hmac.compare_digest(kept.pop(_CHECK), _digest(secret, _CHECK, "")):
        raise CouldNotRun(
            "the hashed list of pupils was made with another key", fix="give the key that it was made with"
        )
    return Hashed(text, {name: Spellings(name, secret, _cut(digests)) for name, digests in kept.items()})


def _cut(digests: bytes) -> frozenset[bytes]:
    return frozenset(digests[start : start + _BYTES] for start in range(0, len(digests), _BYTES))


def _checked(key: str) -> bytes:
    if len(key) < LEAST_KEY:
        raise CouldNotRun(
            "the key of the hashed list of pupils is missing or too short: without it no name can be looked for",
            fix="give SCHOOLGATE_ROLL_KEY, the secret that `publish.py roll hash` wrote",
        )
    return key.encode()


def _digest(key: bytes, name: str, spelling: object) -> bytes:
    words = spelling if isinstance(spelling, tuple) else (spelling,)
    return hmac.digest(key, "\0".join((name, *map(str, words))).encode(), "sha256")[:_BYTES]
