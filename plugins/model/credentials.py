"""Who keeps the keys, and is one of them too old? The register of school.toml, which never holds a secret.

The school's rule is that the password is changed on a regular basis. Advice today (NCSC) is against changes by the
calendar alone, so the interval is the school's to set; a change when somebody leaves is nobody's to skip.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from plugins.model.table import Table

SECRETS = ("password", "API keys")
"""What is changed on a regular basis, and whenever somebody who knew it leaves."""

OTHERS = (
    "two-step sign-in", "Automated label", "sign-in e-mail", "recovery phone", "developer portal", "payment card",
    "managing account", "repository", "domain",
)  # fmt: skip
"""What is looked at once a year: does it still belong to the school, and who takes it over?"""

_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One thing of the register: the roles of who holds it and who takes over; `changed`: the last change, or look."""

    name: str
    holder: str
    successor: str
    changed: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Who runs the account, by role, and what is kept for it.

    `administrator` is one of `senior`, the Senior Leadership Team; `left` is the last day of whoever left last and
    knew a secret.
    """

    administrator: str
    senior: tuple[str, ...]
    usual_author: str
    change_days: int
    grace_days: int
    left: date | None
    kept: tuple[Kept, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """What the register says nothing about."""
        there = {one.name for one in self.kept}
        return tuple(name for name in (*SECRETS, *OTHERS) if name not in there)

    def due(self, one: Kept) -> date:
        """The day on which it has to be changed, or looked at; a leaver makes everything due at once."""
        regular = one.changed + (timedelta(days=self.change_days) if one.name in SECRETS else _YEAR)
        return min(regular, self.left) if self.left and one.changed < self.left else regular

    def expired(self, today: date) -> Kept | None:
        """The secret that has been due for longer than the days of grace; sending stops for it."""
        grace = timedelta(days=self.grace_days)
        late = (one for one in self.kept if one.name in SECRETS and self.due(one) + grace < today)
        return min(late, key=self.due, default=None)


def register(table: Table) -> Register:
    """Read [credentials]; every mistake is remembered by the table."""
    found = Register(
        administrator=table.text("administrator"),
        senior=table.words("senior"),
        usual_author=table.text("usual_author"),
        change_days=table.number("change_days", 30, 730),
        grace_days=table.number("grace_days", 0, 90),
        left=table.take("left", date, None),
        kept=tuple(_kept(entry) for entry in table.tables("kept")),
    )
    if found.administrator not in found.senior:
        table.wrong("administrator", "must be one of senior: the account is run by the Senior Leadership Team (R1)")
    if len({one.name for one in found.kept}) < len(found.kept):
        table.wrong("kept", "tells one thing twice")
    return found


def _kept(table: Table) -> Kept:
    kept = Kept(
        name=table.choice("name", (*SECRETS, *OTHERS)),
        holder=table.text("holder"),
        successor=table.text("successor"),
        changed=table.take("changed", date) or date.min,
    )
    if kept.holder == kept.successor:
        table.wrong("successor", "must be another role than the holder's")
    table.done()
    return kept
