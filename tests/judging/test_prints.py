"""Two values have the same print only where nothing that can be read of them differs."""

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

import pytest

from plugins.judging.prints import Prints, Unknown
from plugins.model.post import Kind
from tests import make


class Thing:
    """Something of which only its attributes can be read."""

    def __init__(self, **values: Any) -> None:
        self.__dict__.update(values)


@dataclass(frozen=True, repr=False)
class Silent:
    words: str


@dataclass(frozen=True)
class Told:
    words: str = field(default="")


def of(value: object) -> str:
    return Prints(lambda one: vars(one) if isinstance(one, Thing) else None).of(value)


VALUES = [
    None, "", "None", 0, False, 0.0, (), [], {}, ("a",), ["a"], ("a", "b"), ("ab",), [["a"], "b"], {"a": "b"},
    {"b": "a"}, {"a": ["b"]}, make.at("2026-11-23 10:00"), make.at("2026-11-23 10:01"), make.at("2026-11-23").date(),
    make.LONDON, Kind.POST, Kind.PAGE, PurePosixPath("a"), Told("a"), Told("b"), make.post(), make.post(title="Other"),
    Thing(a="b"), Thing(b="a"), Thing(a=Thing(b="a")), [Thing(a="b")],
]  # fmt: skip


def test_different_values_have_different_prints() -> None:
    assert len({of(value) for value in VALUES}) == len(VALUES)


@pytest.mark.parametrize("value", [["a", ("b", {"c": None})], {"a": Thing(b=[make.post()])}, Thing(a="1", b="2")])
def test_equal_values_have_the_same_print(value: Any) -> None:
    again = {"a": Thing(b=[make.post()])} if isinstance(value, dict) else value
    assert of(value) == of(again)


def test_the_order_of_attributes_says_nothing() -> None:
    assert of(Thing(a="1", b="2")) == of(Thing(b="2", a="1"))


@pytest.mark.parametrize(
    "value", [object(), {1, 2}, Silent("a"), print, [object()], {"a": object()}, Thing(a=object())]
)
def test_what_nobody_can_read_is_unknown(value: object) -> None:
    with pytest.raises(Unknown):
        of(value)


def test_a_print_is_made_once_for_each_object() -> None:
    read = []

    def attributes(value: object) -> dict[str, object]:
        read.append(value)
        return vars(value)

    prints, thing = Prints(attributes), Thing(a="b")
    assert prints.of([thing, thing]) == prints.of([thing, thing])
    assert read == [thing]
