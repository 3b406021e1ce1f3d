"""The register of credentials: roles and days, every mistake told, and when a secret is too old."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from plugins.model.credentials import OTHERS, SECRETS, Register, register
from plugins.model.table import Table
from tests import make

CHANGED = date(2026, 11, 2)
DUE = CHANGED + timedelta(days=182)
LINE = {"name": "password", "holder": "deputy head", "successor": "head", "changed": CHANGED}
PLAIN = {
    "administrator": "deputy head",
    "senior": ["head", "deputy head"],
    "usual_author": "office",
    "change_days": 182,
    "grace_days": 28,
}


def read(**changes: Any) -> tuple[Register, list[str]]:
    mistakes: list[str] = []
    table = Table("credentials", {**PLAIN, **changes}, mistakes)
    found = register(table)
    table.done()
    return found, mistakes


def holding(*names: str, **changes: Any) -> Register:
    return replace(make.school().credentials, kept=make.kept(*names), **changes)


def test_an_empty_register_is_no_mistake_and_says_what_it_misses() -> None:
    found, mistakes = read()
    assert (mistakes, found.missing) == ([], (*SECRETS, *OTHERS))


def test_a_line_is_read() -> None:
    found, mistakes = read(kept=[LINE], left=date(2026, 10, 23))
    assert (mistakes, found.kept, found.left) == ([], make.kept("password"), date(2026, 10, 23))
    assert "password" not in found.missing


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"administrator": "a parent"}, "administrator: must be one of senior"),
        ({"kept": [LINE, LINE]}, "kept: tells one thing twice"),
        ({"kept": [{**LINE, "name": "the wifi"}]}, "name: must be one of"),
        ({"kept": [{**LINE, "successor": "deputy head"}]}, "successor: must be another role"),
        ({"kept": [{**LINE, "secret": "hunter2"}]}, "secret: is not a setting"),
        ({"kept": [{**LINE, "changed": "yesterday"}]}, "changed: must be a date"),
        ({"grace_days": 400}, "grace_days: must be from 0 to 90"),
    ],
)
def test_a_mistake_is_told_and_no_secret_is_repeated(changes: dict[str, Any], why: str) -> None:
    _, mistakes = read(**changes)
    assert len(mistakes) == 1
    assert why in mistakes[0]
    assert "hunter2" not in mistakes[0]


def test_a_secret_is_due_after_the_schools_interval_and_a_contact_after_a_year() -> None:
    found = holding("password", "domain")
    assert [found.due(one) for one in found.kept] == [DUE, CHANGED + timedelta(days=365)]


def test_a_leaver_makes_everything_older_due_on_the_day_of_leaving() -> None:
    found = holding("password", "domain", left=date(2026, 12, 18))
    assert {found.due(one) for one in found.kept} == {date(2026, 12, 18)}


def test_what_was_changed_on_the_leavers_last_day_is_not_due_again() -> None:
    found = holding("password", left=CHANGED)
    assert found.due(found.kept[0]) == DUE


def test_a_secret_expires_when_its_days_of_grace_are_over_and_not_before() -> None:
    found = holding("password")
    last = DUE + timedelta(days=28)
    assert found.expired(last) is None
    assert found.expired(last + timedelta(days=1)) == found.kept[0]


def test_a_contact_never_expires() -> None:
    assert holding(*OTHERS).expired(date(2100, 1, 1)) is None


def test_of_several_the_one_that_was_due_first_is_told() -> None:
    found = holding("password", "API keys")
    older = replace(found.kept[1], changed=CHANGED - timedelta(days=1))
    assert replace(found, kept=(found.kept[0], older)).expired(date(2100, 1, 1)) == older
