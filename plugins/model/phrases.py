"""How does the site speak of itself? In the school's language: the templates' English, or a catalogue."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from plugins.model import words
from plugins.model.errors import SettingsWrong

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
"""Languages, as the first part of their tags, that are written from right to left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """What English phrases are called; what is not in `known` stays English. Places in braces are filled by others."""

    known: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, english: str) -> str:
        """The phrase in the school's language."""
        return self.known.get(english, english)

    def month(self, moment: date) -> str:
        """November 2026."""
        return f"{self(words.MONTHS[moment.month - 1])} {moment.year}"

    def day(self, moment: date) -> str:
        """Friday 20 November 2026."""
        return f"{self(words.DAYS[moment.weekday()])} {moment.day} {self.month(moment)}"

    def clock(self, moment: datetime) -> str:
        """3.20pm."""
        said = words.clock(moment)
        return said[:-2] + self(said[-2:])

    def day_and_clock(self, moment: datetime) -> str:
        """Friday 20 November 2026, 3.20pm."""
        return f"{self.day(moment)}, {self.clock(moment)}"


def load(theme: Path, lang: str) -> Phrases:
    """The catalogue of a language such as cy or en-GB; SettingsWrong where nobody has written one that can be read."""
    main = lang.lower().split("-")[0]
    if main == "en":
        return Phrases()
    file = theme / "languages" / f"{main}.toml"
    try:
        return Phrases(known=tomllib.loads(file.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise SettingsWrong(
            f"[site] lang: the site cannot speak {lang} of itself, for {file.name} is not in theme/languages",
            fix="choose a language that is there, or translate the catalogue of another into it",
        ) from error
    except (OSError, ValueError) as error:
        raise SettingsWrong(
            f"theme/languages/{file.name} cannot be read: {error}", fix="take it from git again, or correct that line"
        ) from error


def direction(lang: str) -> str:
    """Which way a language is written: ltr or rtl."""
    return "rtl" if lang.lower().split("-")[0] in RIGHT_TO_LEFT else "ltr"
