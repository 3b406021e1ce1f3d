import pytest

from plugins.reading import frontmatter
from plugins.reading.faults import Faults
from plugins.reading.frontmatter import Rows, Table, Text
from tests.reading.school import notes


def parse(settings: str) -> tuple[Table | None, list[tuple[int, str]]]:
    faults = Faults("content/a.md")
    return frontmatter.parse(settings, faults), notes(faults)


@pytest.mark.parametrize("word", ["no", "12:30", "~", "null", "2026-11-23", "0x1F", "1e3", ".inf", "007", "=", "<<"])
def test_words_stay_words(word: str) -> None:
    table, faults = parse(f"title: {word}")
    assert (faults, table and table.values["title"]) == ([], Text(text=word, line=2, column=8))


def test_every_value_knows_its_line_and_column() -> None:
    table, faults = parse("tags: [a, b]\nphotos:\n  - file: a.jpg")
    assert table is not None
    photos = table.values["photos"]
    assert isinstance(photos, Rows)
    assert isinstance(photos.items[0], Table)
    assert (faults, photos.items[0].values["file"]) == ([], Text(text="a.jpg", line=4, column=11))


def test_the_two_halves_are_found_with_the_line_of_the_body() -> None:
    halves = frontmatter.split("--- \na: b\n---\nbody\n---\n", Faults("a"))
    assert halves == frontmatter.Source(settings="a: b", body="body\n---\n", body_line=4)


@pytest.mark.parametrize("text", ["", "title: x", "\n---\na: b\n---\n", "---\na: b\n", "---"])
def test_a_file_without_two_lines_of_hyphens_is_refused(text: str) -> None:
    faults = Faults("content/a.md")
    assert frontmatter.split(text, faults) is None
    assert [line for line, _ in notes(faults)] == [1]


@pytest.mark.parametrize(
    ("settings", "line", "note"),
    [
        ("a: &x b", 2, "meaning of their own"),
        ("a: b\nc: *x", 3, "meaning of their own"),
        ("a: !!python/object/apply:os.system [ls]", 2, "! has a meaning"),
        ("a: !local b", 2, "! has a meaning"),
        ("a: b\na: c", 3, "twice"),
        ("? [a, b]\n: c", 2, "plain name"),
        ("a: [[[b]]]", 2, "nested too deeply"),
        ("a: " + "[" * 199 + "]" * 199, 2, "nested too deeply"),
        ('a: "\\u202E"', 2, "U+202E"),
        ('a: "\\x00"', 2, "U+0000"),
        ('a: "\\ud800"', 2, "U+D800"),
    ],
)
def test_what_yaml_can_do_besides_is_refused_and_the_rest_is_read(settings: str, line: int, note: str) -> None:
    table, faults = parse(settings)
    assert table is not None
    assert [(at, note in text) for at, text in faults] == [(line, True)]


@pytest.mark.parametrize(
    ("settings", "line", "note"),
    [
        ("a: b\nc: d: e", 3, "second colon"),
        ("a:\n\tb: c", 3, "a tab stands"),
        ("a: 'b", 2, "cannot be understood"),
        ("a: [b", 2, "cannot be understood"),
        ("a: !nobody!b c", 2, "cannot be understood"),
        ('a: "\\UFFFFFFFF"', 2, "cannot be understood"),
        ('a: "\\U00110000"', 2, "cannot be understood"),
        ("%YAML " + "9" * 5000 + ".1\n", 2, "cannot be understood"),
        ("just words", 2, "these are no settings"),
        ("- a", 2, "these are no settings"),
        ("", 2, "there are no settings"),
        ("# nothing", 2, "there are no settings"),
        ("a: " + "[" * 3000 + "]" * 3000, 2, "200 brackets"),
        ("a: " + "b" * 9000, 2, "8 KiB"),
    ],
)
def test_what_are_no_settings_is_refused(settings: str, line: int, note: str) -> None:
    table, faults = parse(settings)
    assert table is None
    assert [(at, note in text) for at, text in faults] == [(line, True)]


def test_a_second_document_and_directives_are_refused() -> None:
    assert [line for line, _ in parse("a: b\n...\n--- \nc: d")[1]] == [4]
    assert [line for line, _ in parse("%YAML 1.1\n--- {a: b}")[1]] == [2]


def test_a_bomb_of_aliases_is_refused_at_each_of_them() -> None:
    _, faults = parse("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]")
    assert [line for line, _ in faults] == [2, 3, 3, 3, 4, 4]


def test_no_message_of_the_parser_repeats_a_value() -> None:
    for settings in ("a: !Olivia!b c", 'a: "\\Olivia"', "a: @Olivia", "a: 'Olivia", "Olivia", "a: %Olivia"):
        assert "Olivia" not in str(parse(settings)[1])


def test_comments_are_words_too() -> None:
    halves = frontmatter.split("---\n# one\na: b # two\nc: d\n---\n", Faults("a"))
    assert halves is not None
    assert [(field.text, field.line, field.column) for field in frontmatter.comments(halves)] == [
        ("one", 2, 3),
        ("two", 3, 8),
    ]
