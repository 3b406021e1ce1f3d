"""Who is not looked at twice comes first: parents without picture or words, and Sussex."""

from dataclasses import replace
from typing import Any

import pytest

from plugins.account.signs import reasons
from plugins.model.people import Person
from tests import make

PARENT = Person(id="1", handle="reader_0417", name="A reader", bio="Two children, one dog.", followers=12, following=90)


def why(**changes: Any) -> tuple[str, ...]:
    return reasons(replace(PARENT, **changes), make.school())


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"has_picture": False},
        {"bio": ""},
        {"has_picture": False, "bio": ""},
        {"protected": True},
        {"bio": "Sussex born, Essex raised. Middlesex CCC."},
        {"name": "Scunthorpe United fans"},
        {"following": 1_999, "followers": 0},
        {"following": 4_900, "followers": 600},
        {"links": ("https://www.fernbridge-cameras.example/",)},
        {"links": ("https://example.org/onlyfans.com",)},
        {"name": "Fernbridge Primary School", "handle": "FernbridgePri"},
        {"name": "Thistledown PTA", "handle": "td_pta"},
    ],
)
def test_there_is_no_reason_to_look_twice_at(changes: dict[str, Any]) -> None:
    assert why(**changes) == ()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"bio": "N\u00fcdes in bio, 18+"}, "adult, abusive or luring words"),
        ({"handle": "xxx_hot_xxx"}, "adult, abusive or luring words"),
        ({"name": "WINNER PRIZES"}, "adult, abusive or luring words"),
        ({"links": ("https://www.onlyfans.com/somebody",)}, "a link to a place that is not for a school"),
        ({"links": ("https://my.fansly.com/x",)}, "a link to a place that is not for a school"),
        ({"links": ("https://[half",)}, "a link to a place that is not for a school"),
        ({"following": 4_900, "followers": 12}, "follows 4,900 accounts and is followed by 12"),
        ({"name": "Thistledown Primary Schoo1"}, "its name is much like the school's own"),
        ({"handle": "Thist1edownPri"}, "its name is much like the school's own"),
    ],
)
def test_there_is_a_reason_to_look_twice_at(changes: dict[str, Any], reason: str) -> None:
    assert why(**changes) == (reason,)


def test_what_is_missing_is_told_beside_a_reason_only() -> None:
    told = why(following=4_900, followers=12, has_picture=False, bio=" ")
    assert told[1:] == ("no picture of its own", "says nothing about itself")


def test_a_reason_never_quotes_what_gave_it() -> None:
    told = " ".join(why(bio="onlyfans porn", links=("https://onlyfans.com/a",)))
    assert "onlyfans" not in told
    assert "porn" not in told


def test_the_school_itself_is_no_copy() -> None:
    assert why(id=make.school().account.id, name="Thistledown Primary School") == ()
