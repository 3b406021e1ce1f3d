"""How far is a post read for its meaning? To a bound that keeps judging below a second; what lies beyond is told."""

from collections.abc import Sequence
from itertools import accumulate

from plugins.detect.meaning.embedding import LONGEST, lengths
from plugins.detect.meaning.passages import Passage

MOST = 1_200
"""Pieces of words, about a thousand words of English: the model reads some three thousand pieces in a second."""


def reach(found: Sequence[Passage]) -> tuple[list[Passage], Passage | None]:
    """The sentences that are read, in order, and the first of those that are not; None where all of them are."""
    sizes = lengths([one.text for one in found])
    fits = [size <= LONGEST and whole <= MOST for size, whole in zip(sizes, accumulate(sizes), strict=True)]
    read = [one for one, fit in zip(found, fits, strict=True) if fit]
    return read, next((one for one, fit in zip(found, fits, strict=True) if not fit), None)
