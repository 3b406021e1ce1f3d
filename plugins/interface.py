"""In which language does the site speak of itself? In that of [site] lang, where theme/languages has a catalogue."""

from collections.abc import Callable, MutableMapping
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from markupsafe import Markup
from pelican import signals

from plugins.audiences import slug
from plugins.model.phrases import Phrases, direction, load


class _Pelican(Protocol):
    settings: MutableMapping[str, Any]


def filters(phrases: Phrases) -> dict[str, Callable[..., str]]:
    """How templates say dates and make addresses."""
    return {
        "words": phrases.day,
        "words_time": phrases.day_and_clock,
        "clock": phrases.clock,
        "month": phrases.month,
        "iso": datetime.isoformat,
        "slug": slug,
        "direction": direction,
    }


def speaker(phrases: Phrases) -> Callable[..., Markup]:
    """The `_` of templates: a phrase, its places in braces filled; what fills them is escaped, the phrase is ours."""
    return lambda english, **filling: Markup(phrases(english)).format(**filling)  # noqa: S704 - a catalogue is code


def speak(pelican: _Pelican) -> None:
    """Give every template its phrases before the first is read."""
    settings = pelican.settings
    phrases = load(Path(settings["THEME"]), settings["SCHOOL"].site.lang)
    settings["JINJA_FILTERS"] = {**settings["JINJA_FILTERS"], **filters(phrases)}
    settings["JINJA_GLOBALS"] = {**settings["JINJA_GLOBALS"], "_": speaker(phrases)}


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(speak)
