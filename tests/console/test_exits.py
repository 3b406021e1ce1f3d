from itertools import combinations

import pytest

from plugins.console.exits import gravest

ORDER = (70, 3, 1, 75, 4, 0)


@pytest.mark.parametrize(("graver", "other"), list(combinations(ORDER, 2)))
def test_of_two_ends_the_graver_is_told_whichever_came_first(graver: int, other: int) -> None:
    assert gravest(graver, other) == gravest(other, graver) == graver


def test_nothing_that_happened_is_done() -> None:
    assert gravest() == 0
