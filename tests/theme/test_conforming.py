"""Every kind of page keeps to the HTML standard, and the one that tells is no yes-man."""

import pytest

from tests.theme.conforming import faults
from tests.theme.site import others, pages

PAGES = {**pages(), **others()}
PAGE = '<!DOCTYPE html>\n<html lang="en">\n<head><title>A</title></head>\n<body>{}</body>\n</html>\n'


@pytest.mark.parametrize("address", PAGES)
def test_a_page_keeps_to_the_standard(address: str) -> None:
    assert faults(PAGES[address]) == []


@pytest.mark.parametrize(
    "body",
    [
        '<h1 id="a">A &amp; b &#8211; <em>c</em></h1><section aria-labelledby="a"><p>A<br>b</p></section>',
        '<ul><li>A<ul><li>b</li></ul></li></ul><dl><dt>A</dt><dd><p>b</p></dd></dl><a href="/"><p>A</p></a>',
        '<picture><source srcset="/a.avif 1w"><img src="/a.jpg" alt=""></picture><p lang="ur" dir="rtl">A</p>',
        "<table><thead><tr><th>A</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>",
    ],
)
def test_what_is_right_is_passed(body: str) -> None:
    assert faults(PAGE.format(body)) == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<p>A<div>b</div></p>", "div in <p>"),
        ("<p>A", "</body> closes <p>"),
        ("<b><i>A</b></i>", "</b> closes <i>"),
        ("A</p>", "</p> closes <body>"),
        ("<div/></div>", "HTML closes nothing like this"),
        ("<ul><p>A</p></ul>", "p in <ul>"),
        ("<ul>A</ul>", "#text in <ul>"),
        ("<ul>&amp;</ul>", "#text in <ul>"),
        ("<ul>&#65;</ul>", "#text in <ul>"),
        ("<p><a href='/'><div>A</div></a></p>", "div in <p>"),
        ("<a href='/'>A<span><a href='/'>b</a></span></a>", "<a> inside <a>"),
        ("<marquee>A</marquee>", "marquee in <body>"),
        ("<table><div>A</div></table>", "div in <table>"),
        ('<p style="color: red">A</p>', "<p style>"),
        ('<p id="a" id="b">A</p>', "an attribute twice"),
        ('<p id="a">A</p><p id="a">b</p>', "the id 'a' twice"),
        ('<p aria-labelledby="a">A</p>', "no id 'a' is there"),
        ('<img src="/a.jpg">', "<img> without alt"),
        ("<p>A &nothing; b</p>", "&nothing;"),
        ("<p>Fish & chips</p>", "a bare &"),
    ],
)
def test_what_is_wrong_is_told(body: str, fault: str) -> None:
    assert fault in " ".join(faults(PAGE.format(body)))


def test_a_page_begins_and_ends() -> None:
    assert "no <!DOCTYPE html>" in faults("<p>A</p>")
    assert faults('<!DOCTYPE html><html lang="en"><head><title>A</title></head>')[-1] == "<html> is not closed"
