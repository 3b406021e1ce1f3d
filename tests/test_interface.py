"""The site in English and in Welsh; a language that nobody has translated stops everything."""

import re
import string
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html  # type: ignore[import-untyped] # lxml has no type information
from markupsafe import Markup

from plugins import interface
from plugins.model import words
from plugins.model.errors import SettingsWrong
from plugins.model.phrases import Phrases, direction, load
from tests import make
from tests.theme.site import THEME, articles, render

WELSH = load(THEME, "cy")
CATALOGUES = sorted((THEME / "languages").glob("*.toml"))


def phrases_of_the_templates() -> set[str]:
    sources = "\n".join(file.read_text(encoding="utf-8") for file in (THEME / "templates").glob("*.html"))
    said = (THEME.parent / "plugins" / name for name in ("showing/bulletin.py", "mirror/tombstone.py"))
    spoken = "\n".join(file.read_text(encoding="utf-8") for file in said)
    return {*re.findall(r'\b_\("(.+?)"[,)]', sources), *re.findall(r"""\bsay\(["'](.+?)["']\)""", spoken)}


def places(phrase: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(phrase) if name}


def test_english_needs_no_catalogue() -> None:
    assert load(THEME, "en-GB")("Classes") == "Classes"


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.stem)
def test_a_catalogue_has_every_phrase_and_no_other_and_keeps_the_places_in_braces(file: object) -> None:
    known = tomllib.loads(file.read_text(encoding="utf-8"))  # type: ignore[attr-defined]

    assert set(known) == phrases_of_the_templates() | {*words.DAYS, *words.MONTHS, "am", "pm"}
    assert {english: places(said) for english, said in known.items()} == {english: places(english) for english in known}
    assert not any(sign in said for said in known.values() for sign in '<>&"')


def test_a_language_that_nobody_translated_stops_everything() -> None:
    with pytest.raises(SettingsWrong, match=r"gd\.toml is not in theme/languages"):
        load(THEME, "gd")


def test_a_catalogue_that_cannot_be_read_says_where(tmp_path: Path) -> None:
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages" / "gd.toml").write_text('"News" = \n', encoding="utf-8")

    with pytest.raises(SettingsWrong, match=r"theme/languages/gd\.toml cannot be read: .*line 1"):
        load(tmp_path, "gd")


def test_dates_are_said_in_the_schools_language() -> None:
    moment = make.at("2026-11-20 15:20")

    assert Phrases().day_and_clock(moment) == words.day_and_clock(moment)
    assert WELSH.day_and_clock(moment) == "Dydd Gwener 20 Tachwedd 2026, 3.20yp"
    assert WELSH.month(moment) == "Tachwedd 2026"


def test_what_fills_a_place_is_escaped_and_markup_is_not() -> None:
    say = interface.speaker(Phrases())

    assert say("News for {audience}", audience="<b>") == "News for &lt;b&gt;"
    assert say("News for {audience}", audience=Markup("<b>")) == "News for <b>"


def test_a_languages_direction_is_known_from_its_first_part() -> None:
    assert [direction(lang) for lang in ("en-GB", "cy", "ur", "AR-eg")] == ["ltr", "ltr", "rtl", "rtl"]


def test_a_welsh_school_speaks_welsh_and_marks_what_is_english() -> None:
    school = make.school()
    school = replace(school, site=replace(school.site, lang="cy"))

    page = html.document_fromstring(render("article.html", phrases=WELSH, SCHOOL=school, article=articles()[0]))

    assert (page.get("lang"), page.get("dir")) == ("cy", "ltr")
    assert page.xpath("//header//nav/ul/li/a/text()")[:2] == ["Newyddion", "Calendr"]
    assert page.xpath("string(//h2[@id='event'])") == "Pryd a ble"
    assert page.xpath("string(//article//time)") == "Dydd Gwener 20 Tachwedd 2026"
    assert page.xpath("//h1/@lang") == ["en-GB"]
    assert "does not reply" not in page.text_content()


def test_plugins_and_templates_meet_when_pelican_starts() -> None:
    class Started:
        settings = {"THEME": THEME, "SCHOOL": make.school(), "JINJA_FILTERS": {"own": len}, "JINJA_GLOBALS": {}}  # noqa: RUF012

    interface.speak(Started())  # type: ignore[arg-type]

    assert Started.settings["JINJA_FILTERS"].keys() >= {"own", "words"}  # type: ignore[attr-defined]
    assert Started.settings["JINJA_GLOBALS"]["_"]("More") == "More"  # type: ignore[index]
