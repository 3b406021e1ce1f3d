import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from plugins.tweet.weigh import LIMIT, weighted_length

CASES = Path(__file__).parents[2].parent / "shared" / "data" / "twitter-text" / "validate.yml"
V3 = ("WeightedTweetsWithDiscountedEmojiCounterTest", "UnicodeDirectionalMarkerCounterTest")
V2 = "WeightedTweetsCounterTest"
EMOJI_BEFORE_V3 = ("Count a mix of single byte", "Count unicode emoji chars outside the basic")


def conformance() -> list[Any]:
    """All cases of v3, and those of v2 that hold no emoji sequence: v3 weighs these otherwise, in its own cases."""
    if not CASES.is_file():
        return [pytest.param({}, marks=pytest.mark.skip(reason="../shared/data/twitter-text is not here"))]
    tests = yaml.safe_load(CASES.read_text(encoding="utf-8"))["tests"]
    old = [case for case in tests[V2] if not case["description"].startswith(EMOJI_BEFORE_V3)]
    assert len(old) == len(tests[V2]) - len(EMOJI_BEFORE_V3)
    cases = old + [case for suite in V3 for case in tests[suite]]
    return [pytest.param(case, id=f"{n}-{case['description'][:50]}") for n, case in enumerate(cases)]


@pytest.mark.parametrize("case", conformance())
def test_a_text_weighs_what_twitter_text_says(case: dict[str, Any]) -> None:
    assert weighted_length(case["text"]) == case["expected"]["weightedLength"]
    assert case["expected"]["valid"] is False or weighted_length(case["text"]) <= LIMIT


def test_the_shortest_addresses_without_a_protocol_weigh_as_links() -> None:
    if not CASES.is_file():
        pytest.skip("../shared/data/twitter-text is not here")
    tests = yaml.safe_load(CASES.read_text(encoding="utf-8"))["tests"]["urls_without_protocol"]
    assert [weighted_length(case["text"]) for case in tests] == [23] * len(tests)


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("", 0),
        ("Reading miles", 13),
        ("Dydd Gŵyl Dewi hapus, Łucja\u2019s £5", 32),
        ("© and ® and ™", 14),
        ("©️ ®️", 5),
        ("line one\r\nline two", 18),
        ("👩‍👩‍👧‍👦🏴󠁧󠁢󠁷󠁬󠁳󠁿🇬🇧1️⃣👍🏽", 10),
        ("故人", 4),
        ("e\u0301", 1),
        ("https://www.fernbridge.sch.uk/news/a-very-long-address-indeed-7f3k/", 23),
        ("gov.uk", 23),
        ("https://school.example/", 23),
        ("https://a-school.example/", 25),
    ],
)
def test_a_text_weighs_its_characters_emoji_and_links(text: str, weight: int) -> None:
    assert weighted_length(text) == weight


@given(st.text())
def test_the_weight_is_the_same_however_the_letters_are_composed(text: str) -> None:
    assert weighted_length(unicodedata.normalize("NFD", text)) == weighted_length(unicodedata.normalize("NFC", text))


@given(st.text(st.characters(codec="ascii", exclude_characters=".")))
def test_plain_english_without_a_dot_weighs_its_length(text: str) -> None:
    assert weighted_length(text) == len(text)


@given(st.text(), st.text())
def test_two_paragraphs_weigh_their_sum_and_the_line_between(first: str, second: str) -> None:
    first, second = (unicodedata.normalize("NFC", text) for text in (first, second))
    assert weighted_length(f"{first}\n{second}") == weighted_length(first) + 1 + weighted_length(second)


@given(st.text())
def test_no_text_without_a_link_weighs_more_than_two_for_each_character(text: str) -> None:
    text = unicodedata.normalize("NFC", text.replace(".", ""))
    assert weighted_length(text) <= 2 * len(text)
