from pathlib import Path
from typing import Any

import pytest
import yaml

from plugins.tweet.links import find_links

CASES = Path(__file__).parents[2].parent / "shared" / "data" / "twitter-text" / "extract.yml"
SUITES = ("urls", "urls_with_indices", "urls_with_directional_markers", "tco_urls_with_params")


def links(text: str) -> list[str]:
    return [text[start:end] for start, end in find_links(text)]


def conformance() -> list[Any]:
    if not CASES.is_file():
        return [pytest.param({}, marks=pytest.mark.skip(reason="../shared/data/twitter-text is not here"))]
    tests = yaml.safe_load(CASES.read_text(encoding="utf-8"))["tests"]
    return [pytest.param(case, id=f"{suite}-{n}") for suite in SUITES for n, case in enumerate(tests[suite])]


@pytest.mark.parametrize("case", conformance())
def test_links_are_found_where_twitter_text_finds_them(case: dict[str, Any]) -> None:
    if case["expected"] and isinstance(case["expected"][0], dict):
        assert find_links(case["text"]) == [tuple(link["indices"]) for link in case["expected"]]
    else:
        assert links(case["text"]) == case["expected"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "See https://www.fernbridge.sch.uk/news/reading-miles-7f3k/ today.",
            ["https://www.fernbridge.sch.uk/news/reading-miles-7f3k/"],
        ),
        ("https://t.co/AbCdEf1234/photo/1 and on", ["https://t.co/AbCdEf1234"]),
        (f"https://t.co/{'a' * 40} and https://t.co/{'a' * 41}", [f"https://t.co/{'a' * 40}"]),
        ("bbc.co.uk/newsround and gov.uk", ["bbc.co.uk/newsround", "gov.uk"]),
        ("office@school.sch.uk is an address to write to", []),
        ("We made it to the end.Then we slept.", []),
        ("Year 4's clock stopped at 10.15", []),
        ("https://school.example/news/", []),
        ("http://127.0.0.1:8000/news/", []),
        ("https://ysgol.cymru/newyddion", ["https://ysgol.cymru/newyddion"]),
        ("school.uk?week=2", ["school.uk"]),
        ("https://t.co/" + "a" * 41, []),
    ],
)
def test_an_address_is_a_link_when_its_domain_can_exist(text: str, found: list[str]) -> None:
    assert links(text) == found


@pytest.mark.parametrize("text", ["http://" + "あ" * 64 + ".com", "http://xn--あ.com", "http://" + "あ" * 60 + ".com"])
def test_a_label_too_long_for_the_dns_makes_no_link(text: str) -> None:
    assert links(text) == []


@pytest.mark.parametrize(
    "part", ["a.", "あ", "あ.", "あ" * 60 + ".", "http://", "(a", "a-", "é_", "http://あ.", "a.com "]
)
def test_sixty_thousand_characters_are_searched_at_once(part: str) -> None:
    text = f"http://school.uk/{part * (60_000 // len(part))}"
    assert all(0 <= start < end <= len(text) for start, end in find_links(text))
