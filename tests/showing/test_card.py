from dataclasses import replace
from html.parser import HTMLParser
from pathlib import PurePosixPath

from plugins.model.tweet import Media
from plugins.showing import card
from plugins.showing.card import Card
from tests import make

SCHOOL = make.school()
NIGHT, TREE = (
    Media(file=PurePosixPath(f"photos/{one}.jpg"), alt=f"A {one}", type="image/jpeg", bytes=9)
    for one in ("night", "tree")
)


def drawn(text: str = "Read on: https://www.example.org/a", *media: Media, shared: str = "/cards/a.jpg") -> str:
    item = make.item()
    item = replace(item, tweet=replace(item.tweet, text=text), media=media)
    return card.page(Card(item=item, when="Would be tweeted <now>", shared=shared), SCHOOL)


class Parts(HTMLParser):
    """Every start tag with its attributes, in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_words_are_words_whatever_they_hold() -> None:
    page = drawn('<script>alert(1)</script> & "quotes"')
    assert "script" not in {tag for tag, _ in Parts(page).tags}
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp;" in page
    assert "Would be tweeted &lt;now&gt;" in page


def test_what_twitter_makes_a_link_looks_like_one_and_leads_nowhere() -> None:
    assert "<a>https://www.example.org/a</a>" in drawn()
    assert all("href" not in about for tag, about in Parts(drawn()).tags if tag == "a")


def test_photos_stand_below_the_words_with_what_is_told_of_them() -> None:
    images = [about for tag, about in Parts(drawn("Look", NIGHT, TREE)).tags if tag == "img"]
    assert [(one["src"], one["alt"]) for one in images] == [
        ("/photos/night.jpg", "A night"),
        ("/photos/tree.jpg", "A tree"),
    ]


def test_without_photos_the_pages_own_card_is_shown_where_it_has_one() -> None:
    assert [about["src"] for tag, about in Parts(drawn()).tags if tag == "img"] == ["/cards/a.jpg"]
    assert not [tag for tag, _ in Parts(drawn(shared="")).tags if tag == "img"]


def test_a_longer_tweet_has_a_higher_card() -> None:
    short, long = (
        replace(make.item(), tweet=replace(make.item().tweet, text=text))
        for text in ("Short", "word " * 50 + "\n\nend")
    )
    assert card.height(Card(item=short, when="", shared="")) < card.height(Card(item=long, when="", shared=""))
