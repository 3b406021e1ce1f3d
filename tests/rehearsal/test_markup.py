from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.rehearsal.markup import document, h

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=40)


class Seen(HTMLParser):
    """What a browser makes of it."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.words = ""
        self.feed(page.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.words += data


@settings(deadline=None)  # a busy machine is no failure
@given(words=WORDS, attribute=WORDS)
def test_words_stay_words(words: str, attribute: str) -> None:
    seen = Seen(document(h("p", {"title": attribute}, words, h("br"), words, words)))

    assert seen.tags == [("p", [("title", attribute)]), ("br", [])]
    assert seen.words == "\n" + 3 * words
