"""What is remembered comes back as it was, and nothing in it can run."""

import os
import pickle
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from plugins.detect.page import Address
from plugins.judging.frozen import dumps, loads
from plugins.model.case import Case
from plugins.model.post import Event, Kind, Urgent
from tests import make

NOON = make.at("2026-11-23 12:00")
FULL = make.post(
    photos=(make.photo(),),
    event=Event(reason="fair", start=NOON, end=NOON + timedelta(hours=1), place="Hall"),
    urgent=Urgent(reason="snow", expires=NOON),
)


@pytest.mark.parametrize(
    "value",
    [
        Case(path="content/a.md", post=FULL, tweet=None, detections=()),
        ("1", {"a": b"bytes"}),
        {"page": frozenset({Address(url="/", loads=False)})},
        NOON.date(),
        NOON.astimezone(None),
    ],
)
def test_a_frozen_value_comes_back_as_it_was(value: object) -> None:
    assert loads(dumps(value)) == value
    assert loads(dumps(replace(FULL, title="Another"))) == replace(FULL, title="Another")


class Call:
    def __init__(self, what: Callable[..., object], *arguments: object) -> None:
        self.what, self.arguments = what, arguments

    def __reduce__(self) -> tuple[Any, ...]:
        return self.what, self.arguments


def test_a_member_of_an_enumeration_comes_back_however_python_writes_it_down() -> None:
    assert loads(pickle.dumps(Call(getattr, Kind, "PAGE"))) is Kind.PAGE


@pytest.mark.parametrize(
    "data",
    [
        pickle.dumps(Call(getattr, Kind, "__subclasses__")),
        pickle.dumps(Call(os.system, "exit")),
        pickle.dumps(Call(eval, "1")),
        pickle.dumps(Call(getattr, NOON, "tzinfo")),
        pickle.dumps(Call(getattr, type(NOON.tzinfo), "from_file")),
        pickle.dumps(make.post),
        b"\x80\x04cplugins.model.plain\ncache\n.",
        b"\x80\x04cplugins.model.plain\nfields\n.",
        b"\x80\x04cplugins.model.nowhere\nThing\n.",
        b"\x80\x04cplugins.commands.publish\npublish\n.",
        b"\x80\x04",
        b"no pickle",
        b"",
    ],
)
def test_whatever_could_run_is_nothing(data: bytes) -> None:
    assert loads(data) is None
