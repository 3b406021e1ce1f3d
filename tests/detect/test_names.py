# ruff: noqa: RUF001 - letters that look alike are the point
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.detect.names import is_named, names
from plugins.detect.roll import Child, Roll
from plugins.model.finding import FIRST_NAME, FULL_NAME, NEAR_NAME, SURNAME, WORD_NAME, Detection
from plugins.model.post import Field
from plugins.model.school import Allowed
from tests import make

DATA = Path(__file__).parents[2].parent / "shared" / "data"


def child(first: str, last: str, *more: str) -> Child:
    return Child(firsts=(first, *more), lasts=(last,) if last else ())


ROLL = Roll(
    children=(
        child("Jonty", "Quillfeather", "Jonathan"),
        child("Anne-Marie", "O'Dwyer"),
        child("Zoë", "Szczęsny"),
        child("Oliver", "Pettigrew-Vane"),
        child("Grace", "Ombersley"),
        child("Will", "Young"),
        child("May", "Field"),
        child("Rose", "Green"),
        child("Summer", "Tolliver"),
        child("Jack", "Ames"),
        child("Paris", "Threlkeld"),
        child("Jo", "King"),
        child("Ka-Ho", "Lam"),
        child("Toby", "Is"),
        child("Isla", "Rook"),
        child("Amy", "Marsh"),
        child("Anna", "Green"),
        child("William", "Tell"),
        child("Mononym", ""),
        child("!!", "Nobody"),
    )
)


def look(text: str, field: str = "body", allowed: tuple[Allowed, ...] = ()) -> tuple[Detection, ...]:
    post = make.post(fields=(Field(name=field, text=text, line=7),))
    return names(post, "content/news/a.md", ROLL, allowed)


def on_the_roll(*found: Detection) -> list[Detection]:
    return [seen for seen in found if seen.kind in {FULL_NAME, NEAR_NAME, FIRST_NAME, WORD_NAME, SURNAME}]


def kinds(text: str, allowed: tuple[Allowed, ...] = ()) -> set[str]:
    return {seen.kind for seen in on_the_roll(*look(text, allowed=allowed))}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Year 4 painted pebbles with poppies.",
        "We said grace in the hall before lunch.",
        "Will young children be welcome? They will.",
        "Fundraising will help us all summer.",
        "Grace before meals is a habit worth keeping.",
        "The fair is on Friday 8 May, and May half term follows.",
        "We shall meet again in May.",
        "May Day is a bank holiday.",
        "Summer Fair Returns Next Week",
        "SUMMER FAIR",
        "Summer is here at last.",
        "A Green Day for everyone: the green flag flies.",
        "A green field, a rose. Green leaves grew in it.",
        "Rose class, Grace Road and Summer House are near.",
        "The choir went to sing in Paris.",
        "We are only joking. Ames Road was listened to by many.",
        "This is La Manche, said to be seen from my window.",
        "Thank you to Mr Jonty, Mrs. Oliver, Dr Isla and Father Jack.",
        "Saint Oliver and St. Amy are old friends of the parish.",
        "Mr J. Quillfeather spoke, and Mrs J Quillfeather listened.",
        "Mr A. J. Quillfeather and Mr A J Jonty",
        "K. Quillfeather is not on the roll, nor is J. Nobody, nor a j-curve.",
        "Mrs Quillfeather and, much later in the same text, at its very end, a J",
        "quillfeather",
        "J",
        "mr-jonty-reads.jpg",
        "rehtaeflliuQ spelled from its end is nobody alone",
        "Mr Williams and Ms Roberts, with Williams Brothers Builders.",
        "The amyloid was amazing, the islands far and the jonquils yellow.",
        "It was the 3D printer's 1st day, from 4pm to 5pm, 2 a 3 b 4 c.",
        "will-they-come-to-the-summer-fair",
        "grace is what we said.",
        "Vogue va bene; naïve café; £40; 🎉🎉",
        "Czy mówisz po polsku? Croeso i'r ysgol, ŵyl y gwanwyn.",
        "e-mail, x-ray, t-shirt, a-young-reader",
        "He can jack the car up; the max is ten.",
    ],
)
def test_what_is_no_childs_name_is_left_alone(text: str) -> None:
    assert kinds(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Jonty Quillfeather",
        "jonty quillfeather",
        "JONTY QUILLFEATHER",
        "Jonathan Quillfeather won.",
        "Jonty\nQuillfeather",
        "Jonty  ·  Quillfeather",
        "Jonty James Quillfeather",
        "Jonty J. Quillfeather",
        "Jonty James Edward Quillfeather",
        "Quillfeather, Jonty",
        "Quillfeather Jonty",
        "QUILLFEATHER, J.",
        "J. Quillfeather",
        "J Quillfeather",
        "J. R. Quillfeather",
        "JQuillfeather",
        "j-quillfeather.jpg",
        "j.quillfeather",
        "Jonty Quillfeather's painting",
        "Jonty Quillfeather’s painting",
        "Jonty Quillfeathers painting",
        "jonty-quillfeather.jpg",
        "jonty_quillfeather_2026.png",
        "JontyQuillfeather",
        "#JontyQuillfeather",
        "#welldonejontyquillfeather",
        "quillfeatherjonty",
        "https://x.example/jonty%20quillfeather",
        "https://x.example/%4Aonty/Quillfeather",
        "J o n t y Q u i l l f e a t h e r",
        "J.o.n.t.y Q.u.i.l.l.f.e.a.t.h.e.r",
        "J-o-n-t-y  Q-u-i-l-l-f-e-a-t-h-e-r",
        "J o k i n g",
        "Jon\u200bty Quill\u00adfeather",
        "Jo\u2060nty\u00a0Quillfeather",
        "Jonty\u3164Quillfeather",
        "J\u0301onty Quillfeath\u0308er",
        "Ｊｏｎｔｙ Ｑｕｉｌｌｆｅａｔｈｅｒ",
        "𝓙𝓸𝓷𝓽𝔂 𝓠𝓾𝓲𝓵𝓵𝓯𝓮𝓪𝓽𝓱𝓮𝓻",
        "Ⓙⓞⓝⓣⓨ Quillfeather",
        "🅹🅾🅽🆃🆈 Quillfeather",
        "🇯🇴🇳🇹🇾 Quillfeather",
        "ᴊᴏɴᴛʏ Quillfeather",
        "Jоnty Quіllfeаther",
        "Jοnty Quιllfeather",
        "J0nty Qu1llfeather",
        "J0nty Quillf3ath3r",
        "&#74;onty Quill&shy;feather",
        "<b>Jon</b>ty <i>Quillfeather</i>",
        "Jon**ty** Quill*feather*",
        "<!-- Jonty Quillfeather -->",
        '<abbr title="Jonty Quillfeather">JQ</abbr>',
        "![x](/a.jpg 'Jonty Quillfeather')",
        "ytnoJ rehtaeflliuQ",
        "rehtaeflliuQ ytnoJ",
        "Anne-Marie O'Dwyer",
        "Anne Marie O’Dwyer",
        "AnneMarie ODwyer",
        "Anne O'Dwyer",
        "Zoe Szczesny",
        "Zoë Szczęsny",
        "Oliver Pettigrew",
        "Oliver Vane",
        "Oliver Pettigrew Vane",
        "grace ombersley",
        "Grace Ombersley",
        "Will Young",
        "will-young.jpg",
        "Rose Green",
        "Green, Rose",
        "A. Green",
        "KaHo Lam",
        "Mr Jonty Quillfeather",
        "Ollie Pettigrew",
        "Pettigrew, Ollie",
        "Nathan Quillfeather",
        "#OlliePettigrew",
        "Rosie Green",
        "Wills Young",
        "J\u0334\u0321\u031b\u0315o\u0336\u0322\u0349n\u0337\u0353t\u0338\u0355y\u0335 Quillf\u0336\u0349eather",
        "J\u20e3onty Quill\u20ddfeather",
        "Jonty\u2028Quillfeather",
        "\u202eJonty Quillfeather\u202c",
        "Jonty\u2011Quillfeather",
        "Jonty%20Quillfeather",
        "&#x4a;onty&nbsp;Quillfeather",
        "@jontyquillfeather",
        "@Jonty_Quillfeather2016",
        "IMG_2041-QUILLFEATHER_JONTY (2).HEIC",
        "mailto:jonty.quillfeather@mail.example",
        "<img alt='Jonty Quillfeather'>",
        "<span>J</span><span>onty</span> Quillfeather",
        "Jonty (Year 4) Quillfeather",
        "Jonty, Quillfeather",
        "| Jonty | Quillfeather | silver |",
        "Gold: Isla Rook, Jonty Quillfeather, Toby Is",
        "Signed on the shirt: Jonty\nQuillfeather",
    ],
)
def test_a_full_name_on_the_roll_is_found_wherever_it_hides(text: str) -> None:
    assert FULL_NAME in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Jonty Quilfeather",
        "Jonty Quillfeatther",
        "Jonty Quillfaether",
        "Jonty Quillfeathar won",
        "Jnoty Quillfeather",
        "Jonti Quillfeather",
        "jonty-quillfether.jpg",
        "Olliver Pettigrew",
        "Nathan Quillfether",
    ],
)
def test_a_full_name_with_one_letter_wrong_is_found(text: str) -> None:
    assert kinds(text) == {NEAR_NAME}


@pytest.mark.parametrize(
    "text",
    [
        "Quillfaetherr and Ilsa Rok",
        "Mr Jonti Quillfeather",
        "Amy Marshes past, May Fields forever",
        "Jony. ---------------- Quillfeather",
        "Jonyt Quilfeather",
    ],
)
def test_two_letters_or_short_words_or_a_title_make_it_another_name(text: str) -> None:
    assert NEAR_NAME not in kinds(text)


def test_the_schools_adults_are_known_unless_a_pupil_has_the_same_full_name() -> None:
    staff = (child("Jonty", "Petrie"), child("Amy", "Marsh"), child("Priya", "Nair"))
    roll = Roll(children=ROLL.children, staff=staff)

    def seen(text: str) -> set[str]:
        post = make.post(fields=(Field(name="body", text=text, line=7),))
        return {one.kind for one in names(post, "a.md", roll, ())}

    assert seen("Jonty Petrie sang, and Priya clapped.") == set()
    assert seen("Amy Marsh sang.") == {FULL_NAME}
    assert seen("Jonty sang.") == {FIRST_NAME}


@pytest.mark.parametrize(
    "text",
    [
        "Well done, Jonty!",
        "jonty won",
        "JONTY WON",
        "Jonty's painting",
        "Jontys painting",
        "painted-by-jonty.jpg",
        "img_jonty01.jpg",
        "#WellDoneJonty",
        "J o n t y won",
        "J0nty won",
        "Jon**ty** won",
        "Ka_Ho and KaHo",
        "Anne-Marie sang",
        "Anne Marie sang",
        "with Marie and others",
        "Zoe sang",
        "Mononym sang",
        "mr Jonty is no title",
        "Jonty ------------- Quillfeather is too far away",
        "Jonty Pettigrew",
        "Quillfeather Oliver",
        "Jonty",
        "I miss Jonty",
        "We went with Isla",
    ],
)
def test_a_first_name_alone_is_found(text: str) -> None:
    assert kinds(text) == {FIRST_NAME}


@pytest.mark.parametrize(
    "text",
    [
        "The pebbles were painted by Grace on Tuesday.",
        "We cheered for\nGrace and clapped.",
        "Well done to Summer for the scarf.",
        "Grace won the cup.",
        "May scored twice.",
        "A cake for May was baked.",
        "Jack was very brave.",
        "Paris swam a length.",
        "We are proud of Paris for that swim.",
    ],
)
def test_a_word_with_a_capital_that_only_a_name_explains_is_asked_about(text: str) -> None:
    assert kinds(text) == {WORD_NAME}


def test_allowed_words_are_no_first_name_and_never_excuse_a_full_one() -> None:
    allowed = (
        Allowed(words="Grace", reason="a class"),
        Allowed(words="Big Jonty", reason="the clock"),
        Allowed(words="--", reason="nothing"),
    )
    assert kinds("The cake is from Grace and Big Jonty struck ten.", allowed) == set()
    assert kinds("We saw Jonty.", allowed) == {FIRST_NAME}
    assert kinds("By Grace Ombersley and Big Jonty Quillfeather.", allowed) == {FULL_NAME}


def test_each_line_and_kind_is_told_once_at_its_place_and_nothing_is_quoted() -> None:
    seen = look("Year 4\nJonty and Isla and Jonty\n\nJonty Quillfeather", field="summary")
    assert [(one.place.line, one.kind, one.target) for one in seen] == [
        (8, FIRST_NAME, "summary"),
        (10, FULL_NAME, "summary"),
    ]
    assert "onty" not in repr(seen)


def test_every_field_is_read_and_the_first_that_shows_a_name_is_named() -> None:
    fields = (
        Field(name="title", text="Pebbles", line=2, column=8),
        Field(name="tags[0]", text="jonty", line=3, column=5),
        Field(name="source", text="---\ntitle: Pebbles\ntags: [jonty]\n", line=1),
    )
    (seen,) = names(make.post(fields=fields), "a.md", ROLL, ())
    assert (seen.place.line, seen.place.column, seen.target) == (3, 5, "tags[0]")


@given(st.text(max_size=300))
def test_no_text_breaks_the_search_or_moves_a_line_out_of_it(text: str) -> None:
    for seen in look(text):
        assert seen.place.line >= 7


@given(st.sampled_from(["\u200b", "\u00ad", "\u2060", "\ufeff", "\u0301", "\U000e0041"]), st.integers(1, 17))
def test_an_invisible_sign_anywhere_in_a_full_name_hides_nothing(sign: str, at: int) -> None:
    name = "Jonty Quillfeather"
    assert FULL_NAME in kinds(name[:at] + sign + name[at:])


def _drafts() -> Iterator[dict[str, object]]:
    file = DATA / "policy-dev.jsonl"
    if file.exists():
        yield from map(json.loads, file.read_text(encoding="utf-8").splitlines())


@pytest.mark.skipif(not DATA.exists(), reason="the labelled drafts are not beside the repository")
def test_drafts_without_a_childs_name_show_no_full_name_of_a_long_roll() -> None:
    firsts = ("Aiden", "Bethany", "Callum", "Darcey", "Elliot", "Freya", "Hamza", "Imogen", "Kayleigh", "Marcus")
    lasts = ("Ashdown", "Brockhurst", "Cole", "Dawes", "Eastwood", "Fenn", "Grange", "Hobbs", "Ince", "Judd")
    roll = Roll(children=tuple(child(first, last) for first in firsts for last in lasts))
    for draft in _drafts():
        text = f"{draft['title']}\n{draft['summary']}\n{draft['body']}"
        post = make.post(fields=(Field(name="body", text=text, line=1),))
        assert FULL_NAME not in {seen.kind for seen in names(post, "a.md", roll, ())}, draft["id"]


def test_the_body_is_read_over_its_lines_and_its_shown_words_are_told_only_where_they_say_more() -> None:
    fields = (
        Field(name="body", text="We met Isla and Jonty", line=5),
        Field(name="body", text="Quillfeather at the fair.", line=6),
        Field(name="body", text="On the stage was &lt;!--x--&gt; nobody.", line=7),
        Field(name="body-text", text="We met Isla and Jonty Quillfeather at the fair. Amy", line=5),
        Field(name="link", text="/isla/", line=7),
    )
    seen = names(make.post(fields=fields), "a.md", ROLL, ())
    assert [(one.place.line, one.kind, one.target) for one in seen] == [
        (5, FIRST_NAME, "body"),
        (5, FULL_NAME, "body"),
    ]
    (hidden,) = names(make.post(fields=fields[2:4]), "a.md", ROLL, ())[:1]
    assert (hidden.place.line, hidden.kind, hidden.target) == (5, FIRST_NAME, "body")


@pytest.mark.parametrize(
    ("text", "named"), [("painted-by-jonty", True), ("the-rose-garden", False), ("pebbles", False)]
)
def test_a_few_words_alone_may_name_a_child_on_the_roll(text: str, *, named: bool) -> None:
    assert is_named(text, ROLL, ()) is named


@pytest.mark.parametrize(
    "text",
    [
        "Thank you to Mrs Quillfeather and to Mr S. Tolliver.",
        "The book is by Maureen Threlkeld.",
        "We walked to Quillfeather Farm.",
        "the quillfeather is soft",
        "A green field, and a young king.",
    ],
)
def test_a_surname_that_is_somebody_elses_is_not_asked_about(text: str) -> None:
    assert SURNAME not in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Goals: Quillfeather (2), Tolliver. Year 6 won.",
        "Star of the week: Quillfeather",
        "Threlkeld of Year 4 painted this.",
        "Painted by Ombersley T (Year 4).",
        "It was Tolliver's goal.",
        "Quillfeather, K. is on the roll with another first name.",
        "Quillfeather",
    ],
)
def test_a_surname_that_stands_alone_is_asked_about(text: str) -> None:
    assert kinds(text) == {SURNAME}


@pytest.mark.parametrize("text", ["Well done Isla", "Well done Toby"])
def test_a_first_name_stays_one_where_it_is_a_surname_too(text: str) -> None:
    roll = Roll(children=(*ROLL.children, child("Thora", "Isla"), child("Thora", "Toby")))
    post = make.post(fields=(Field(name="body", text=text, line=7),))
    assert FIRST_NAME in {seen.kind for seen in names(post, "a.md", roll, ())}


@pytest.mark.parametrize(
    "text", ["Captain Jonty Brightwater sailed on.", "Sir Jonty Brightwater wrote it.", "Mr Jonty"]
)
def test_a_title_makes_an_adult_of_a_name(text: str) -> None:
    assert kinds(text) == set()


@pytest.mark.parametrize(
    "text", ["Our nativity had King Jonty in it.", "Captain Jonty sailed on.", "Queen Zoë, Year 3"]
)
def test_a_title_that_children_play_is_asked_about(text: str) -> None:
    assert kinds(text) == {WORD_NAME}


@pytest.mark.parametrize("text", ["We'll be there at two o'clock, and she'd say so.", "The well-\nknown pond."])
def test_a_mark_within_a_word_is_no_name(text: str) -> None:
    assert kinds(text) == set()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Jonty'll show Year 4 the pebbles.", FIRST_NAME),
        ("Jonty’d cried.", FIRST_NAME),
        ("Jonty'nin evi", FIRST_NAME),
        ("les galets d'Isla", FIRST_NAME),
        ("Pebbles by Jon-\nty.", FIRST_NAME),
        ("Pebbles by Jonty Quill-\n  feather.", FULL_NAME),
    ],
)
def test_an_ending_an_article_or_the_end_of_a_line_hides_no_name(text: str, kind: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(("surnames", "named"), [(False, False), (True, True)])
def test_a_surname_alone_counts_where_words_are_kept_for_ever(*, surnames: bool, named: bool) -> None:
    assert is_named("Quillfeather's mother asked", ROLL, (), surnames=surnames) is named
