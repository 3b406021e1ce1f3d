from plugins.reading import frontmatter
from plugins.reading.faults import Faults
from plugins.reading.section import Section
from tests.reading.school import notes


def section(settings: str, *known: str) -> tuple[Section, Faults]:
    faults = Faults("content/a.md")
    table = frontmatter.parse(settings, faults)
    assert table is not None
    return Section(table, known, faults), faults


def test_an_unknown_setting_is_told_with_the_nearest_known() -> None:
    _, faults = section("sumary: x", "summary", "title")
    assert [(told.note, told.remedy) for told in faults.told()] == [
        ("`sumary` is not a setting of a post", "did you mean `summary`?")
    ]


def test_a_setting_whose_name_is_no_plain_word_is_not_repeated() -> None:
    _, faults = section("Olivia Smith: x", "title")
    assert [(told.note, told.remedy) for told in faults.told()] == [
        ("this is not a setting of a post", "take it out; possible are title")
    ]


def test_every_place_where_words_stand_is_remembered() -> None:
    top, faults = section("tags: [a, b]\nevent:\n  place: Hall\nphotos:\n- alt: c", "tags", "event", "photos")
    top.words("tags", 10, 40)
    event = top.section("event", ("place",))
    (photo,) = top.sections("photos", 4, ("alt",))
    assert event is not None
    assert (event.text("place", 10), photo.text("alt", 10), photo.line) == ("Hall", "c", 6)
    assert [(f.name, f.text, f.line, f.column) for f in top.fields] == [
        ("tags", "a", 2, 8),
        ("tags", "b", 2, 11),
        ("event.place", "Hall", 4, 10),
        ("photos[0].alt", "c", 6, 8),
    ]
    assert faults.told() == ()


def test_an_empty_setting_is_a_missing_one() -> None:
    top, faults = section("title:\ntags:\nevent:", "title", "tags", "event")
    assert (top.text("title", 10, needed=True), top.words("tags", 1, 1), top.section("event", ())) == ("", (), None)
    assert notes(faults) == [(2, "`title` is missing")]


def test_words_a_list_and_a_table_are_not_the_same() -> None:
    top, faults = section("a: [x]\nb: x\nc: x\nd: [x]", "a", "b", "c", "d")
    assert (top.text("a", 9), top.words("b", 9, 9), top.section("c", ()), top.sections("d", 9, ())) == (
        "",
        (),
        None,
        (),
    )
    assert notes(faults) == [
        (2, "`a` must be words"),
        (3, "`b` must be a list in [brackets]"),
        (4, "`c` must have settings of its own below it"),
        (5, "`d` must have settings of its own below it"),
    ]


def test_words_have_limits() -> None:
    top, faults = section(
        'a: four\nb: "x\\ny"\nc: "x\\ny"\nd: [1, 2, 3]\ne: [x, X]\nf: <b>', "a", "b", "c", "d", "e", "f"
    )
    top.text("a", 3)
    top.text("b", 9)
    top.text("c", 9, lines=True)
    assert top.words("d", 2, 9) == ("1", "2")
    top.words("e", 9, 9)
    top.text("f", 9)
    assert notes(faults) == [
        (2, "`a` is longer than 3 letters"),
        (3, "`b` has more than one line, or a tab"),
        (5, "`d` has more than 2 entries"),
        (6, "`e` says the same twice"),
        (7, "HTML stands here; posts are written in Markdown"),
    ]


def test_a_choice_is_one_of_its_words() -> None:
    top, faults = section("a: x\nb: z", "a", "b", "c", "d")
    assert [top.choice(key, ("x", "y")) for key in ("a", "b", "c")] == ["x", "x", "x"]
    assert top.choice("d", ("x", "y"), "y") == "y"
    assert notes(faults) == [(2, "`c` is missing"), (3, "`b` is not one of the words that are possible here")]
