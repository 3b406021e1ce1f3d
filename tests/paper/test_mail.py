"""The digest as a mail program gets it: the same words twice, and nothing fetched from anywhere."""

import email
from email.message import EmailMessage
from email.policy import default

from plugins.paper.mail import mail
from tests import make
from tests.paper.test_paper import LETTER

NOW = make.at("2026-11-23 12:00")


def read() -> EmailMessage:
    return email.message_from_bytes(mail(LETTER, "office@school.example", NOW), policy=default)


def body(kind: str) -> str:
    part = read().get_body((kind,))
    assert part is not None
    text: str = part.get_content()
    return text.replace("\r\n", "\n")


def test_a_message_says_who_writes_and_when_and_goes_to_nobody_yet() -> None:
    message = read()
    assert message["From"] == "office@school.example"
    assert message["Subject"] == "Ysgol Gynradd Llŷn, Y Stryd Fawr: Ysgol Gynradd Llŷn & friends"
    assert message["Date"].startswith("Mon, 23 Nov 2026 12:00:00")
    assert message["To"] is None
    assert message.get_content_type() == "multipart/alternative"


def test_the_text_says_everything_with_addresses_in_full() -> None:
    text = body("plain")
    for words in ("Faint? <b>\n-------", "Ŵyl am £5.", "* Un\n* Dau", "R8 <i> | 2", "Ffair <b>\nDydd Gwener\nCroeso."):
        assert words in text
    assert "https://school.example/news/fair-1a2b/" in text


def test_the_html_says_the_same_escaped_and_fetches_nothing() -> None:
    html = body("html")
    assert '<html lang="cy">' in html
    assert "Faint? &lt;b&gt;</h2>" in html
    assert ">Ffair &lt;b&gt;</a></h3>" in html
    assert not any(word in html for word in ("<img", "<link", "<script", "url(", "src="))


def test_the_same_letter_is_the_same_message() -> None:
    assert mail(LETTER, "office@school.example", NOW) == mail(LETTER, "office@school.example", NOW)
