"""What has to be done, and how much does it press? One duty as a value, for every part of the overview alike."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SOON = timedelta(days=28)
"""How long before its day a duty is told."""


class Light(StrEnum):
    """How much it presses; told in words and by a sign, never by colour alone."""

    GREEN = "in order"
    AMBER = "due"
    RED = "overdue"


SIGNS = {Light.GREEN: "[+]", Light.AMBER: "[!]", Light.RED: "[X]"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One line of the overview; `fix` is empty where nothing is to be done, `due` the day that it is about."""

    clause: str
    name: str
    light: Light
    says: str
    fix: str = ""
    due: date | None = None


def light(due: date, today: date, *, grace: timedelta) -> Light:
    """Amber from four weeks before the day to the end of the days of grace, red from then on."""
    if due + grace < today:
        return Light.RED
    return Light.AMBER if due <= today + SOON else Light.GREEN


def pressing(found: Iterable[Duty], today: date) -> Iterator[Duty]:
    """Those whose day has come: whoever approves is asked about them."""
    yield from (one for one in found if one.light is not Light.GREEN and one.due and one.due <= today)
