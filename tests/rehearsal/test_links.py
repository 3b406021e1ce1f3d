import html

from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.rehearsal.links import find, shorten

PIECES = st.sampled_from(
    [
        "https://a.example/b",
        "http://127.0.0.1:8000/x/",
        "example.com",
        " ",
        "\n",
        "&",
        "<b>",
        "é",
        "🎉",
        ".",
        "(",
        ")",
        "t",
    ]
)


@settings(deadline=None)  # a busy machine is no failure
@given(pieces=st.lists(PIECES, max_size=12))
def test_the_text_can_be_put_together_again_from_what_x_gives_back(pieces: list[str]) -> None:
    text = "".join(pieces)

    shown, entities = shorten(text, 1, [])

    for entity in reversed(entities):
        start, end = entity["start"], entity["end"]
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert shown[start:end] == entity["url"]
        address = str(entity["expanded_url"])
        original = address if address in text else address.removeprefix("http://")
        shown = shown[:start] + html.escape(original, quote=False) + shown[end:]
    assert html.unescape(shown) == text


def test_a_full_stop_after_a_link_is_not_of_it() -> None:
    (link,) = find("See https://school.example/news/.")

    assert link.address == "https://school.example/news/"


def test_a_picture_without_words_is_a_link_alone() -> None:
    shown, (entity,) = shorten("", 1, [("https://x.com/a/status/1/photo/1", "3_1")])

    assert (shown, entity["media_key"]) == (entity["url"], "3_1")
