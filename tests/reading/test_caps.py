import pytest

from plugins.reading import caps
from plugins.reading.faults import Faults
from tests.reading.school import notes


def judge(body: str) -> list[tuple[int, str]]:
    faults = Faults("content/a.md")
    assert caps.within(body, 10, faults) is (not faults.told())
    return notes(faults)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "A long story. " * 200,
        "\n\n".join("A paragraph of a story, as long as stories are. " * 10 for _ in range(60)),
        "\n".join(f"- [Page {n}](https://school.example/{n})" for n in range(60)),
        "\n\n".join(f"[Page {n}](https://school.example/{n})" for n in range(200)),
        "| Term | Starts | Ends |\n|---|---|---|\n" + "| Autumn | 2 September | 19 December |\n" * 40,
        "- a\n    - b\n        - c\n            - d",
        "---\n\n***\n\n> a\n> > b",
        "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
        f"[The form](https://forms.example/{'a1' * 50})",
    ],
)
def test_what_schools_write_is_within_the_caps(body: str) -> None:
    assert judge(body) == []


@pytest.mark.parametrize(
    ("body", "line", "note"),
    [
        ("a\n" * 1001, 1010, "more than 1,000 lines"),
        ("***\n" * 7_000, 1010, "more than 1,000 lines"),
        ("word " * 6_001, 10, "longer than 30,000 letters"),
        ("[" * 60_000, 10, "longer than 30,000 letters"),
        ("a\n" + "b" * 101, 11, "a word of more than 100 letters"),
        ("a\n\n" + "word " * 700, 12, "this paragraph is too long"),
        ("word\n" * 700, 610, "this paragraph is too long"),
        ("*a " * 301, 10, "too many marks"),
        ("[" * 2_000, 10, "open or inside one another"),
        ("[a [b]" * 21, 10, "open or inside one another"),
        ("[`]" * 11, 10, "open or inside one another"),
        ("[\\]" * 11, 10, "open or inside one another"),
        ("[a](/b)\n\n" * 201, 410, "too many links or marks"),
        ("*\n\n" + "a*b " * 200 + "\n\n" + ("a*b " * 200 + "\n\n") * 20, 50, "too many links or marks"),
        ("> " * 6 + "a", 10, "nested too deeply"),
        ("- " * 6 + "a", 10, "nested too deeply"),
        ("-   " * 6, 10, "nested too deeply"),
        ("1. > * 1. + > a", 10, "nested too deeply"),
        (" " * 25 + "- a", 10, "nested too deeply"),
        ("|" * 21, 10, "more than 20 bars"),
    ],
)
def test_what_would_keep_markdown_busy_is_refused_at_its_line(body: str, line: int, note: str) -> None:
    assert [(at, text) for at, text in judge(body) if at == line and note in text]
