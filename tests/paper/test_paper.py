"""A letter and a report with a table, drawn as PDF and as a page: whole, escaped, and the same bytes each time."""

from datetime import date
from pathlib import Path

import pytest

from plugins.paper.document import Bullets, Document, Heading, Notice, Paragraph, Rows
from plugins.paper.page import page
from plugins.paper.pdf import pdf

FONTS = Path(__file__).parents[2] / "theme" / "static"
LETTER = Document(
    title="Ysgol Gynradd Llŷn & friends",
    sender="Ysgol Gynradd Llŷn, Y Stryd Fawr",
    day=date(2026, 11, 23),
    lang="cy",
    blocks=(
        Heading(text="Faint? <b>"),
        Paragraph(text="Ŵyl am £5. " * 60),
        Bullets(items=("Un", "Dau")),
        Rows(head=("Beth", "Faint"), rows=(("R8 <i>", "2"), ("R9", "0"))),
        Notice(title="Ffair <b>", note="Dydd Gwener", text="Croeso.", address="https://school.example/news/fair-1a2b/"),
    ),
)


def test_the_same_letter_is_the_same_bytes_with_its_letters_inside() -> None:
    first = pdf(LETTER, FONTS)
    assert first == pdf(LETTER, FONTS)
    assert first.startswith(b"%PDF-")
    assert first.rstrip().endswith(b"%%EOF")
    assert first.count(b"/FontFile2") >= 2


def test_a_long_report_goes_on_on_the_next_page() -> None:
    long = Document(title="T", sender="S", day=LETTER.day, lang="en", blocks=LETTER.blocks * 6)
    assert pdf(long, FONTS).count(b"/Type /Page\n") > 1


def test_the_page_holds_every_word_escaped_and_asks_for_nothing_else() -> None:
    made = page(LETTER)
    assert '<html lang="cy">' in made
    assert "<h1>Ysgol Gynradd Llŷn &amp; friends</h1>" in made
    assert "<h2>Faint? &lt;b&gt;</h2>" in made
    assert "<li>Un</li>\n<li>Dau</li>" in made
    assert '<tr><th scope="row">R8 &lt;i&gt;</th><td>2</td></tr>' in made
    assert '<h3><a href="https://school.example/news/fair-1a2b/">Ffair &lt;b&gt;</a></h3>' in made
    assert "<script" not in made
    assert "default-src 'none'" in made


def test_a_notice_on_paper_has_a_square_that_leads_to_its_page() -> None:
    made = pdf(LETTER, FONTS)
    assert made.count(b"/URI (https://school.example/news/fair-1a2b/)") == 1


def test_many_notices_go_on_on_the_next_page() -> None:
    many = Document(title="T", sender="S", day=LETTER.day, lang="en", blocks=LETTER.blocks[-1:] * 12)
    assert pdf(many, FONTS).count(b"/Type /Page\n") == 2


def test_a_heading_never_stands_alone_at_the_end_of_a_page() -> None:
    notices = LETTER.blocks[-1:] * 8
    full, longer = (
        Document(title="T", sender="S", day=LETTER.day, lang="en", blocks=blocks)
        for blocks in (notices, (*notices, LETTER.blocks[0]))
    )
    assert pdf(full, FONTS).count(b"/Type /Page\n") == 1
    assert pdf(longer, FONTS).count(b"/Type /Page\n") == 2


def test_signs_that_no_font_has_are_left_out_without_a_word(caplog: pytest.LogCaptureFixture) -> None:
    with_moon, without = (
        pdf(Document(title="T", sender="S", day=LETTER.day, lang="en", blocks=(Paragraph(text=text),)), FONTS)
        for text in ("Night\nsky.🌙", "Night\nsky.")
    )
    assert with_moon == without
    assert caplog.records == []
