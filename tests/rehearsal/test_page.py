import re
from html.parser import HTMLParser

import pytest

from plugins.rehearsal.page import BANNER
from plugins.rehearsal.server import Server
from tests.rehearsal.client import LINK, Client


class Page(HTMLParser):
    """All elements with their attributes, and all words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def look(x: Client, path: str = "/") -> Page:
    answer = x.ask("GET", path, auth=None)
    assert answer.status_code == 200
    answer.encoding = "utf-8"
    return Page(answer.text)


def test_every_page_says_that_it_is_a_rehearsal(x: Client) -> None:
    number = x.said("Here")

    for path in ("/", f"/status/{number}"):
        page = look(x, path)
        assert BANNER in page.words
        assert re.search(r"<title>[^<]*rehearsal", x.ask("GET", path).text)
        assert "Thistledown Primary School (rehearsal)" in page.words


def test_an_empty_account_says_what_to_do(x: Client) -> None:
    assert "Nothing has been said yet." in look(x).words


def test_a_tweet_is_shown_with_its_words_link_time_and_price(x: Client) -> None:
    number = x.said(f"Year 4's wall\n\n{LINK}", reply_settings="mentionedUsers")

    page = look(x)

    assert f"Year 4's wall\n\n{LINK}" in page.words
    assert {"href": LINK, "rel": "noreferrer"} in page.all("a")
    assert {"href": f"/status/{number}"} in page.all("a")
    assert "Monday 23 November 2026, 10:00\u00a0am" in page.words
    assert {"datetime": "2026-11-23T10:00:00+00:00"} in page.all("time")
    assert "Only accounts it mentions can reply · would have cost $0.200" in page.words
    assert "Would have cost$0.200" in page.words


def test_times_are_london_s(x: Client, account: Server) -> None:
    account.advance(200 * 86_400 + 3 * 3600)
    x.said("In summer")

    assert "Friday 11 June 2027, 2:00\u00a0pm" in look(x).words


def test_photos_are_shown_with_their_alt_text_in_words(x: Client) -> None:
    x.said("Look", media={"media_ids": [x.photo('A "ring" of pebbles'), x.photo()]})

    page = look(x)

    assert [image["alt"] for image in page.all("img")] == ['A "ring" of pebbles', ""]
    assert 'Alt text: A "ring" of pebbles' in page.words
    assert "Alt text: none was given" in page.words
    source = page.all("img")[0]["src"]
    assert source is not None
    assert x.ask("GET", source, auth=None).content.startswith(b"\xff\xd8\xff")


def test_nothing_that_is_said_can_become_code(x: Client) -> None:
    said = "<script>alert(1)</script> <img src=x onerror=alert(1)> &lt;b&gt; https://school.example/\"onclick='a'"
    x.said(said, media={"media_ids": [x.photo('"><script>')]})

    page = look(x)

    assert said in page.words
    assert page.all("script") == []
    assert len(page.all("img")) == 1
    assert not any(name.startswith("on") for _, attributes in page.elements for name in attributes)


def test_pages_may_load_nothing_but_their_own_style_and_pictures(x: Client) -> None:
    policy = x.ask("GET", "/").headers["Content-Security-Policy"]

    assert policy.startswith("default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'")
    assert x.ask("GET", "/").headers["X-Content-Type-Options"] == "nosniff"
    (style,) = look(x).all("link")
    assert style["href"] is not None
    assert x.ask("GET", style["href"]).headers["Content-Type"] == "text/css; charset=utf-8"


def test_deleted_tweets_are_gone_and_unseen_ones_are_marked(x: Client, account: Server) -> None:
    number = x.said("Taken back")
    x.ask("DELETE", f"/2/tweets/{number}")
    account.show_after(60)
    x.said("Not seen yet")

    words = look(x).words

    assert "Taken back" not in words
    assert "not on the public timeline yet" in words
    assert x.ask("GET", f"/status/{number}").status_code == 404


def test_more_than_fifty_tweets_go_to_older_pages(x: Client, account: Server) -> None:
    with account.store.transaction() as db:
        rows = [(number, f"Number {number}.") for number in range(1, 53)]
        db.executemany("INSERT INTO tweet VALUES (?, ?, '', '[]', 'everyone', 0, 0, NULL, 15)", rows)

    first = look(x)
    (older,) = [str(link["href"]) for link in first.all("a") if "before" in str(link["href"])]
    second = look(x, older)

    assert (len(first.all("article")), len(second.all("article"))) == (50, 2)
    assert "Number 2." in second.words


@pytest.mark.parametrize(("path", "status"), [("/?before=x", 400), ("/rehearsal/media/17", 404), ("/status/x", 400)])
def test_what_is_not_there_is_said(x: Client, path: str, status: int) -> None:
    assert x.ask("GET", path).status_code == status
