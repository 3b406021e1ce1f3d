"""Which plain signs does a sentence show? Times, places, one child, many children, scolding, asking: counted."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from plugins.detect.meaning.patterns import patterns
from plugins.detect.strangers import look, strangers, told
from plugins.detect.tokens import words
from plugins.model.finding import LIKELY_NAME

Signs = NDArray[np.float32]

_MOST = 3
"""More of one sign says nothing more."""
_NAMES = slice(-5, -3)
"""The last signs are of names: one, several, perhaps one, a full one, a known one."""
_GROWN = ("adult", "famous", "beast", "animal", "story")
_ONE = ("a child", "one of ours", "a player", "whose child", "someone who", "our newest")


def signs(text: str) -> Signs:
    """How often each sign is there, up to three times, from 0 to 1; then how names stand in it."""
    every = (*patterns("signs").values(), *patterns("cased").values())
    counts = [min(_MOST, sum(1 for _ in pattern.finditer(text))) for pattern in every]
    return np.concatenate([np.sqrt(np.array(counts, dtype=np.float32) / _MOST), _named(text)])


def together(own: Signs, near: Signs) -> Signs:
    """What only several signs tell, a row for each sentence from its `own` and those `near` it.

    One child, and no crowd; he or she, and no adult, animal or hero to whom that may point; he or she, after a child.
    """
    one, pronoun = _any(own, _ONE), _any(own, ("he or she",))
    grown = _any(own, _GROWN) | _any(near, _GROWN)
    child = _any(near, _ONE) | _some(near[:, _NAMES])
    apart = ~_any(own, ("many", "each", "quote plain"))
    columns = (one & apart, one & apart & ~_any(own, _GROWN), pronoun & ~grown, pronoun & child & ~_any(own, _GROWN))
    return np.array(columns, dtype=np.float32).T


def _any(rows: Signs, names: Sequence[str]) -> NDArray[np.bool_]:
    order = list(patterns("signs"))
    return _some(rows[:, [order.index(name) for name in names]])


def _some(columns: Signs) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = np.any(columns > 0, axis=1)
    return found


def _named(text: str) -> Signs:
    """One child's name, several, a word that may be one, a surname with it, and somebody whom everyone knows."""
    seen = look(words(text)[0])
    found = list(strangers(seen, told([seen], [text]), set()))
    likely = {match.word for match in found if match.kind == LIKELY_NAME}
    ends = {name.start: name.end for row, _ in seen.rows for name in row}
    full = any(ends.get(number, number) > number + 1 for number in likely)
    return np.array(
        [len(likely) == 1, len(likely) > 1, len(found) > len(likely), full, bool(seen.known)], dtype=np.float32
    )
