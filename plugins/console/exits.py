"""How did it end? One table of exit codes; where several hold, the gravest is told."""

DONE = 0
REFUSED = 1
USAGE = 2
COULD_NOT_RUN = 3
WAITS = 4
TRY_LATER = 75
BUG = 70

_GRAVEST_FIRST = (BUG, COULD_NOT_RUN, REFUSED, TRY_LATER, WAITS, DONE)


def gravest(*codes: int) -> int:
    """The code that a caller must hear of."""
    return min(codes, key=_GRAVEST_FIRST.index, default=DONE)
