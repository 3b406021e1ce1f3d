"""How does a letter or a report look in a browser? One page that needs nothing else, ready to be read or translated."""

from html import escape

from plugins.paper.document import Block, Bullets, Document, Heading, Notice, Paragraph

_PAGE = """\
<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<style>
body {{ font: 1.1rem/1.6 system-ui, sans-serif; margin: 0 auto; max-width: 42rem; padding: 1rem }}
table {{ border-collapse: collapse; width: 100% }}
th, td {{ border-bottom: 1px solid; padding: .3rem .8rem .3rem 0; text-align: left; vertical-align: top }}
</style>
</head>
<body>
<main>
<p>{sender}</p>
<h1>{title}</h1>
{blocks}</main>
</body>
</html>
"""


def page(document: Document) -> str:
    """The document as HTML; every word of it is escaped."""
    return _PAGE.format(
        lang=escape(document.lang),
        title=escape(document.title),
        sender=escape(document.sender),
        blocks="".join(_block(block) for block in document.blocks),
    )


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h2>{escape(block.text)}</h2>\n"
    if isinstance(block, Paragraph):
        return f"<p>{escape(block.text)}</p>\n"
    if isinstance(block, Bullets):
        return "<ul>\n" + "".join(f"<li>{escape(item)}</li>\n" for item in block.items) + "</ul>\n"
    if isinstance(block, Notice):
        link = f'<a href="{escape(block.address)}">{escape(block.title)}</a>'
        return f"<h3>{link}</h3>\n<p>{escape(block.note)}</p>\n<p>{escape(block.text)}</p>\n"
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in block.head)
    rows = "".join(_row(row) for row in block.rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"


def _row(cells: tuple[str, ...]) -> str:
    first, *others = (escape(cell) for cell in cells)
    return f'<tr><th scope="row">{first}</th>' + "".join(f"<td>{cell}</td>" for cell in others) + "</tr>\n"
