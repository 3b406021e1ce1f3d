from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from plugins.model.post import Event, Exemption, People, Status, Urgent
from plugins.reading.hash import content_hash
from tests import make

PLAIN = make.post(photos=(make.photo(),))


@pytest.mark.parametrize(
    "change",
    [
        {"title": "x"}, {"summary": "x"}, {"tweet": "x"}, {"category": "news"}, {"tags": ("x",)}, {"audience": ()},
        {"lang": "cy"}, {"published": make.at("2026-11-23 10:01")}, {"not_before": make.at("2026-11-24 10:00")},
        {"event": Event(reason="x", start=make.at("2026-11-24 10:00"), end=make.at("2026-11-24 11:00"), place="y")},
        {"urgent": Urgent(reason="x", expires=make.at("2026-11-24 10:00"))}, {"html": "<p>x</p>"}, {"photos": ()},
        {"exemptions": (Exemption(rule="x", target="y", reason="z", expires=date(2027, 7, 31)),)},
        *({"photos": (make.photo(**one),)} for one in (
            {"digest": "c" * 64}, {"alt": "x"}, {"caption": "x"}, {"credit": "x"}, {"people": People.BACKS_AND_HANDS},
        )),
    ],
)  # fmt: skip
def test_whatever_a_reader_can_see_changes_the_hash(change: dict[str, Any]) -> None:
    assert content_hash(replace(PLAIN, **change)) != content_hash(PLAIN)


def test_the_path_the_status_and_the_lines_do_not() -> None:
    moved = replace(PLAIN, source="news/b.md", status=Status.DRAFT, fields=(), photos=(make.photo(line=20),))
    assert content_hash(moved) == content_hash(PLAIN)


def test_the_hash_never_changes_between_versions() -> None:
    # Another value here takes every approval and every published post for changed.
    assert content_hash(make.post()) == "8ab00f603f4ef33b14c1f5ac5f03315f286618477722b9ec27230ff311899f09"
