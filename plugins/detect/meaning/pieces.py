"""Which pieces of words does a sentence have? What an embedding of the whole blurs together."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from plugins.detect.meaning.embedding import cut

_WEIGHT = np.float32(0.4)
"""How much one piece counts, beside the embedding and the plain signs."""


def vocabulary(texts: Sequence[str], least: int) -> tuple[str, ...]:
    """Every piece that stands in at least so many of the texts, in the order of the alphabet."""
    times = Counter(piece for found in cut(texts) for piece in set(found))
    return tuple(sorted(piece for piece, count in times.items() if count >= least))


def shown(texts: Sequence[str], known: Sequence[str]) -> NDArray[np.float32]:
    """A row for each text, a column for each known piece: whether it stands there."""
    columns = {piece: number for number, piece in enumerate(known)}
    found = np.zeros((len(texts), len(known)), dtype=np.float32)
    for row, pieces in enumerate(cut(texts)):
        found[row, [columns[piece] for piece in set(pieces) if piece in columns]] = _WEIGHT
    return found
