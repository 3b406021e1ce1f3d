"""Who runs the account, who may approve, and what is due: each line says what to do, and no secret."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from plugins.account.credentials import ADVICE, demand_register, duties
from plugins.account.duty import Duty, Light
from plugins.model.credentials import OTHERS, SECRETS
from plugins.model.errors import CouldNotRun
from plugins.model.school import School
from tests import make

CHANGED = date(2026, 11, 2)
DUE = CHANGED + timedelta(days=182)


def school(*names: str, kind: str = "rehearsal", **changes: Any) -> School:
    plain = make.school()
    register = replace(plain.credentials, kept=make.kept(*names), **changes)
    return replace(plain, credentials=register, account=replace(plain.account, kind=kind))


def line(name: str, told: School, today: date = CHANGED) -> Duty:
    return next(one for one in duties(told, today) if one.name == name)


def test_who_runs_it_is_told_by_role() -> None:
    told = line("who runs it", school())
    assert (told.clause, told.light) == ("R1", Light.GREEN)
    assert "deputy head, of the Senior Leadership Team" in told.says


def test_fewer_than_two_approvers_beside_the_usual_author_are_asked_about() -> None:
    told = line("approvers", school())
    assert (told.light, told.says) == (Light.AMBER, "0 roles beside the usual author (office) may approve")
    assert "[approval]" in told.fix


@pytest.mark.parametrize(
    ("today", "light", "says"),
    [
        (DUE - timedelta(days=29), Light.GREEN, "due"),
        (DUE - timedelta(days=28), Light.AMBER, "due"),
        (DUE, Light.AMBER, "sending stops after"),
        (DUE + timedelta(days=28), Light.AMBER, "sending stops after"),
        (DUE + timedelta(days=29), Light.RED, "SENDING HAS STOPPED, but for urgent news"),
    ],
)
def test_a_password_becomes_due_then_overdue(today: date, light: Light, says: str) -> None:
    told = line("password", school("password"), today)
    assert (told.light, told.due) == (light, DUE)
    assert says in told.says
    assert bool(told.fix) == (light is not Light.GREEN)


def test_a_contact_that_is_overdue_stops_nothing() -> None:
    told = line("domain", school("domain"), date(2028, 1, 1))
    assert told.light is Light.RED
    assert "SENDING" not in told.says
    assert "that the head can take over" in told.fix


def test_a_leaver_is_the_reason_that_is_told() -> None:
    left = date(2026, 11, 13)
    told = line("domain", school("domain", left=left), left)
    assert "because somebody who knew it left" in told.says
    assert told.due == left


def test_what_the_register_misses_is_told_and_presses_on_the_real_account() -> None:
    assert line("register", school()).light is Light.AMBER
    assert line("register", school(kind="x")).light is Light.RED
    assert line("register", school(*SECRETS, kind="x")).light is Light.AMBER
    assert [one for one in duties(school(*SECRETS, *OTHERS), CHANGED) if one.name == "register"] == []


def test_only_the_real_account_needs_its_secrets_in_the_register() -> None:
    demand_register(school())
    demand_register(school(*SECRETS, kind="x"))
    with pytest.raises(CouldNotRun, match="does not know: API keys"):
        demand_register(school("password", kind="x"))


def test_the_advice_against_the_schools_rule_is_told_beside_it() -> None:
    assert "National Cyber Security Centre" in ADVICE


def test_enough_approvers_are_in_order() -> None:
    plain = school()
    roles = [Named(role) for role in ("head", "deputy head", "office")]
    told = line("approvers", replace(plain, approval=replace(plain.approval, approvers=tuple(roles))))
    assert (told.light, told.fix) == (Light.GREEN, "")


def Named(role: str) -> Any:  # noqa: N802 - whatever an approver is made of, its role is all that counts
    return type("Named", (), {"role": role})()
