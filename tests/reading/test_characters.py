import pytest

from plugins.reading import characters
from plugins.reading.faults import Faults
from tests.reading.school import notes


@pytest.mark.parametrize(
    "text",
    [
        "Penblwydd hapus, Siân a Dŵr ŷ",
        "Zażółć gęślą jaźń, Łódź",
        "£141.60 \u2013 “fun” … €5",
        "ŵ as two characters: w\u0302",
        "Urdu \u0627\u0631\u062f\u0648, Greek λόγος, 中文",
        "\U0001f4cf\U0001f4b7\u2600\ufe0f \u2764\ufe0f",
        "\U0001f469\u200d\U0001f3eb\U0001f44f\U0001f3fd 1\ufe0f\u20e3",
        "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f for St David",
        "\U0001f3f4\u200d\u2620\ufe0f \U0001fa77 \U0001fae9",
        "\u00a0a\tb",
    ],
)
def test_what_schools_write_can_be_seen(text: str) -> None:
    assert list(characters.places(text)) == []


@pytest.mark.parametrize(
    "hidden",
    [
        "\u202e", "\u2066", "\u200b", "\u200d", "\u200c", "\ufe0f", "\u00ad", "\ufeff", "\u2060", "\u034f", "\u3164",
        "\u2800", "\U0001f8ff", "\ue000", "\U000f0000", "\u0378", "\ufffe", "\x00", "\x1b", "\x85", "\r",
        "\u2028", "\u2029",
        "\u2003",        "\U000e0041", "\U000e0100", chr(0xD800), "\ufffc", "\ufffd", "\u180e",
        "\U0001d159", "\U00016fe4",
    ],
)  # fmt: skip
def test_what_cannot_be_seen_is_refused_with_its_place_and_code_point(hidden: str) -> None:
    faults = Faults("content/a.md")
    assert characters.clean(f"one\nOli{hidden}via", faults) == "one\nOli?via"
    assert [(str(told.place), f"U+{ord(hidden):04X}" in told.note) for told in faults.told()] == [
        ("content/a.md:2:4", True)
    ]


def test_an_emoji_joiner_between_letters_is_refused() -> None:
    assert [index for index, _ in characters.places("\U0001f469\u200da\u200d\U0001f469")] == [1, 3]


def test_a_flag_of_no_nation_is_refused() -> None:
    assert len(list(characters.places("\U0001f3f4\U000e0065\U000e006d\U000e006d\U000e0061\U000e007f"))) == 5


def test_a_byte_order_mark_is_dropped_and_line_ends_become_one() -> None:
    faults = Faults("content/a.md")
    assert characters.decode(b"\xef\xbb\xbfone\r\ntwo", faults) == "one\ntwo"
    assert faults.told() == ()


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ("a\nb\u20ac".encode() + b"\xff", "content/a.md:2:3"),
        ("one".encode("utf-16"), "content/a.md:1:1"),
        (b"\xed\xa0\x80", "content/a.md:1:1"),
    ],
)
def test_a_file_that_is_not_utf_8_is_refused_where_it_stops_to_be(data: bytes, place: str) -> None:
    faults = Faults("content/a.md")
    assert characters.decode(data, faults) is None
    assert [str(told.place) for told in faults.told()] == [place]
    assert "UTF-8" in notes(faults)[0][1]
