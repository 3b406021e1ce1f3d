"""How does a document travel by e-mail? One message with the same words twice: as plain text, and as plain HTML.

Old mail programs know tables and styles inside the elements, and nothing newer. No picture is fetched from anywhere,
so nobody learns who reads it.
"""

import hashlib
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape

from plugins.paper.document import Block, Bullets, Document, Heading, Notice, Paragraph

_FACE = "font-family:Verdana,Geneva,sans-serif;color:#241b2c"
_HTML = """\
<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
</head>
<body style="margin:0;padding:0;background:#fbf8f4">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center">
<table role="presentation" width="600" cellpadding="24" cellspacing="0" border="0" style="width:100%;max-width:600px">
<tr><td style="background:#5b2482;color:#ffffff;font-family:Georgia,serif">{sender}</td></tr>
<tr><td style="background:#ffffff;{face};font-size:16px;line-height:1.5">
<h1 style="font-family:Georgia,serif;font-size:26px;margin:0 0 16px">{title}</h1>
{blocks}</td></tr>
</table>
</td></tr></table>
</body>
</html>
"""


def mail(document: Document, address: str, now: datetime) -> bytes:
    """The message as bytes (RFC 5322) from `address`, to nobody yet; the same document gives the same bytes."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = f"{document.sender}: {document.title}"
    message["From"] = address
    message["Date"] = format_datetime(now)
    message.set_content(text(document))
    message.add_alternative(_html(document), subtype="html")
    message.set_boundary(hashlib.sha256(repr(document).encode()).hexdigest()[:32])
    return message.as_bytes()


def text(document: Document) -> str:
    """The document's words alone, with addresses in full."""
    return "\n".join((document.title, "=" * len(document.title), "", *(_plain(block) for block in document.blocks)))


def _plain(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{block.text}\n{'-' * len(block.text)}\n"
    if isinstance(block, Paragraph):
        return f"{block.text}\n"
    if isinstance(block, Notice):
        return f"{block.title}\n{block.note}\n{block.text}\n{block.address}\n"
    if isinstance(block, Bullets):
        return "".join(f"* {item}\n" for item in block.items)
    return "".join(" | ".join(row) + "\n" for row in (block.head, *block.rows))


def _html(document: Document) -> str:
    return _HTML.format(
        lang=escape(document.lang),
        title=escape(document.title),
        sender=escape(document.sender),
        face=_FACE,
        blocks="".join(_element(block) for block in document.blocks),
    )


def _element(block: Block) -> str:
    if isinstance(block, Heading):
        return f'<h2 style="font-family:Georgia,serif;font-size:21px;margin:28px 0 12px">{escape(block.text)}</h2>\n'
    if isinstance(block, Notice):
        link = f'<a href="{escape(block.address)}" style="color:#5b2482">{escape(block.title)}</a>'
        return (
            f'<h3 style="font-family:Georgia,serif;font-size:18px;margin:20px 0 2px">{link}</h3>\n'
            f'<p style="margin:0 0 4px;font-size:14px;color:#5b5166">{escape(block.note)}</p>\n'
            f'<p style="margin:0 0 12px">{escape(block.text)}</p>\n'
        )
    return "".join(f'<p style="margin:0 0 12px">{escape(line)}</p>\n' for line in _plain(block).splitlines())
