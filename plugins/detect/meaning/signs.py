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
_NAMES = slice(-7, -5)
"""The last signs are of names: one, several, perhaps one, full, known; one who did something, one who is praised."""
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
    """How names stand in it, a sign each; the last two are those of one child alone."""
    seen = look(words(text)[0])
    found = list(strangers(seen, told([seen], [text]), set()))
    likely = {match.word for match in found if match.kind == LIKELY_NAME}
    ends = {name.start: name.end for row, _ in seen.rows for name in row}
    full = any(ends.get(number, number) > number + 1 for number in likely)
    told_of = [about for row, about in seen.rows if {name.start for name in row} & {match.word for match in found}]
    alone = len(found) == 1
    return np.array(
        [
            len(likely) == 1, len(likely) > 1, len(found) > len(likely), full, bool(seen.known),
            alone and any(about.deed for about in told_of), alone and any(about.praise for about in told_of),
        ],
        dtype=np.float32,
    )  # fmt: skip
