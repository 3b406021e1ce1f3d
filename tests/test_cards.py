"""Cards, drawn and looked at: their size, their words' room, and that nothing but pixels is in them."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image

from plugins.cards import CARDS, Card, copy_cards, draw, drawable, remembered, save, show_cards
from plugins.photos import verified
from tests import make
from tests.theme.site import THEME, picture

LONG = "Our gardeners have dug up forty-six kilograms of potatoes, and the kitchen turned them into soup for all "


def card(**changes: Any) -> Card:
    return Card(
        **{"title": "A sky full of stars", "day": "Friday 20 November 2026", "school": "Thistledown", **changes}
    )


def drawn_in(folder: Path, **changes: Any) -> str:
    """The name of a card that is drawn, or found, in this folder."""
    drawn = remembered(make.cache(folder))
    name = draw(card(**changes), drawn, THEME)
    save(drawn)
    return name


def image(folder: Path, **changes: Any) -> Image.Image:
    with Image.open(folder / drawn_in(folder, **changes)) as drawn:
        return drawn.convert("RGB")


def dark(drawn: Image.Image) -> tuple[int, int, int, int]:
    """The box around the title's ink."""
    words = drawn.crop((0, 30, 764, 480)).convert("L").point(lambda value: 255 if value < 90 else 0)
    box = words.getbbox()
    assert box
    return box


def test_a_card_is_of_the_size_that_is_asked_for_and_holds_pixels_alone(tmp_path: Path) -> None:
    name = drawn_in(tmp_path)

    assert verified((tmp_path / name).read_bytes())
    assert image(tmp_path).size == (1200, 630)


@pytest.mark.parametrize("title", ["Stars", LONG, LONG * 3, "Donaudampfschifffahrtsgesellschaft", "Tŷ'r Ŵyl yn y dŵr"])
def test_a_title_stays_in_its_room(tmp_path: Path, title: str) -> None:
    left, _, right, bottom = dark(image(tmp_path, title=title))

    assert left >= 55
    assert right <= 764 - 20
    assert bottom <= 450


def test_the_first_photo_is_on_the_card(tmp_path: Path) -> None:
    Image.new("RGB", (800, 600), "gold").save(tmp_path / "a.jpg")

    assert image(tmp_path, photo=tmp_path / "a.jpg").getpixel((1000, 300)) == pytest.approx((255, 215, 0), abs=4)
    assert image(tmp_path).getpixel((1190, 300)) != pytest.approx((255, 215, 0), abs=40)


def test_what_was_drawn_is_not_drawn_again_and_each_word_counts(tmp_path: Path) -> None:
    name = drawn_in(tmp_path)
    before = (tmp_path / name).stat().st_ino

    assert drawn_in(tmp_path) == name
    assert (tmp_path / name).stat().st_ino == before
    assert len({name, *(drawn_in(tmp_path, **{part: "X"}) for part in ("title", "day", "school"))}) == 4


def test_a_card_that_somebody_else_drew_is_drawn_again(tmp_path: Path) -> None:
    name = drawn_in(tmp_path)
    ours = (tmp_path / name).read_bytes()
    for planted in (b"another picture", bytes(len(ours))):
        (tmp_path / name).write_bytes(planted)
        assert drawn_in(tmp_path) == name
        assert (tmp_path / name).read_bytes() == ours
    (tmp_path / "cards").unlink()
    (tmp_path / name).write_bytes(b"another picture")
    drawn_in(tmp_path)
    assert (tmp_path / name).read_bytes() == ours


def test_two_places_draw_the_same_bytes(tmp_path: Path) -> None:
    name = drawn_in(tmp_path / "one")

    assert drawn_in(tmp_path / "two") == name
    assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Sports day!", "Sports day!"),
        ("Gwyl y gaeaf £2.50", "Gwyl y gaeaf £2.50"),
        ("Stars 🌟 and ❤️ more", "Stars and more"),
        ("موسم سرما", ""),
        ("Мила", ""),
    ],
)
def test_only_letters_that_the_fonts_have_are_drawn(text: str, drawn: str) -> None:
    assert drawable(text) == drawn


def test_a_title_in_another_script_leaves_a_card_of_the_school(tmp_path: Path) -> None:
    assert image(tmp_path, title="موسم سرما").getpixel((300, 200)) == image(tmp_path).getpixel((10, 60))


def test_articles_get_their_cards_and_the_site_gets_the_files(tmp_path: Path) -> None:
    Image.new("RGB", (800, 600), "gold").save(tmp_path / "poppies-1200.jpg")
    articles = [
        SimpleNamespace(post=make.post(), date=make.at("2026-11-20 10:00"), pictures=pictures)
        for pictures in ((), (picture(),))
    ]
    settings: dict[str, Any] = {
        "SCHOOLGATE_CACHE": make.cache(tmp_path),
        "THEME": str(THEME),
        "SCHOOL": make.school(),
        "JINJA_FILTERS": {"words": str},
    }
    show_cards([SimpleNamespace(settings=settings, context={"articles": articles})])
    copy_cards(settings[CARDS], make.cache(tmp_path), tmp_path / "output")

    assert sorted(article.card for article in articles) == settings[CARDS]
    assert [str(file.relative_to(tmp_path / "output")) for file in sorted((tmp_path / "output/cards").iterdir())] == (
        settings[CARDS]
    )
