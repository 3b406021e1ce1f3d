"""Who runs the account, and is a password, a key or a contact due to be changed? Roles and dates, never a secret."""

from collections.abc import Iterator
from datetime import date, timedelta

from plugins.account.duty import Duty, Light, light
from plugins.model.credentials import SECRETS, Kept
from plugins.model.errors import CouldNotRun
from plugins.model.school import School
from plugins.model.words import day

ADVICE = (
    "The school's policy asks for regular changes of the password, so they are asked for here."
    " The National Cyber Security Centre advises against changes by the calendar alone, for people then choose weak"
    " passwords: choose three random words or a password manager's, switch on two-step sign-in,"
    " and set change_days as long as the policy allows. Change at once whatever a leaver knew, or a stranger may know."
)
_REGISTER = "write it into kept under [credentials] in school.toml, by a pull request"


def duties(school: School, today: date) -> Iterator[Duty]:
    """R1 and R2: who is in charge, who may approve, and everything of the register with its day."""
    register = school.credentials
    yield Duty(
        clause="R1",
        name="who runs it",
        light=Light.GREEN,
        says=f"the {register.administrator}, of the Senior Leadership Team",
    )
    yield _approvers(school)
    for one in register.kept:
        yield _kept(school, one, today)
    if register.missing:
        yield _missing(school, register.missing)


def demand_register(school: School) -> None:
    """R2: CouldNotRun where the real account's register does not know every secret."""
    missing = [name for name in school.credentials.missing if name in SECRETS]
    if missing and not school.rehearsal:
        raise CouldNotRun(f"the register of credentials does not know: {', '.join(missing)}", fix=_REGISTER)


def _approvers(school: School) -> Duty:
    author = school.credentials.usual_author
    others = {approver.role for approver in school.approval.approvers if approver.role != author}
    enough = len(others) >= 2  # noqa: PLR2004 - one may be ill
    return Duty(
        clause="R1",
        name="approvers",
        light=Light.GREEN if enough else Light.AMBER,
        says=f"{len(others)} roles beside the usual author ({author}) may approve",
        fix="" if enough else "name two or more under [approval] in school.toml: one may be ill when news is urgent",
    )


def _kept(school: School, one: Kept, today: date) -> Duty:
    register = school.credentials
    due, secret = register.due(one), one.name in SECRETS
    grace = timedelta(days=register.grace_days)
    lit = light(due, today, grace=grace)
    says = f"{'changed' if secret else 'looked at'} {day(one.changed)} (held by the {one.holder}); due {day(due)}"
    if register.left == due:
        says += ", because somebody who knew it left"
    if secret and lit is Light.RED:
        says += "; SENDING HAS STOPPED, but for urgent news"
    elif secret and due <= today:
        says += f"; sending stops after {day(due + grace)}"
    verb = "change it" if secret else f"look whether it is the school's, and that the {one.successor} can take over"
    return Duty(
        clause="R2",
        name=one.name,
        light=lit,
        says=says,
        fix="" if lit is Light.GREEN else f"{verb}, then {_REGISTER}",
        due=due,
    )


def _missing(school: School, missing: tuple[str, ...]) -> Duty:
    presses = not school.rehearsal and any(name in SECRETS for name in missing)
    return Duty(
        clause="R2",
        name="register",
        light=Light.RED if presses else Light.AMBER,
        says=f"it says nothing about: {', '.join(missing)}",
        fix=_REGISTER,
    )
