"""How does a letter or a report look on A4? Drawn in the letters of the school's own website, the same bytes each time.

The fonts are the theme's: two files each, for English, and for Welsh and the other languages of Europe. A sign that
neither has (an emoji, say) is left out.
"""

from datetime import UTC, datetime, time
from pathlib import Path

import segno
from fpdf import FPDF
from fpdf.fonts import FontFace, TTFFont

from plugins.paper.document import Block, Bullets, Document, Heading, Notice, Paragraph

_TEXT, _TITLE = "atkinson", "fraunces"
_SIDE_MM, _TOP_MM, _LINE_MM, _GAP_MM, _INDENT_MM, _SQUARE_MM = 22, 15, 5.2, 2.2, 6, 24
_SIZE, _SMALL, _PART, _LARGE = 10.5, 9, 12.5, 20
_INK = (31, 27, 46)


class _Sheet(FPDF):
    """A4 with the number of the page at its foot."""

    def printable(self, text: str) -> str:
        """The text without the signs that no font has."""
        known = [font.cmap for font in self.fonts.values() if isinstance(font, TTFFont)]
        return "".join(sign for sign in text if sign == "\n" or any(ord(sign) in one for one in known))

    def footer(self) -> None:
        self.set_y(-_TOP_MM)
        self.set_font(_TEXT, size=_SMALL)
        self.cell(0, 10, f"{self.page_no()} / {{nb}}", align="R")


def pdf(document: Document, fonts: Path) -> bytes:
    """The document as PDF; `fonts` is the folder of the theme's fonts."""
    sheet = _sheet(document, fonts)
    _write(sheet, document.sender, size=_SMALL)
    sheet.ln(_GAP_MM)
    _write(sheet, document.title, size=_LARGE, font=_TITLE, line=_LINE_MM * 1.6)
    sheet.ln(_GAP_MM)
    for block in document.blocks:
        _block(sheet, block)
    return bytes(sheet.output())


def _sheet(document: Document, fonts: Path) -> _Sheet:
    sheet = _Sheet(format="A4")
    for font in (_TEXT, _TITLE):
        sheet.add_font(font, fname=fonts / f"{font}-latin.woff2")
        sheet.add_font(f"{font}-more", fname=fonts / f"{font}-latin-ext.woff2")
    sheet.set_fallback_fonts([f"{_TEXT}-more", f"{_TITLE}-more"])
    sheet.set_title(document.title)
    sheet.set_author(document.sender.partition(",")[0])
    sheet.set_lang(document.lang)
    sheet.set_creation_date(datetime.combine(document.day, time(), UTC))
    sheet.set_margins(_SIDE_MM, _TOP_MM)
    sheet.set_auto_page_break(auto=True, margin=_TOP_MM + _LINE_MM)
    sheet.set_text_color(*_INK)
    sheet.add_page()
    return sheet


def _block(sheet: _Sheet, block: Block) -> None:
    if isinstance(block, Heading):
        sheet.ln(_GAP_MM)
        if sheet.will_page_break(_SQUARE_MM):  # a heading stands above something
            sheet.add_page()
        _write(sheet, block.text, size=_PART, font=_TITLE, line=_LINE_MM * 1.2)
        sheet.ln(_GAP_MM / 2)
    elif isinstance(block, Paragraph):
        _write(sheet, block.text)
        sheet.ln(_GAP_MM)
    elif isinstance(block, Bullets):
        for item in block.items:
            sheet.set_font(_TEXT, size=_SIZE)
            sheet.cell(_INDENT_MM, _LINE_MM, "\u2022")
            _write(sheet, item)
        sheet.ln(_GAP_MM)
    elif isinstance(block, Notice):
        _notice(sheet, block)
    else:
        sheet.set_font(_TEXT, size=_SMALL)
        plain = FontFace(family=_TEXT, fill_color=(240, 238, 246))
        with sheet.table(headings_style=plain, borders_layout="HORIZONTAL_LINES", text_align="LEFT") as table:
            for row in (block.head, *block.rows):
                table.row(row)
        sheet.ln(_GAP_MM)


def _notice(sheet: _Sheet, notice: Notice) -> None:
    """Words on the left, and on the right a square that a telephone reads; never parted by the end of a page."""
    if sheet.will_page_break(_SQUARE_MM + _GAP_MM):
        sheet.add_page()
    top = sheet.get_y()
    _square(sheet, notice.address, sheet.epw + sheet.l_margin - _SQUARE_MM, top)
    sheet.set_right_margin(_SIDE_MM + _SQUARE_MM + _INDENT_MM)
    _write(sheet, notice.title, size=_PART, font=_TITLE, line=_LINE_MM * 1.2)
    _write(sheet, notice.note, size=_SMALL)
    _write(sheet, notice.text)
    sheet.set_right_margin(_SIDE_MM)
    sheet.set_y(max(sheet.get_y(), top + _SQUARE_MM) + _GAP_MM * 2)


def _square(sheet: FPDF, address: str, left: float, top: float) -> None:
    rows = segno.make_qr(address, error="m").matrix
    side = _SQUARE_MM / len(rows)
    sheet.set_fill_color(*_INK)
    with sheet.local_context():
        for down, row in enumerate(rows):
            for across, dark in enumerate(row):
                if dark:
                    sheet.rect(left + across * side, top + down * side, side, side, style="F")
    sheet.link(left, top, _SQUARE_MM, _SQUARE_MM, address)


def _write(sheet: _Sheet, text: str, *, size: float = _SIZE, font: str = _TEXT, line: float = _LINE_MM) -> None:
    sheet.set_font(font, size=size)
    sheet.multi_cell(0, line, sheet.printable(text), align="L", new_x="LMARGIN", new_y="NEXT")
