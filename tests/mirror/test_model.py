"""No order of events says a post twice; taking any guard out does, and the search finds it."""

from dataclasses import replace

import pytest

from tests.mirror.model import Guards, search


def test_two_publishers_and_a_fault_never_say_a_post_twice_nor_forget_it() -> None:
    found = search(2, 1, Guards())

    assert found.worlds > 150_000
    assert (found.twice, found.lost) == (0, 0)


def test_one_publisher_and_three_faults_never_say_a_post_twice_nor_forget_it() -> None:
    found = search(1, 3, Guards())

    assert found.worlds > 10_000
    assert (found.twice, found.lost) == (0, 0)


@pytest.mark.parametrize("guard", ["swap", "intent", "look", "wait", "nonce", "deadline"])
def test_without_a_guard_a_post_is_said_twice(guard: str) -> None:
    found = search(2, 2, replace(Guards(), **{guard: False}), most=400_000, stop=True)

    assert found.twice
