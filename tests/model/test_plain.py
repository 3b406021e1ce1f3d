"""What does not fit its type exactly is refused, and never guessed at."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

import pytest

from plugins.model.entry import State
from plugins.model.plain import from_plain, to_plain
from plugins.model.post import PostId
from tests import make


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    name: PostId
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outer:
    at: datetime
    state: State
    file: PurePosixPath
    inner: Inner | None
    many: tuple[Inner, ...]
    pair: tuple[str, int]


INNER = {"name": "a", "count": 1}
PLAIN: dict[str, Any] = {
    "at": "2026-11-23T10:00:00+00:00",
    "state": "SENT",
    "file": "photos/a.jpg",
    "inner": INNER,
    "many": [INNER, INNER],
    "pair": ["a", 1],
}


def test_a_value_comes_back_as_it_went() -> None:
    inner = Inner(name=PostId("a"), count=1)
    value = Outer(
        at=make.at("2026-11-23 10:00"),
        state=State.SENT,
        file=PurePosixPath("photos/a.jpg"),
        inner=inner,
        many=(inner, inner),
        pair=("a", 1),
    )
    assert to_plain(value) == PLAIN
    assert from_plain(Outer, json.loads(json.dumps(to_plain(value)))) == value


@pytest.mark.parametrize("value", [1, 0.5, 1.0, True, False])
def test_numbers_and_yes_and_no_keep_their_kind(value: float) -> None:
    assert from_plain(type(value), json.loads(json.dumps(to_plain(value)))) == value


@pytest.mark.parametrize(("kind", "plain"), [(bool, 1), (int, True), (float, 1), (float, "0.5"), (bool, "yes")])
def test_one_kind_of_number_is_not_taken_for_another(kind: type, plain: object) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        from_plain(kind, plain)


def test_nothing_may_stand_where_it_is_allowed() -> None:
    assert from_plain(Outer, PLAIN | {"inner": None}).inner is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"at": "2026-11-23T10:00:00"}, "at has no time zone"),
        ({"at": "yesterday"}, "at does not fit"),
        ({"at": 0}, "at does not fit"),
        ({"at": None}, "at does not fit"),
        ({"state": "PERHAPS"}, "state does not fit"),
        ({"inner": {"name": "a", "count": True}}, r"inner\.count does not fit"),
        ({"inner": {"name": "a", "count": 1.0}}, r"inner\.count does not fit"),
        ({"inner": {"name": "a", "count": "1"}}, r"inner\.count does not fit"),
        ({"inner": {"name": 1, "count": 1}}, r"inner\.name does not fit"),
        ({"inner": []}, "inner has other fields"),
        ({"many": [INNER, {"name": "a"}]}, r"many\[1\] has other fields"),
        ({"many": {"0": INNER}}, "many is not a list"),
        ({"pair": ["a"]}, "pair has the wrong length"),
        ({"extra": 1}, "the document has other fields"),
    ],
)
def test_a_misfit_names_the_field(change: dict[str, Any], field: str) -> None:
    with pytest.raises(ValueError, match=field):
        from_plain(Outer, PLAIN | change)


def test_a_misfit_never_quotes_what_it_found() -> None:
    with pytest.raises(ValueError, match="state does not fit") as caught:
        from_plain(Outer, PLAIN | {"state": "canary"})
    assert "canary" not in str(caught.value)
    assert caught.value.__cause__ is None
